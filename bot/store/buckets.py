"""Buckets: how many messages a platform takes in all, shared by every process that sends to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import Connection, bindparam, select, update

from bot.store.engine import put
from bot.store.tables import EPOCH, Utc, bucket, clock

AHEAD_S = 0.5  # room may be taken this much before it is there: who takes it waits, and need not ask again
HELD = select(bucket.c.id, bucket.c.free_at, clock().label("now")).where(bucket.c.id.in_(bindparam("b_ids", expanding=True)))
ONE = select(bucket.c.free_at, clock().label("now")).where(bucket.c.id == bindparam("b_id")).with_for_update()
FILL = update(bucket).where(bucket.c.id == bindparam("b_id")).values(free_at=bindparam("b_free", type_=Utc))


ONCE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pace:
    """So many a second on the whole, `burst` of them at once."""

    per_s: float
    burst: int = 1
    calls: Mapping[str, int] = field(default_factory=lambda: ONCE)  # of a delivery, by how it is shown, where more than one

    def wait(self, free_at: datetime, now: datetime) -> float:
        """Seconds until there is room."""
        return (free_at - now).total_seconds() - (self.burst - 1) / self.per_s


def free_in(connection: Connection, paces: Mapping[str, Pace]) -> dict[str, float]:
    """Seconds until room can be taken in each platform's bucket; one that was never used is left out."""
    held = connection.execute(HELD, {"b_ids": list(paces)})
    return {row.id: paces[row.id].wait(row.free_at, row.now) - AHEAD_S for row in held}


def with_room(connection: Connection, platforms: Collection[str], paces: Mapping[str, Pace]) -> list[str]:
    """The platforms in whose bucket room can be taken now."""
    rooms = free_in(connection, paces) if paces else {}
    return [platform for platform in platforms if rooms.get(platform, 0.0) <= 0]


def take(connection: Connection, platform: str, paces: Mapping[str, Pace], show: str = "") -> float | None:
    """Takes the room of one message, shown in some way: seconds to wait until it is there. None where another process was quicker."""
    if platform not in paces:
        return 0.0
    pace = paces[platform]
    if (held := connection.execute(ONE, {"b_id": platform}).first()) is None:
        put(connection, bucket, [{"id": platform, "free_at": EPOCH}], keep=True)
        held = connection.execute(ONE, {"b_id": platform}).one()
    wait = pace.wait(held.free_at, held.now)
    if wait > AHEAD_S:
        return None
    step = timedelta(seconds=pace.calls.get(show, 1) / pace.per_s)
    connection.execute(FILL, {"b_id": platform, "b_free": max(held.free_at, held.now) + step})
    return max(0.0, wait)
