"""How many events there were, day by day, week by week or month by month, and how firm they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.lookup.question import Span
from bot.lookup.timeline import commonest
from bot.model import Status

Counted = tuple[date, Status, int]  # how many events of a status began on a day


class Step(StrEnum):
    """How long a bucket is; a week begins on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Bucket:
    """One day, week or month, cut to the days asked for."""

    span: Span
    count: int
    statuses: tuple[tuple[Status, int], ...]


def trend(counted: Iterable[Counted], since: date, until: date, step: Step) -> tuple[Bucket, ...]:
    """Every bucket from one day to another, the empty ones too, oldest first."""
    held: dict[date, Counter[Status]] = defaultdict(Counter)
    for day, status, count in counted:
        held[start_of(day, step)][status] += count
    return tuple(_bucket(start, since, until, step, held[start]) for start in _starts(since, until, step))


def _bucket(start: date, since: date, until: date, step: Step, held: Counter[Status]) -> Bucket:
    end = _next(start, step) - timedelta(days=1)
    return Bucket(Span(max(start, since), min(end, until)), held.total(), commonest(held))


def _starts(since: date, until: date, step: Step) -> Iterator[date]:
    at = start_of(since, step)
    while at <= until:
        yield at
        at = _next(at, step)


def start_of(day: date, step: Step) -> date:
    """The first day of a day's bucket."""
    if step is Step.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step is Step.WEEK else day


def _next(start: date, step: Step) -> date:
    if step is Step.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if step is Step.WEEK else 1)
