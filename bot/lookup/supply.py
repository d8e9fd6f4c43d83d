"""Who supplies whom with what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.lookup.question import Row
from bot.lookup.timeline import commonest
from bot.model import NEGATIVE, Category, Status

CATEGORIES = frozenset(Category)
NARROW = frozenset({Category.BALLISTIC_MISSILE, Category.CRUISE_MISSILE})


@dataclass(frozen=True, slots=True)
class Flow:
    """One supplier and one receiver: how many events, of what, how firm, and the latest of them."""

    supplier: str  # "" where it is not told
    receiver: str  # "" where it is not told
    count: int
    things: tuple[tuple[str, int], ...]  # kinds of thing, the commonest first
    statuses: tuple[tuple[Status, int], ...]
    denied: int
    latest: Row
    events: tuple[str, ...]  # all of them, the latest first


def supply(rows: Sequence[Row]) -> tuple[Flow, ...]:
    """The pairs of some transfers, those with the most events first. An event of two receivers counts in both their lines.

    A denial by itself is no transfer: it stands as one that is denied beside what it denies.
    """
    pairs: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in transfers(rows):
        for supplier in row.actors or ("",):
            for receiver in row.targets or ("",):
                pairs[supplier, receiver].append(row)
    lines = (_line(supplier, receiver, held) for (supplier, receiver), held in pairs.items())
    return tuple(sorted(lines, key=lambda line: (-line.count, line.supplier, line.receiver)))


def transfers(rows: Sequence[Row]) -> list[Row]:
    """The rows that tell of a transfer, and not that there was none."""
    return [row for row in rows if row.status not in NEGATIVE]


def _line(supplier: str, receiver: str, rows: list[Row]) -> Flow:
    ordered = sorted(rows, key=lambda row: (row.day, row.changed, row.event), reverse=True)
    kinds = Counter(thing for row in ordered for thing in _kinds(row.things))
    return Flow(
        supplier=supplier,
        receiver=receiver,
        count=len(ordered),
        things=commonest(kinds),
        statuses=commonest(Counter(row.status for row in ordered)),
        denied=sum(row.denied for row in ordered),
        latest=ordered[0],
        events=tuple(row.event for row in ordered),
    )


def _kinds(things: Sequence[str]) -> list[str]:
    """Kinds of thing; the wider one only where no narrower one is told beside it."""
    narrow = not NARROW.isdisjoint(things)
    return [thing for thing in things if thing in CATEGORIES and not (narrow and thing == Category.MISSILE)]
