"""Which reports are one event: the same partition in whatever order they came.

Reports are grouped by what they say (their slots); groups are placed the most telling first, each into the event it fits best and clashes
with nowhere. What has stood a day, and what an operator has ruled, stays where it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from bot.merge import places
from bot.merge.identity import LONG, Fit, fit
from bot.merge.ladder import current
from bot.merge.slots import Slots, slots_of
from bot.merge.windows import KINDS
from bot.model import Event, Report

STANDS = timedelta(days=1)
ANY_DAY = 0
FEW = 4  # of so many reports that tell a slot one may be wrong


@dataclass(slots=True)
class Group:
    """Reports that are one event: `home` is the event that holds those which stay."""

    home: str = ""
    cells: dict[str, list[Slots]] = field(default_factory=dict)  # by Report.cell: what an operator joined need not agree
    reports: list[Report] = field(default_factory=list)

    def take(self, reports: Sequence[Report], stale: Container[str] = ()) -> None:
        """Adds reports, each to its cell; a stale one is held, but compares no more."""
        for report in reports:
            slots = slots_of(report)
            if report.id not in stale and slots not in self.cells.setdefault(report.cell, []):
                self.cells[report.cell].append(slots)
            self.reports.append(report)


def pinned(event: Event) -> bool:
    """Whether an operator has ruled on it."""
    return bool(event.apart) or any(report.cell for report in event.reports)


def fits(slots: Slots, others: Iterable[Slots]) -> Fit | None:
    """The best fit among reports of one event; None where it clashes with them.

    One slot read wrongly must not split an event of many reports: of those that tell a slot, one in four may clash.
    """
    each = tuple(dict.fromkeys(others))
    found = [fit(slots, other) for other in each]
    against = Counter(name for one in found for name in one.against)
    if any(clashes > sum(_tells(name, other, slots) for other in each) // FEW for name, clashes in against.items()):
        return None
    return max((one for one in found if not one.against), key=_rank, default=None)


def _tells(name: str, other: Slots, slots: Slots) -> bool:
    """Whether a report says something of a slot that may be read wrongly; what it is about at all never is.

    A day that neither tells is only when it was written of: it weighs less than one that is told.
    """
    day = other.dated or not slots.dated
    told = {"actor": other.actor, "target": other.target, "item": other.item, "place": other.place, "day": day, "money": other.money}
    return bool(told.get(name))


def _rank(found: Fit) -> tuple[bool, int, bool]:
    return found.same, len(found.agree), "place" in found.agree


def closeness(slots: Slots, best: Fit, others: Sequence[Slots]) -> tuple[bool, int, int, int, int, str]:
    """How well a group suits, the best first, the same whatever the order.

    The very site, how many slots agree, whether the place does, how near the days are, how much is told of that day; the name at last.
    """
    gaps = [abs((slots.day - other.day).days) for other in others]
    elsewhere = not any(places.one_site(slots.place, other.place) for other in others)
    return (elsewhere, -len(best.agree), -("place" in best.agree), min(gaps), -gaps.count(min(gaps)), min(map(name, others)))


@lru_cache(maxsize=50_000)
def name(slots: Slots) -> str:
    """Slots as a word that sorts."""
    sets = (sorted(slots.actor), sorted(slots.target), sorted(slots.item), slots.place)
    return "|".join(
        (
            slots.type.value,
            *(",".join(s) for s in sets),
            str(slots.start),
            str(slots.end),
            str(slots.day),
            str(slots.money),
            str(slots.ahead),
            slots.way,
        )
    )


@lru_cache(maxsize=50_000)
def telling(slots: Slots) -> tuple[int, str]:
    """The most telling first."""
    known = (slots.actor, slots.target, slots.item, slots.place, slots.dated, slots.money)
    return (-sum(map(bool, known)), name(slots))


@lru_cache(maxsize=50_000)
def keys(slots: Slots) -> frozenset[tuple[str, int]]:
    """Under what a report is found: each doer, each side and each place, on each day it can have been; lasting things on any day."""
    held = {part for name in slots.place for part in (*places.line(name), *name.split())}
    names = {f"actor {one}" for one in slots.actor} | {f"target {one}" for one in slots.target} | {f"place {one}" for one in held}
    kind = KINDS[slots.type]
    if kind.lasting or slots.background or slots.end - slots.start > LONG:
        return frozenset((name, ANY_DAY) for name in names)
    days = range(slots.start.toordinal(), slots.end.toordinal() + kind.days + 1)
    return frozenset((name, day) for name in names for day in (*days, ANY_DAY))


@dataclass(slots=True)
class Partition:
    """Groups with an index, so that reports meet only groups that share a doer, a side or a place with them."""

    groups: list[Group] = field(default_factory=list)
    at: dict[tuple[str, int], set[int]] = field(default_factory=dict)

    def add(self, group: Group) -> None:
        """A group with the reports it has."""
        self.groups.append(group)
        for cell in group.cells.values():
            for slots in cell:
                self._index(slots, len(self.groups) - 1)

    def settle(self, slots: Slots, reports: Sequence[Report]) -> None:
        """Puts reports of equal slots into the group they fit best, or into one of their own."""
        place = self._best(slots)
        if place is None:
            self.groups.append(Group())
            place = len(self.groups) - 1
        self.groups[place].take(reports)
        self._index(slots, place)

    def _index(self, slots: Slots, place: int) -> None:
        for key in keys(slots):
            self.at.setdefault(key, set()).add(place)

    def _best(self, slots: Slots) -> int | None:
        found: set[int] = set().union(*(self.at.get(key, ()) for key in keys(slots)))
        suited = []
        for place in found:
            for cell in self.groups[place].cells.values():
                best = fits(slots, cell)
                if best is not None and best.same:
                    suited.append((closeness(slots, best, cell), place))
        return min(suited)[1] if suited else None


def groups_of(report: Report, pool: Sequence[Event], now: datetime) -> list[Group]:
    """All reports of the pool and the new one, parted into events."""
    parted = Partition()
    loose: dict[Slots, list[Report]] = {slots_of(report): [report]}
    for event in pool:
        movable = _movable(event, now)
        stay = [one for one in event.reports if one.id not in movable]
        if stay:
            group = Group(event.id)
            group.take(stay, {one.id for one in stay} - {one.id for one in current(tuple(stay))})
            parted.add(group)
        for one in movable.values():
            loose.setdefault(slots_of(one), []).append(one)
    for slots in sorted(loose, key=telling):
        parted.settle(slots, loose[slots])
    return parted.groups


def _movable(event: Event, now: datetime) -> dict[str, Report]:
    """The reports that may still find a better place: none of an event that has stood a day, lest the rest go on under another name."""
    if pinned(event) or now - event.opened >= STANDS:
        return {}
    return {one.id: one for one in current(event.reports) if now - one.seen < STANDS and _fits_itself(one)}


def _fits_itself(report: Report) -> bool:
    """Whether a report says so much that another of the same words would be of its event."""
    slots = slots_of(report)
    return fit(slots, slots).same


def cell_of(report: Report, event: Event) -> str:
    """The cell of an event that a report fits."""
    slots = slots_of(report)
    others = current(event.reports)
    cells = sorted({other.cell for other in others})
    fitting = (cell for cell in cells if fits(slots, (slots_of(r) for r in others if r.cell == cell)) is not None)
    return next(fitting, "")
