"""The decision on one report: join the event it fits, deny one, or open a new one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.merge import lineage
from bot.merge.change import Effect, effect_of
from bot.merge.identity import NEGATIVE, Fit, days_of, fit, slots_of
from bot.merge.ladder import counts, parties_of
from bot.merge.reports import name_of
from bot.merge.windows import KINDS, LOOK_BACK
from bot.model import Change, Decision, Event, Link, LinkKind, Report, Revision, Status


@dataclass(frozen=True, slots=True)
class Match:
    """An event that a report fits, and how well."""

    event: Event
    fit: Fit

    @property
    def rank(self) -> tuple[int, int, str]:
        """More agreeing slots first, then the place, then the older event; the id makes it the same every time."""
        return (-len(self.fit.agree), -("place" in self.fit.agree), self.event.id)


def merge(report: Report, known: Sequence[Event], now: datetime) -> Decision:
    """The event of a report in its new state, and what changed."""
    live = [event for event in known if not event.merged_into]
    if report.claim.status in NEGATIVE:
        return _denial(report, live, now)
    matches = sorted(_matches(report, live), key=lambda match: match.rank)
    best = next((match for match in matches if match.fit.same), None)
    if best is not None:
        return _joined(best, report, now)
    return _opened(report, live, now, [match.event for match in matches if match.fit.maybe])


def _matches(report: Report, live: Sequence[Event]) -> list[Match]:
    slots = slots_of(report)
    found = []
    for event in live:
        fits = [fit(slots, other) for other in dict.fromkeys(slots_of(r) for r in event.reports)]
        if fits and not any(f.against for f in fits):
            found.append(Match(event, max(fits, key=lambda f: len(f.agree))))
    return found


def _joined(match: Match, report: Report, now: datetime) -> Decision:
    event = match.event
    known = next((r for r in event.reports if r.id == report.id), None)
    if known is not None:
        return Decision(event, Change.NONE, known, why=known.why)
    why = (f"agrees in {', '.join(match.fit.agree)}", "nothing clashes")
    report = replace(report, newsroom=lineage.newsroom(report, event.reports), why=why)
    effect = effect_of(event, report)
    return Decision(grown(event, report, effect, now), effect.change, report, why=why, note=effect.note)


def grown(event: Event, report: Report, effect: Effect, now: datetime) -> Event:
    """The event with one more report."""
    flags = (*event.flags, *(("DISPUTED",) if effect.disputed and "DISPUTED" not in event.flags else ()))
    grown_event = replace(
        event,
        status=effect.claim.status,
        claim=effect.claim,
        reports=(*event.reports, report),
        revisions=(*event.revisions, *effect.revisions),
        revision=event.revision + 1,
        changed=now,
        flags=flags,
    )
    return _counted(grown_event)


def _counted(event: Event) -> Event:
    outlets, newsrooms, parties = counts(event)
    return replace(event, outlets=outlets, newsrooms=newsrooms, parties=parties)


def new_event(report: Report, now: datetime, why: str) -> Event:
    """An event that a report opens; its id follows from the report's."""
    report = replace(report, why=(why,))
    claim = report.claim
    flags = ("PLANNED",) if claim.status is Status.PLANNED else ()
    return _counted(Event(name_of("event", report.id), claim.type, claim.status, now, now, claim, (report,), flags=flags))


def _opened(report: Report, live: Sequence[Event], now: datetime, maybe: Sequence[Event]) -> Decision:
    event = new_event(report, now, "nothing known fits")
    links = tuple(Link(LinkKind.MAYBE_SAME, other.id, "too little is known to tell") for other in maybe)
    event = replace(event, links=links)
    denials = [other for other in live if other.status in NEGATIVE and denies(other.reports[0], event)]
    flags = tuple(f"DENIED by {_voices(other.reports[0])} ({other.reports[0].published:%-d %B}, earlier)" for other in denials)
    also = tuple(replace(other, links=(*other.links, Link(LinkKind.DENIES, event.id, "an earlier denial"))) for other in denials)
    event = replace(event, flags=(*event.flags, *flags))
    return Decision(event, Change.OPENED, event.reports[0], also=also, opened=True, why=event.reports[0].why)


def _voices(report: Report) -> str:
    return ", ".join(parties_of(report) or report.claim.actor[:1]) or report.outlet


def denies(denial: Report, event: Event) -> bool:
    """Whether a denial speaks of an event: the same kind of thing, nothing clashing but its polarity, within the look-back."""
    ours = replace(slots_of(denial), negative=False)
    told = denial.published.date()
    for report in event.reports:
        theirs = slots_of(report)
        found = fit(replace(ours, start=theirs.start, end=theirs.end, dated=True, ahead=theirs.ahead), theirs)
        start, _, _ = days_of(report.claim, report.published.date())
        near = abs(told - start) <= (LOOK_BACK if KINDS[event.type].lasting else timedelta(days=KINDS[event.type].days + 3))
        if near and not found.against and "actor" in found.agree and len(found.agree) >= 2:
            return True
    return False


def _denial(report: Report, live: Sequence[Event], now: datetime) -> Decision:
    """A denial stands by itself; the event it denies is marked, and is what readers are told of."""
    own = next((m.event for m in sorted(_matches(report, live), key=lambda m: m.rank) if m.fit.same), None)
    event = grown(own, report, Effect(Change.NONE, own.claim), now) if own else new_event(report, now, "a denial stands by itself")
    denied = [other for other in live if other.status not in NEGATIVE and denies(report, other)]
    if not denied:
        return Decision(event, Change.NONE if own else Change.OPENED, event.reports[-1], opened=own is None, why=event.reports[-1].why)
    links = tuple(Link(LinkKind.DENIES, other.id) for other in denied if other.id not in {link.to for link in event.links})
    event = replace(event, links=(*event.links, *links))
    main, *rest = sorted((_marked(other, report, now) for other in denied), key=lambda e: (e.alerted is None, -e.changed.timestamp(), e.id))
    known = f"DENIED by {_voices(report)}" in next(e for e in denied if e.id == main.id).flags
    return Decision(
        main,
        Change.NONE if known else Change.DENIED,
        event.reports[-1],
        also=(event, *rest),
        opened=False,
        why=event.reports[-1].why,
        note=f"denied by {_voices(report)}",
    )


def _marked(event: Event, report: Report, now: datetime) -> Event:
    flag = f"DENIED by {_voices(report)}"
    if flag in event.flags:
        return event
    record = Revision(report.seen, "denied", "", _voices(report), report.id)
    return replace(event, flags=(*event.flags, flag), revisions=(*event.revisions, record), revision=event.revision + 1, changed=now)


def main_of(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The events of a story's decisions, its main one first: the lead claim's, then the earliest in the text."""
    ranked = sorted(decisions, key=_weight)
    return tuple(dict.fromkeys(decision.event.id for decision in ranked))


def _weight(decision: Decision) -> tuple[int, bool, int]:
    claim = decision.report.claim
    return (-claim.importance, claim.background, claim.evidence[0].start if claim.evidence else 0)
