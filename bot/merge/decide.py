"""The decision on one report: join the event it fits, deny one, or open a new one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.merge import lineage, settle
from bot.merge.change import effect_of
from bot.merge.denial import decision_on_denial, with_denials
from bot.merge.fold import grown, opened, retold
from bot.merge.identity import NEGATIVE, fit, slots_of
from bot.merge.windows import KINDS
from bot.model import Change, Decision, Event, Link, LinkKind, Report


def merge(report: Report, known: Sequence[Event], now: datetime) -> Decision:
    """The event of a report in its new state, and what changed."""
    live = [event for event in known if not event.merged_into]
    again = next((event for event in live if any(r.id == report.id for r in event.reports)), None)
    if again is not None:
        return Decision(again, Change.NONE, report)
    if report.claim.status in NEGATIVE:
        return decision_on_denial(report, live, now)
    pool = [e for e in live if e.status not in NEGATIVE and KINDS[e.type].family == KINDS[report.claim.type].family]
    same = _alike(report, pool)
    if same is not None:
        return _joined(same, report, now)
    return _settled(report, pool, live, now)


def _alike(report: Report, pool: Sequence[Event]) -> Event | None:
    """The one event that holds a report with exactly these slots: nothing else can change then."""
    slots = slots_of(report)
    if not fit(slots, slots).same:
        return None
    holders = [event for event in pool if any(slots_of(r) == slots for r in event.reports)]
    return holders[0] if len(holders) == 1 else None


def _settled(report: Report, pool: Sequence[Event], live: Sequence[Event], now: datetime) -> Decision:
    """The partition with the new report in it, told as the change of its event and of the others that it moved."""
    groups = settle.groups_of(report, pool, now)
    homes = _homes(groups, pool)
    mine = next(group for group in groups if any(r.id == report.id for r in group.reports))
    moved = _moved(groups, homes, pool, mine, now)
    home = homes.get(id(mine))
    event = next((e for e in pool if e.id == home), None)
    if event is None:
        return _opened(report, mine, live, moved, now)
    joined = _joined(_without(event, mine, report, now), report, now)
    return replace(joined, also=(*joined.also, *moved))


def _homes(groups: Sequence[settle.Group], pool: Sequence[Event]) -> dict[int, str]:
    """Which event each group goes on as: the one that holds what stays, else the oldest whose reports it has and that is free."""
    homes = {id(group): group.home for group in groups if group.home}
    of = {r.id: e for e in pool for r in e.reports}
    for group in sorted(groups, key=lambda g: min((r.seen, r.id) for r in g.reports)):
        if id(group) in homes:
            continue
        events = sorted({e.id: e for r in group.reports if (e := of.get(r.id))}.values(), key=lambda e: (e.alerted is None, e.opened, e.id))
        free = next((e.id for e in events if e.id not in homes.values()), None)
        if free is not None:
            homes[id(group)] = free
    return homes


def _without(event: Event, group: settle.Group, report: Report, now: datetime) -> Event:
    """The event with exactly the group's other reports in it."""
    others = [r for r in group.reports if r.id != report.id]
    return event if {r.id for r in others} == {r.id for r in event.reports} else retold(event, others, now)


def _moved(
    groups: Sequence[settle.Group], homes: dict[int, str], pool: Sequence[Event], mine: settle.Group, now: datetime
) -> tuple[Event, ...]:
    """Every other event whose reports changed, in its new state; one left without reports is joined to where its first one went."""
    known = {event.id: event for event in pool}
    changed: list[Event] = []
    went: dict[str, str] = {}
    for group in groups:
        home = homes.get(id(group), "")
        event = known.get(home)
        if group is not mine and event is not None and {r.id for r in event.reports} != {r.id for r in group.reports}:
            changed.append(retold(event, group.reports, now))
        elif group is not mine and event is None:
            changed.append(_founded(group, now))
        went |= {r.id: home or changed[-1].id for r in group.reports if group is not mine or home}
    empty = [event for event in pool if event.id not in homes.values()]
    return (*changed, *(_emptied(event, went.get(event.reports[0].id, ""), now) for event in empty))


def _founded(group: settle.Group, now: datetime) -> Event:
    first = min(group.reports, key=lambda r: (r.seen, r.id))
    return retold(opened(first, now, ""), group.reports, now)


def _emptied(event: Event, into: str, now: datetime) -> Event:
    return replace(event, merged_into=into or event.id, changed=now, revision=event.revision + 1)


def _joined(event: Event, report: Report, now: datetime) -> Decision:
    best = settle.fits(slots_of(report), map(slots_of, event.reports))
    why = (f"agrees in {', '.join(best.agree)}; nothing clashes",) if best else ("ruled so",)
    report = replace(report, newsroom=lineage.newsroom(report, event.reports), why=why)
    effect = effect_of(event, report)
    return Decision(grown(event, report, effect, now), effect.change, report, why=why, note=effect.note)


def _opened(report: Report, group: settle.Group, live: Sequence[Event], moved: Iterable[Event], now: datetime) -> Decision:
    event = opened(report, now, "nothing known fits")
    if len(group.reports) > 1:
        event = retold(event, group.reports, now)
    slots = slots_of(report)
    maybe = [other.id for other in live if other.status not in NEGATIVE and any(fit(slots, slots_of(r)).maybe for r in other.reports)]
    links = tuple(Link(LinkKind.MAYBE_SAME, other, "too little is told to be sure") for other in maybe)
    event, denials = with_denials(replace(event, links=links), live, now)
    mine = next(r for r in event.reports if r.id == report.id)
    return Decision(event, Change.OPENED, mine, also=(*moved, *denials), opened=True, why=mine.why)


def main_of(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The events of a story's decisions, its main one first: the lead claim's, then the earliest in the text."""
    return tuple(dict.fromkeys(decision.event.id for decision in sorted(decisions, key=_weight)))


def _weight(decision: Decision) -> tuple[int, bool, int]:
    claim = decision.report.claim
    return (-claim.importance, claim.background, claim.evidence[0].start if claim.evidence else 0)
