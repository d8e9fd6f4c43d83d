"""Buckets: how many messages a platform takes in all, shared by every process that sends to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import BigInteger, Connection, bindparam, case, select, type_coerce, update

from bot.store.engine import put
from bot.store.tables import EPOCH, MICROSECOND, bucket, clock

HELD = select(bucket.c.id, bucket.c.free_at, clock().label("now")).where(bucket.c.id.in_(bindparam("b_ids", expanding=True)))
START = type_coerce(case((bucket.c.free_at > clock(), bucket.c.free_at), else_=clock()), BigInteger)
TAKE = (
    update(bucket)
    .where(bucket.c.id == bindparam("b_id"), bucket.c.free_at <= clock(bindparam("b_depth", type_=BigInteger)))
    .values(free_at=START + bindparam("b_step", type_=BigInteger))
)


@dataclass(frozen=True, slots=True)
class Pace:
    """So many a second on the whole, `burst` of them at once."""

    per_s: float
    burst: int = 1


def free_in(connection: Connection, paces: Mapping[str, Pace]) -> dict[str, float]:
    """Seconds until each platform's bucket has room; a platform that has no pace, or was never used, is left out."""
    held = connection.execute(HELD, {"b_ids": list(paces)})
    return {row.id: (row.free_at - row.now - _depth(paces[row.id])).total_seconds() for row in held}


def with_room(connection: Connection, platforms: Collection[str], paces: Mapping[str, Pace]) -> list[str]:
    """The platforms whose bucket has room now."""
    rooms = free_in(connection, paces) if paces else {}
    return [platform for platform in platforms if rooms.get(platform, 0.0) <= 0]


def take(connection: Connection, platform: str, paces: Mapping[str, Pace]) -> bool:
    """Takes one message's room; False where another process was quicker."""
    if platform not in paces:
        return True
    if _taken(connection, platform, paces[platform]):
        return True
    put(connection, bucket, [{"id": platform, "free_at": EPOCH}], keep=True)
    return _taken(connection, platform, paces[platform])


def _taken(connection: Connection, platform: str, pace: Pace) -> bool:
    step, depth = round(1_000_000 / pace.per_s), _depth(pace) // MICROSECOND
    return connection.execute(TAKE, {"b_id": platform, "b_step": step, "b_depth": depth}).rowcount > 0


def _depth(pace: Pace) -> timedelta:
    return timedelta(seconds=(pace.burst - 1) / pace.per_s)
