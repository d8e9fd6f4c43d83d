"""Where a channel's history is looked through for a message in doubt: its newest messages, then those of when it was tried.

In a busy channel a message put back days later lies far behind the newest ones. Each look is bounded; what they may have missed is said.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.errors import Never
from bot.model import Delivery, Handle

LOOK_BACK = timedelta(hours=1)  # before the first try: clocks differ
NEAR = timedelta(minutes=5)  # around a try: it is written within a minute, and most clocks are right
ONCE = 2  # attempts: this one, and the only one that may have written it
TOO_MANY = "more has been written in its channel since than is looked through"


class Unsure(Never):
    """It may be there, among messages that nobody looked at."""


class Stretch(NamedTuple):
    """A part of a history, between two times that are open where None."""

    since: datetime | None = None
    until: datetime | None = None


class Look(NamedTuple):
    """What a look through a stretch, the newest first, came to; `whole`: there was no more of it to see."""

    found: Handle | None
    whole: bool


async def looked_for(delivery: Delivery, look: Callable[[Stretch], Awaitable[Look]]) -> Handle | None:
    """The message, or None where it is surely not there; Unsure where it may be among those that nobody looked at."""
    found, whole = await look(Stretch(delivery.first_try - LOOK_BACK if delivery.first_try else None))
    if found or whole:
        return found
    sure = delivery.attempts <= ONCE
    for stretch in _tried(delivery):
        found, whole = await look(stretch)
        if found:
            return found
        sure = sure and whole
    if sure:
        return None
    raise Unsure(TOO_MANY)


def _tried(delivery: Delivery) -> Iterator[Stretch]:
    """Around the first try, and around the last one before it was given up, where that is another time."""
    first, last = delivery.first_try, delivery.last_try
    if first:
        yield Stretch(first - NEAR, first + NEAR)
    if last and not (first and abs(last - first) < NEAR):
        yield Stretch(last - NEAR, last + NEAR)
