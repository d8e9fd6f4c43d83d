"""When a feed is visited next, and when a page is read again. Pure: now and chance come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

FLOOR = 300.0  # seconds between two visits, at the least
CEILING = 6 * 3600.0
EASY_CEILING = 3600.0  # for a feed that answers 304: a visit costs it nothing, and a rare feed's news is news
FIRST = 900.0  # before anything is learnt
ASKED_LIMIT = 3600.0  # what max-age and ttl may ask for
RETRY_LIMIT = 24 * 3600.0
SEEN = 20  # items that the pace of a feed is read from
REREADS = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 180, 360, 1440, 4320))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the feed or its server asks for, in seconds; 0: nothing."""

    max_age: float = 0.0
    ttl: float = 0.0
    retry_after: float = 0.0


def adaptive(published: Iterable[datetime], easy: bool = False) -> float:
    """A third of the median gap between the newest items, in seconds; 0 where there are too few to tell."""
    newest = sorted(set(published), reverse=True)[:SEEN]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    if len(gaps) < 3:
        return 0.0
    return min(max(median(gaps) / 3, FLOOR), EASY_CEILING if easy else CEILING)


def next_check(now: datetime, interval: float, asked: Asked, floor: float = FLOOR, chance: float = 0.5, hot: bool = False) -> datetime:
    """The next visit of a feed that answers: its own pace (the floor while hot), spread by a tenth, never sooner than it asks for."""
    own = floor if hot else max(interval or FIRST, floor)
    told = max(min(asked.max_age, ASKED_LIMIT), min(asked.ttl, ASKED_LIMIT), min(asked.retry_after, RETRY_LIMIT))
    return now + timedelta(seconds=max(own * (0.9 + 0.2 * chance), floor, told))


def back_off(now: datetime, failures: int, asked: Asked, floor: float = FLOOR, chance: float = 0.5) -> datetime:
    """The next visit of a feed that fails: the wait doubles up to six hours, and is what the server asks for where that is longer."""
    own = min(floor * 2.0 ** min(failures - 1, 20), max(CEILING, floor))
    return now + timedelta(seconds=max(own * (0.9 + 0.2 * chance), floor, min(asked.retry_after, RETRY_LIMIT)))


def reread_at(told: datetime, done: int) -> datetime | None:
    """When the page of a claim that was put out is read again for the (done + 1)th time; None when that is enough."""
    return told + REREADS[done] if done < len(REREADS) else None
