"""Which reports are one event: the same partition in whatever order they came.

Reports are grouped by what they say (their slots); groups are placed the most telling first, each into the event it fits best and clashes
with nowhere. What has stood a day, and what an operator has ruled, stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from bot.merge.identity import Fit, Slots, fit, slots_of
from bot.model import Event, Report

STANDS = timedelta(days=1)


@dataclass(slots=True)
class Group:
    """Reports that are one event: `home` is the event that holds those which stay."""

    home: str = ""
    slots: list[Slots] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def pinned(event: Event) -> bool:
    """Whether an operator has ruled on it."""
    return bool(event.apart) or any(report.cell for report in event.reports)


def fits(slots: Slots, others: Iterable[Slots]) -> Fit | None:
    """The best fit among reports of one event; None where it clashes with any of them."""
    best: Fit | None = None
    for other in others:
        found = fit(slots, other)
        if found.against:
            return None
        if best is None or len(found.agree) > len(best.agree):
            best = found
    return best


def closeness(slots: Slots, best: Fit, others: Sequence[Slots]) -> tuple[int, int, int, str]:
    """How well a group suits, the best first, the same whatever the order: agreeing slots, place, nearness of the days, name."""
    gap = min(abs((slots.end - other.end).days) for other in others)
    return (-len(best.agree), -("place" in best.agree), gap, min(map(name, others)))


@lru_cache(maxsize=50_000)
def name(slots: Slots) -> str:
    """Slots as a word that sorts."""
    sets = (sorted(slots.actor), sorted(slots.target), sorted(slots.item), slots.place)
    return "|".join((slots.type.value, *(",".join(s) for s in sets), str(slots.start), str(slots.end), str(slots.money), str(slots.ahead)))


@lru_cache(maxsize=50_000)
def telling(slots: Slots) -> tuple[int, str]:
    """The most telling first."""
    known = (slots.actor, slots.target, slots.item, slots.place, slots.dated, slots.money)
    return (-sum(map(bool, known)), name(slots))


def groups_of(report: Report, pool: Sequence[Event], now: datetime) -> list[Group]:
    """All reports of the pool and the new one, parted into events."""
    found = [_fixed(event, now) for event in pool]
    groups = [group for group in found if group.reports]
    loose: dict[Slots, list[Report]] = {}
    for one in (*(r for event in pool for r in event.reports if _moves(r, event, now)), report):
        loose.setdefault(slots_of(one), []).append(one)
    for slots in sorted(loose, key=telling):
        group = best_of(slots, groups)
        if group is None:
            groups.append(group := Group())
        group.slots.append(slots)
        group.reports += loose[slots]
    return groups


def _fixed(event: Event, now: datetime) -> Group:
    stay = [report for report in event.reports if not _moves(report, event, now)]
    return Group(event.id, list(dict.fromkeys(map(slots_of, stay))), stay)


def _moves(report: Report, event: Event, now: datetime) -> bool:
    return now - report.seen < STANDS and not pinned(event) and _tells(report)


def _tells(report: Report) -> bool:
    """Whether a report says enough to be known again at all."""
    slots = slots_of(report)
    return fit(slots, slots).same


def best_of(slots: Slots, groups: Iterable[Group]) -> Group | None:
    """The group that slots belong to, or None."""
    suited = []
    for place, group in enumerate(groups):
        best = fits(slots, group.slots) if group.slots else None
        if best is not None and best.same:
            suited.append((closeness(slots, best, group.slots), place, group))
    return min(suited)[2] if suited else None
