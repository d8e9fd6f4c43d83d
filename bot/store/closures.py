"""Channels that a platform closed to us: tried again by and by, for what was taken away is often given back.

A pause of the operator's has no refusals (`queue.pause`), so that only what a platform refused ends by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select, update

from bot.store.alerts import Shown, delivery_row
from bot.store.codec import ALERT, digest
from bot.store.engine import put
from bot.store.tables import alert, delivery, destination
from bot.watch.notes import open_note

WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
MOST = 40  # refusals in a row after which only a person asks again: more than a month
CLOSED = (destination.c.paused != "", destination.c.refused > 0)


def wait(refused: int) -> timedelta:
    """How long after so many refusals in a row a channel is left alone."""
    return WAITS[min(max(refused, 1), len(WAITS)) - 1]


def lift(connection: Connection, *which: ColumnElement[bool]) -> int:
    """Some channels are open, as far as the platform closed them: the next message shows whether they are."""
    return connection.execute(update(destination).where(*CLOSED, *which).values(paused="")).rowcount


def due(connection: Connection, now: datetime) -> list[str]:
    """The closed channels that it is time to try again."""
    asked = (destination.c.listed, destination.c.next_at <= now, destination.c.refused < MOST)
    return list(connection.scalars(select(destination.c.id).where(*CLOSED, *asked).order_by(destination.c.id).with_for_update()))


def knock(connection: Connection, place: str, now: datetime) -> bool:
    """Tries a closed channel with a word that it is open again; False where no platform had closed it."""
    if not lift(connection, destination.c.id == place):
        return False
    last = connection.scalar(select(func.max(delivery.c.made)).where(delivery.c.destination == place, delivery.c.state == "sent"))
    told = open_note(f"open:{digest(place, now)}", last, now)
    row = {"event": told.event, "revision": told.revision, "kind": str(told.kind), "made": now, "body": ALERT.text(told)}
    put(connection, alert, [row], keep=True)
    put(connection, delivery, [delivery_row(told, place, now, Shown(told.show))], keep=True)
    more = {"open": destination.c.open + 1, "next_at": now}
    connection.execute(update(destination).where(destination.c.id == place).values(**more))
    return True
