"""What happened, day by day: the latest events, and what all of them are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.lookup.question import Row
from bot.model import ClaimType, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows of one page, latest day first, and the counts of all."""

    rows: tuple[Row, ...]
    count: int
    first: date | None
    last: date | None
    types: tuple[tuple[ClaimType, int], ...]  # the commonest first
    statuses: tuple[tuple[Status, int], ...]
    denied: int
    more: bool


def timeline(rows: Sequence[Row], skip: int = 0, limit: int = 10) -> Timeline:
    """The timeline of some rows."""
    ordered = sorted(rows, key=lambda row: (-row.day.toordinal(), -row.changed.timestamp(), row.event))
    return Timeline(
        rows=tuple(ordered[skip : skip + limit]),
        count=len(ordered),
        first=ordered[-1].day if ordered else None,
        last=ordered[0].day if ordered else None,
        types=commonest(Counter(row.type for row in ordered)),
        statuses=commonest(Counter(row.status for row in ordered)),
        denied=sum(row.denied for row in ordered),
        more=len(ordered) > skip + limit,
    )


def commonest(counted: Counter[T]) -> tuple[tuple[T, int], ...]:
    """Counts, the largest first; equal ones by name."""
    return tuple(sorted(counted.items(), key=lambda told: (-told[1], str(told[0]))))
