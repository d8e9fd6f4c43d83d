"""A scored cell read with one status: what decode joins into claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.model import NEGATIVE, Status

SECOND = 0.35  # the share from which a second status is a claim of its own


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence telling of one event with one status; `share` is the status head's share for it."""

    cell: Cell
    status: Status
    share: float


def units(cells: Iterable[Cell], second: float = SECOND) -> tuple[Unit, ...]:
    """The units of some cells: the likeliest status of each, and another of the other polarity that is nearly as likely."""
    return tuple(u for c in cells for u in _of(c, second))


def _of(cell: Cell, second: float) -> Iterator[Unit]:
    ranked = sorted(zip(cell.status, STATUSES, strict=True), key=lambda p: -p[0])
    share, first = ranked[0]
    yield Unit(cell, first, share)
    for other, status in ranked[1:]:
        if other >= second and (status in NEGATIVE) != (first in NEGATIVE):
            yield Unit(cell, status, other)
            return
