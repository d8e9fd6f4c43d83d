"""Events after the partition changed: which goes on under which id, and what each has become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.merge.fold import event_id, opened, retold
from bot.merge.reports import name_of
from bot.merge.settle import Group
from bot.model import Event, Report

Homes = Mapping[int, str]  # id() of a group -> the event it goes on as


def homes_of(groups: Sequence[Group], pool: Sequence[Event]) -> Homes:
    """Which event each group goes on as: that of what stays; a told event goes with the report it was told for, others with the most."""
    homes = {id(group): group.home for group in groups if group.home}
    of = {report.id: event for event in pool for report in event.reports}
    claims = [claim for group in groups if not group.home for claim in _claims(group, of)]
    for _, place, event in sorted(claims):
        if place not in homes and event not in homes.values():
            homes[place] = event
    return homes


Rank = tuple[bool, datetime, int, str, datetime, str]


def _claims(group: Group, of: Mapping[str, Event]) -> list[tuple[Rank, int, str]]:
    """What speaks for a group to go on as each event whose reports it has, the strongest claim first."""
    held = Counter(event.id for report in group.reports if (event := of.get(report.id)))
    events = {event.id: event for report in group.reports if (event := of.get(report.id))}
    return [(_rank(events[one], group, size), id(group), one) for one, size in held.items()]


def _rank(event: Event, group: Group, size: int) -> Rank:
    anchor = _anchor(event)
    mine = anchor is not None and any(report.id == anchor for report in group.reports)
    return (not mine, event.alerted or event.opened, -size, event.id, *_first(group))


def _anchor(event: Event) -> str | None:
    """The report for which a channel was first told of an event."""
    return next((r.id for r in event.reports if event.alerted and r.seen == event.alerted and r.claim.post), None)


def _first(group: Group) -> tuple[datetime, str]:
    return min((report.seen, report.id) for report in group.reports)


def without(event: Event, group: Group, report: Report, now: datetime) -> Event:
    """The event with exactly the group's other reports in it."""
    others = [one for one in group.reports if one.id != report.id]
    return event if _ids(others) == _ids(event.reports) else retold(event, others, now)


def _ids(reports: Sequence[Report]) -> set[str]:
    return {report.id for report in reports}


def moved(groups: Sequence[Group], homes: Homes, pool: Sequence[Event], mine: Group, now: datetime) -> tuple[Event, ...]:
    """Every other event whose reports changed; one left without reports points to where its first one went."""
    known = {event.id: event for event in pool}
    changed = [_changed(group, known.get(homes.get(id(group), "")), now, known) for group in groups if group is not mine]
    new = [event for event in changed if event is not None]
    went = {report.id: homes[id(group)] for group in groups if id(group) in homes for report in group.reports}
    went |= {report.id: event.id for event in new for report in event.reports}
    empty = [event for event in pool if event.id not in homes.values() and event.id not in {one.id for one in new}]
    return (*new, *(_emptied(event, went.get(event.reports[0].id, event.id), now) for event in empty))


def sorted_anew(changed: Sequence[Event], pool: Sequence[Event]) -> tuple[str, ...]:
    """The told events that reports moved to or from: their messages lack a link, or have one that belongs elsewhere."""
    known = {event.id: _ids(event.reports) for event in pool}
    told = (event for event in changed if event.alerted and not event.merged_into and event.id in known)
    return tuple(event.id for event in told if _ids(event.reports) != known[event.id])


def _changed(group: Group, event: Event | None, now: datetime, taken: Container[str]) -> Event | None:
    if event is not None:
        return None if _ids(group.reports) == _ids(event.reports) else retold(event, group.reports, now)
    reports = sorted(group.reports, key=lambda r: (r.seen, r.id))
    free = (one for one in map(event_id, reports) if one not in taken)
    new = next(free, name_of("parted", reports[0].id, now.isoformat()))
    return retold(replace(opened(reports[0], now, ""), id=new), reports, now)


def _emptied(event: Event, into: str, now: datetime) -> Event:
    return replace(event, reports=(), merged_into=into, changed=now, revision=event.revision + 1)
