"""What has fallen silent beyond its own statistics, and what speaks again. Pure: now is an argument.

A gap is not measured in hours but in arrivals that were to be expected in it, by the hour of the day and whether it is a weekend:
the nights and Sundays of an outlet count for little, a missing Monday morning for much. How its longer gaps thin out tells which one
it would show once in ten years: what is longer is silence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from math import log

WINDOW = timedelta(days=35)  # before it was heard last: what its statistics are drawn from
LOOKED = WINDOW + timedelta(days=21)  # what must be known of it
KNOWN = timedelta(days=7)  # a shorter history says nothing of weekends
LEAST = 15  # arrivals, likewise
HOUR = timedelta(hours=1)
SHORTEST = timedelta(hours=3)  # nothing shorter is called silence
CLUMP = timedelta(minutes=30)  # what comes within so long of the last counts as one arrival: feeds are visited, and stories come in bursts
NEVER = 120  # windows: it may be wrong about a source once in so many, about ten years
FLOOR = 2.5  # arrivals that must have been due
LONG = 40  # of so many gaps the longest is left out: it may have been an outage
DOWN = timedelta(minutes=45)  # rounds further apart than this: we were down, and heard nothing ourselves


@dataclass(frozen=True, slots=True)
class Known:
    """What is listened to: its id, its name for people, and when it was heard, oldest first."""

    what: str  # "feed:URL", "watch:ID"
    name: str
    heard: tuple[datetime, ...]
    note: str = ""  # what else is known of it ("its visits fail: 503")


@dataclass(frozen=True, slots=True)
class Quiet:
    """Something that fell silent."""

    what: str
    name: str
    since: datetime
    usual: timedelta  # the longest gap that is usual for it
    note: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """Something that speaks again."""

    what: str
    name: str
    since: datetime
    at: datetime


class Rhythm:
    """How many arrivals are to be expected between two moments, by what was heard."""

    def __init__(self, heard: Sequence[datetime], until: datetime) -> None:
        self._start = heard[0].replace(minute=0, second=0, microsecond=0)
        hours = [self._start + HOUR * number for number in range(int((until - self._start) / HOUR) + 2)]
        told, seen = Counter(map(_kind, heard)), Counter(_kind(at) for at in hours if at <= heard[-1])
        mean = len(heard) / max(sum(seen.values()), 1)
        rates = {kind: _rate(kind, told, seen, mean) for kind in {_kind(at) for at in hours}}
        self._sums = [0.0, *accumulate(rates[_kind(at)] for at in hours)]

    def between(self, start: datetime, end: datetime) -> float:
        """The arrivals that were to be expected from start to end."""
        return self._upto(end) - self._upto(start)

    def _upto(self, at: datetime) -> float:
        hours = min(max((at - self._start) / HOUR, 0.0), len(self._sums) - 1.001)
        whole = int(hours)
        return self._sums[whole] + (self._sums[whole + 1] - self._sums[whole]) * (hours - whole)


def _kind(at: datetime) -> tuple[bool, int]:
    return at.weekday() >= 5, at.hour


def _rate(kind: tuple[bool, int], told: Counter[tuple[bool, int]], seen: Counter[tuple[bool, int]], mean: float) -> float:
    """Arrivals an hour: of this hour and its neighbours, drawn a little to the mean where little is known."""
    near = [(kind[0], (kind[1] + step) % 24) for step in (-1, 0, 1)]
    return (sum(told[one] for one in near) + mean) / (sum(seen[one] for one in near) + 1)


def silent(known: Known, now: datetime, up: datetime) -> Quiet | None:
    """Whether it fell silent; `up` is since when we listen without a break. None too where too little is known of it."""
    heard = _clumps([at for at in known.heard if at > known.heard[-1] - WINDOW]) if known.heard else []
    if len(heard) < LEAST or heard[-1] - heard[0] < KNOWN or now - max(known.heard[-1], up) < SHORTEST:
        return None
    rhythm = Rhythm(heard, now)
    gaps = sorted((rhythm.between(one, two) for one, two in pairwise(heard)), reverse=True)
    if rhythm.between(max(known.heard[-1], up), now) <= max(_limit(gaps), FLOOR):
        return None
    usual = sorted((two - one for one, two in pairwise(heard)), reverse=True)[len(gaps) // LONG]
    return Quiet(known.what, known.name, known.heard[-1], usual, known.note)


def _clumps(heard: Sequence[datetime]) -> list[datetime]:
    """Arrivals, those that came together as one."""
    first: list[datetime] = []
    for at, before in zip(heard, (None, *heard), strict=False):
        if before is None or at - before > CLUMP:
            first.append(at)
    return first


def _limit(gaps: Sequence[float]) -> float:
    """The gap that it would show once in NEVER windows, if its long gaps go on thinning out as they do; `gaps` longest first."""
    long, middle, half = (gaps[len(gaps) // part] for part in (LONG, 8, 2))
    slope = max((long - middle) / log(LONG / 8), (long - half) / log(LONG / 2))
    return max(long + slope * log(len(gaps) * NEVER / LONG), long * 1.25)


def judged(
    listened: Sequence[Known], told: Mapping[str, datetime], now: datetime, up: datetime
) -> tuple[tuple[Quiet, ...], tuple[Back, ...]]:
    """What fell silent and was not told of, and what was told of and speaks again; `told`: since when each is silent."""
    quiet = tuple(found for known in listened if known.what not in told and (found := silent(known, now, up)))
    return quiet, tuple(back for known in listened if known.what in told and (back := _back(known, told[known.what])))


def _back(known: Known, since: datetime) -> Back | None:
    first = bisect_right(known.heard, since)
    return Back(known.what, known.name, since, known.heard[first]) if first < len(known.heard) else None


def span(gap: timedelta) -> str:
    """A length of time in words: 45 min, 31 h, 5 days."""
    hours = gap / HOUR
    if hours < 1:
        return f"{round(hours * 60)} min"
    return f"{round(hours)} h" if hours < 72 else f"{round(hours / 24)} days"
