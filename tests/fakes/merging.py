"""A ledger in memory and stories with hand-made claims: what merging needs, without a store or an extractor."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from bot.merge import unavailable
from bot.model import (
    Amount,
    Casualties,
    Category,
    Claim,
    ClaimType,
    Days,
    Event,
    Feed,
    Item,
    Money,
    Reach,
    Span,
    Speaker,
    Status,
    Story,
)
from bot.pipeline import Outcome, take_in

STORIES = Path(__file__).parent.parent / "stories"


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def amount(value):
    if value is None or isinstance(value, Amount):
        return value
    low, high, words = value if len(value) == 3 else (*value, "")
    return Amount(low, high, words)


def claim(story, type_, status="asserted", **slots):
    """A claim of a story: slots in short form; its evidence is the story's first sentence unless `quote` names another."""
    quote = slots.pop("quote", None) or (story.text.split(". ")[0].rstrip(".") + "." if story.text else story.title)
    start = max(story.full.find(quote), 0)
    days = slots.pop("day", None)
    span = (days, days) if isinstance(days, str) else days
    items = tuple(Item(Category(row[0]), row[1], amount(row[2] if len(row) > 2 else None)) for row in slots.pop("item", ()))
    toll, money = slots.pop("killed", None), slots.pop("money", None)
    return Claim(
        type=ClaimType(type_),
        status=Status(status),
        evidence=(Span(start, start + len(quote)),),
        quotes=(quote,),
        actor=tuple(slots.pop("actor", ())),
        target=tuple(slots.pop("target", ())),
        item=items,
        money=Money(*money) if money else None,
        casualties=Casualties(killed_min=toll[0], killed_max=toll[1]) if toll else None,
        date=Days(*map(date.fromisoformat, span)) if span else None,
        place=tuple(slots.pop("place", ())),
        source=tuple(Speaker(**{"name": None, "org": None} | row) for row in slots.pop("source", ())),
        importance=slots.pop("importance", 3),
        post=slots.pop("post", True),
        **slots,
    )


def told(row):
    """A story from a row of a sequence, with its claims and its feed."""
    fields = {name: row[name] for name in ("version", "byline", "canonical") if name in row}
    story = Story(
        id=row["id"],
        title=row["title"],
        text=row.get("text", ""),
        published=moment(row["at"]),
        outlet=row["outlet"],
        url=row.get("url", f"https://{row['outlet'].lower().replace(' ', '-')}.example/{row['id']}"),
        notes=tuple(row.get("notes", ())),
        **fields,
    )
    feed = Feed("https://feeds.example/" + row["outlet"], row["outlet"], **row["feed"]) if "feed" in row else None
    return story, tuple(claim(story, **{("type_" if k == "type" else k): v for k, v in c.items()}) for c in row.get("claims", ())), feed


@dataclass
class Ledger:
    """Events by id, found as the store finds them: by type, day and party."""

    events: dict[str, Event] = field(default_factory=dict)
    about: dict[str, tuple] = field(default_factory=dict)  # what each is found by, worked out once

    def known(self, question: Reach):
        return [event for event in self.events.values() if not event.merged_into and self._within(event, question)]

    def take(self, story, claims, feed=None, now=None):
        """A story's claims through the pipeline."""
        outcome = take_in(story, tuple(claims), feed, self.known, now or story.published)
        self.events |= {event.id: event for event in outcome.events}
        return outcome

    def lose(self, story, claims, feed, now):
        """A story whose page was taken down."""
        noted = unavailable(story.id, feed.outlet if feed else story.outlet, list(self.events.values()), now)
        self.events |= {event.id: event for event in noted}
        return Outcome(story, claims, events=noted)

    def _within(self, event, question):
        held = self.about.get(event.id)
        if held is None or held[0] is not event:
            held = self.about[event.id] = (event, *_found_by(event))
        _, stories, start, end, parties = held
        if question.story in stories:
            return True
        near = end >= question.start and start <= question.end
        return event.type in question.types and near and (not question.parties or not parties.isdisjoint(question.parties))

    def live(self):
        return [event for event in self.events.values() if not event.merged_into]

    def parts(self):
        """Which reports are one event."""
        return {frozenset(r.id for r in event.reports) for event in self.live() if event.reports}


def _found_by(event):
    claims = [event.claim, *(report.claim for report in event.reports)]
    days = [one.date for one in claims if one.date]
    starts = [one.start for one in days] or [report.published.date() for report in event.reports]
    ends = [one.end for one in days] or starts
    parties = {party for one in claims for party in (*one.actor, *one.target, *(who.party for who in one.source))}
    return {report.story for report in event.reports}, min(starts), max(ends), parties


def sequence(name):
    """The rows of an own-written sequence of stories."""
    return [json.loads(line) for line in (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]


def play(rows):
    """A sequence through a fresh ledger: the ledger, and each row with what it came to."""
    ledger = Ledger()
    return ledger, [(row, _played(ledger, row, moment(row.get("now", row["at"])))) for row in rows]


def _played(ledger, row, now):
    return ledger.lose(*told(row), now) if row.get("gone") else ledger.take(*told(row), now=now)
