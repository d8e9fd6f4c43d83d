"""How a new event stands to others: it was planned, it answers one, it may be one already known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.merge.fold import weighed
from bot.merge.identity import fit
from bot.merge.ladder import current
from bot.merge.reports import ANSWER, ANSWERED, answers
from bot.merge.slots import NOBODY, Slots, slots_of
from bot.merge.windows import FORCE, family
from bot.model import AHEAD, NEGATIVE, Claim, Event, Link, LinkKind, Report, Revision

PLANNED_FOR = timedelta(days=14)  # how long a plan without a day may wait for its deed


def with_links(event: Event, report: Report, live: Sequence[Event], now: datetime) -> tuple[Event, tuple[Event, ...]]:
    """A new event with its links, and the plans it fulfils."""
    links = (*_doubles(report, live), *_answered(event, report, live))
    plans = [other for other in live if other.status in AHEAD and _fulfils(report, other)]
    return replace(event, links=(*event.links, *links)), tuple(_done(plan, event, report, now) for plan in plans)


def beside(report: Report, live: Sequence[Event]) -> Link | None:
    """What the same story was already told for, of the same doer by force: most likely the same thing in another word."""
    if report.claim.type not in FORCE:
        return None
    told = (e for e in live if e.alerted and e.type in FORCE and any(r.story == report.story for r in e.reports))
    twin = next((e for e in told if e.type is not report.claim.type and _could_be(slots_of(report), e)), None)
    return Link(LinkKind.MAYBE_SAME, twin.id, "the same story tells of both") if twin else None


def _could_be(slots: Slots, other: Event) -> bool:
    """Whether nothing but the kind tells them apart."""
    others = (replace(slots_of(r), type=slots.type, ahead=slots.ahead) for r in current(other.reports))
    return any(not fit(slots, one).against and fit(slots, one).agree for one in others)


def _doubles(report: Report, live: Sequence[Event]) -> list[Link]:
    slots, types = slots_of(report), family(report.claim.type)
    near = (e for e in live if e.type in types and e.status not in NEGATIVE)
    maybe = [e for e in near if any(fit(slots, slots_of(r)).maybe for r in current(e.reports))]
    return [Link(LinkKind.MAYBE_SAME, other.id, "too little is told to be sure") for other in maybe]


def _answered(event: Event, report: Report, live: Sequence[Event]) -> list[Link]:
    """The latest event of the other side, where the report's own sentence says that this is the answer."""
    if not answers(report.claim):
        return []
    told = [e for e in live if e.type in ANSWERED and e.status not in NEGATIVE | AHEAD and _other_side(e.claim, event.claim)]
    near = [e for e in told if timedelta(days=-1) <= report.published - e.reports[0].published <= ANSWER]
    latest = max(near, key=lambda e: (e.reports[0].published, e.id), default=None)
    return [Link(LinkKind.RESPONDS_TO, latest.id, "its report says so")] if latest else []


def _other_side(theirs: Claim, ours: Claim) -> bool:
    """Whether the doers are others, and one side aims at the other where that is told."""
    they, we = set(theirs.actor) - NOBODY, set(ours.actor) - NOBODY
    aimed = they & set(ours.target) or we & set(theirs.target) or not ours.target
    return bool(they) and not they & we and bool(aimed)


def _fulfils(report: Report, plan: Event) -> bool:
    """Whether a report tells the deed of a plan: nothing clashes but that it is done, and the day where the plan told none."""
    if report.claim.status in AHEAD:
        return False
    deed = slots_of(report)
    for told in current(plan.reports):
        words = slots_of(told)
        found = fit(replace(deed, ahead=True), words if words.dated else replace(words, start=deed.start, end=deed.end))
        waited = deed.end - words.end
        if not found.against and {"actor", "item", "target", "place"} & set(found.agree) and len(found.agree) > 1 and waited <= PLANNED_FOR:
            return True
    return False


def _done(plan: Event, event: Event, report: Report, now: datetime) -> Event:
    link = Link(LinkKind.PLANS, event.id, "it was done")
    record = Revision(report.seen, "due", "planned", "done", report.id)
    return weighed(replace(plan, links=(*plan.links, link), revisions=(*plan.revisions, record), revision=plan.revision + 1, changed=now))
