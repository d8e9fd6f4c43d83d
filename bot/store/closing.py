"""Destinations that their platform closed to us: since when, when they are tried again, and how that ends.

The first message that was refused stays at the head of the queue and is the one that is tried again, seldomer with each refusal.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, or_, select, update

from bot.store.codec import plain
from bot.store.tables import EPOCH, destination

WAITS = (timedelta(minutes=1), timedelta(minutes=10))  # after the first refusals
HOURLY, SELDOM = 24, timedelta(hours=6)  # then so many times each hour, and from then on every six

CLOSED = destination.c.closed.is_not(None)
SHUT = CLOSED & (destination.c.open > 0)  # a message of its own waits to be tried: no more are put behind it
TRIED: ColumnElement[bool] = or_(destination.c.paused == "", CLOSED)  # messages may go there, or are tried
GOES_ON: dict[str, object] = {"paused": "", "closed": None, "tries": 0, "refused": 0, "back": True}


def close(connection: Connection, place: str, reason: str, at: datetime) -> None:
    """Notes a refusal, and when it is tried again; an operator's pause stands as it is."""
    mine = destination.c.id == place
    row = connection.execute(select(destination.c.paused, destination.c.closed, destination.c.tries).where(mine)).first()
    if row is None or (row.paused and row.closed is None):
        return
    since, again = row.closed or at, at + _wait(row.tries)
    connection.execute(update(destination).where(mine).values(paused=plain(reason), closed=since, tries=row.tries + 1, next_at=again))


def _wait(tries: int) -> timedelta:
    if tries < len(WAITS):
        return WAITS[tries]
    return timedelta(hours=1) if tries < len(WAITS) + HOURLY else SELDOM


def reopen(connection: Connection, place: str) -> None:
    """A message got through: the pause is over, and what was missed may be told."""
    connection.execute(update(destination).where(destination.c.id == place, CLOSED).values(**GOES_ON))


def wake(connection: Connection, of: str = "") -> int:
    """Tries closed destinations again at once: one, all of a home, or all there are; how many those were."""
    mine = [CLOSED, *([or_(destination.c.id == of, destination.c.home == of)] if of else [])]
    waiting = connection.execute(update(destination).where(*mine, destination.c.open > 0).values(next_at=EPOCH, tries=0)).rowcount
    idle = connection.execute(update(destination).where(*mine, destination.c.open == 0).values(**GOES_ON, next_at=EPOCH)).rowcount
    return waiting + idle
