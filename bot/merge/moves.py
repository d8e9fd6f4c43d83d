"""Events after the partition changed: which goes on under which id, and what each has become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.merge.fold import event_id, opened, retold
from bot.merge.settle import Group
from bot.model import Event, Report

Homes = Mapping[int, str]  # id() of a group -> the event it goes on as


def homes_of(groups: Sequence[Group], pool: Sequence[Event]) -> Homes:
    """Which event each group goes on as: that of what stays, else of its founding report, else any whose reports it has."""
    homes = {id(group): group.home for group in groups if group.home}
    of = {report.id: event for event in pool for report in event.reports}
    founded = {event_id(report): report.id for event in pool for report in event.reports}
    loose = sorted((group for group in groups if not group.home), key=_first)
    for founders in (True, False):
        for group in loose:
            events = {e.id: e for r in group.reports if (e := of.get(r.id)) and (not founders or founded.get(e.id) == r.id)}
            ranked = sorted(events.values(), key=lambda e: (e.alerted is None, e.opened, e.id))
            free = next((event.id for event in ranked if event.id not in homes.values()), None)
            if id(group) not in homes and free is not None:
                homes[id(group)] = free
    return homes


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
    changed = [_changed(group, known.get(homes.get(id(group), "")), now) for group in groups if group is not mine]
    new = [event for event in changed if event is not None]
    went = {report.id: homes[id(group)] for group in groups if id(group) in homes for report in group.reports}
    went |= {report.id: event.id for event in new for report in event.reports}
    empty = [event for event in pool if event.id not in homes.values() and event.id not in {one.id for one in new}]
    return (*new, *(_emptied(event, went.get(event.reports[0].id, event.id), now) for event in empty))


def _changed(group: Group, event: Event | None, now: datetime) -> Event | None:
    if event is None:
        return retold(opened(min(group.reports, key=lambda r: (r.seen, r.id)), now, ""), group.reports, now)
    return None if _ids(group.reports) == _ids(event.reports) else retold(event, group.reports, now)


def _emptied(event: Event, into: str, now: datetime) -> Event:
    return replace(event, reports=(), merged_into=into, changed=now, revision=event.revision + 1)
