"""In which order reports were filed: by time, and among those of one instant as their events show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from bot.merge import event_id, turn
from bot.model import Event, Report

Read = tuple[str, int]  # a story and its version: its reports are filed one after another


def filed(events: Iterable[Event]) -> list[Report]:
    """The reports of some events in the order in which they were filed; where the events do not tell it, by id."""
    rows = [_row(event) for event in sorted(events, key=lambda one: one.id)]
    reports = {report.id: report for row in rows for report in row}.values()
    ranks = {read: rank for rank, read in enumerate(_reads(rows))}
    return sorted(reports, key=lambda one: (one.seen, ranks[_read(one)], turn(one), one.id))


def _row(event: Event) -> list[Report]:
    """An event's reports; of those of one instant the one that opened it comes first, for the event has its name."""
    return sorted(event.reports, key=lambda one: (one.seen, event_id(one) != event.id))


def _read(report: Report) -> Read:
    return report.story, report.version


def _reads(rows: Sequence[Sequence[Report]]) -> Iterator[Read]:
    """Every story read, none before one of its instant that stands before it in some event; where two do so of each other, by id."""
    instants: dict[datetime, dict[Read, set[Read]]] = {}
    for report in (report for row in rows for report in row):
        instants.setdefault(report.seen, {})[_read(report)] = set()
    for first, second in (pair for row in rows for pair in pairwise(row)):
        if first.seen == second.seen and _read(first) != _read(second):
            instants[first.seen][_read(second)].add(_read(first))
    for before in instants.values():
        yield from _turns(before)


def _turns(before: dict[Read, set[Read]]) -> Iterator[Read]:
    while before:
        read = min(before, key=lambda one: (not before[one].isdisjoint(before), one))
        del before[read]
        yield read
