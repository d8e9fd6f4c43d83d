"""Short ways to say stories, events and alerts of our own invention."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.model import (
    Alert,
    AlertKind,
    Claim,
    ClaimType,
    Days,
    Destination,
    Event,
    Feed,
    Report,
    Show,
    Span,
    Speaker,
    Status,
    Story,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
FEED = Feed("http://127.0.0.1/feed", "Harbour Wire")


@dataclass(frozen=True, slots=True)
class Outcome:
    story: Story
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    alerts: tuple[Alert, ...] = ()


def story(key="s1", text="Two vessels were struck off the coast.", **fields):
    return Story(**({"id": key, "title": "Vessels struck", "text": text, "published": NOW, "feed": FEED.url} | fields))


def claim(actor=("RU",), target=("UA",), day=DAY, until=None, speaker="", kind=ClaimType.STRIKE):
    days = Days(day, until or day) if day else None
    source = (Speaker("A. Minister", None, speaker),) if speaker else ()
    return Claim(kind, Status.ASSERTED, (Span(0, 3),), ("Two",), actor=actor, target=target, date=days, source=source)


def report(key="r1", told=None, published=NOW, of="s1"):
    return Report(key, of, 1, "Harbour Wire", None, "Vessels struck", published, NOW, told or claim(), shingles=(1, 2, 3))


def event(key="e1", told=None, reports=None, **fields):
    told = told or claim()
    reports = (report(f"{key}-r1", told),) if reports is None else reports
    base = {"id": key, "type": told.type, "status": told.status, "opened": NOW, "changed": NOW, "claim": told, "reports": reports}
    return Event(**(base | fields))


def alert(key="e1", show=Show.POST, revision=1, headline="ASSERTED · RU → UA · two vessels", **fields):
    kind = AlertKind.NEW if show is Show.POST else AlertKind.UPDATE
    base = {
        "event": key,
        "revision": revision,
        "kind": kind,
        "show": show,
        "type": ClaimType.STRIKE,
        "status": Status.ASSERTED,
        "status_word": "ASSERTED",
        "headline": headline,
        "who": "RU",
        "whom": "UA",
        "what": "two vessels",
        "speaker": "",
        "quote": "Two vessels were struck off the coast.",
        "quote_outlet": "Harbour Wire",
        "when": Days(DAY, DAY),
        "where": (),
        "published": NOW,
        "links": (),
        "outlets": 1,
        "newsrooms": 1,
        "parties": 0,
    }
    return Alert(**(base | fields))


def places(count=1, platform="slack"):
    return [Destination(f"{platform}:C{number}", platform, f"C{number}") for number in range(count)]


def file(store, *alerts, events=(), key="s1", at=NOW):
    """Puts alerts and events into the store as the outcome of one story, queued at its time."""
    told = story(key, published=at)
    with store.taking(told) as taking:
        return taking.keep(Outcome(told, tuple(r for e in events for r in e.reports), tuple(events), alerts))


def later(seconds):
    return NOW + timedelta(seconds=seconds)
