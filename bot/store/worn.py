"""What nobody asks for any more: mutes that ended long ago, and which watch told what where."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, tuple_

from bot.store.tables import mute, route

ENDED = timedelta(days=30)  # a mute that has ended is kept for so long
BATCH = 5_000  # rows of a transaction
KEY = (route.c.event, route.c.revision, route.c.destination)


def forget_mutes(connection: Connection, now: datetime) -> int:
    """Lets mutes go that ended long ago; how many."""
    return connection.execute(delete(mute).where(mute.c.until < now - ENDED)).rowcount


def forget_routes(connection: Connection, before: datetime) -> int:
    """Lets one portion go of what was decided before then, but nothing that still waits to be told; how many."""
    over = or_(route.c.told.is_not(None), route.c.way.in_(("post", "follow")))
    rows = connection.execute(select(*KEY).where(route.c.at < before, over).limit(BATCH)).all()
    for start in range(0, len(rows), 200):
        connection.execute(delete(route).where(tuple_(*KEY).in_([tuple(row) for row in rows[start : start + 200]])))
    return len(rows)
