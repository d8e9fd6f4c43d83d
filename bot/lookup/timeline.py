"""What happened, day by day: a page of events, the latest first, and what all of them are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.lookup.question import Row
from bot.model import Kind, Status, word_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events of one kind and status, how many of them somebody denies, and the last day of one."""

    kind: Kind
    status: Status
    count: int
    denied: int
    last: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows of one page, and the counts of all."""

    rows: tuple[Row, ...]
    count: int
    last: date | None
    types: tuple[tuple[Kind, int], ...]  # what undoes a kind apart from it; the commonest first
    statuses: tuple[tuple[Status, int], ...]
    denied: int
    more: bool


def timeline(tallies: Sequence[Tally], page: Sequence[Row], skip: int) -> Timeline:
    """The timeline of what was counted, with the page that begins behind `skip` events."""
    count = sum(tally.count for tally in tallies)
    return Timeline(
        rows=tuple(page),
        count=count,
        last=max((tally.last for tally in tallies), default=None),
        types=summed(((tally.kind, tally.count) for tally in tallies), lambda kind: word_of(*kind)),
        statuses=summed((tally.status, tally.count) for tally in tallies),
        denied=sum(tally.denied for tally in tallies),
        more=count > skip + len(page),
    )


def summed(told: Iterable[tuple[T, int]], word: Callable[[T], str] = str) -> tuple[tuple[T, int], ...]:
    """Counts by name, the largest first; equal ones by name."""
    counted: Counter[T] = Counter()
    for name, count in told:
        counted[name] += count
    return commonest(counted, word)


def commonest(counted: Counter[T], word: Callable[[T], str] = str) -> tuple[tuple[T, int], ...]:
    """Counts, the largest first; equal ones by name."""
    return tuple(sorted(counted.items(), key=lambda told: (-told[1], word(told[0]))))
