"""What was kept back by a mute or by a channel closed to us, told when that ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.model import Alert, Mute, Route, Show, Way
from bot.store.alerts import Shown, delivery_row
from bot.store.codec import ALERT, ROUTE
from bot.store.denials import denied_by
from bot.store.engine import put
from bot.store.mutes import ended, holding
from bot.store.tables import alert, delivery, destination, route
from bot.watch.missed import by_event, still_muted, told_after

WAYS = ("muted", "shut")
DEAD = "dead"
MOST = 500  # events that are looked at: the latest; the others are only counted


def tell_missed(connection: Connection, now: datetime) -> int:
    """Tells what mutes that ended, and channels that are open again, kept back; how many messages that made."""
    over, back = ended(connection, now), _back(connection)
    places = sorted({*(one.destination for one in over), *back})
    if not places:
        return 0
    held = list(holding(connection, now))
    made = sum(_told_at(connection, place, held, now) for place in places)
    connection.execute(update(destination).where(destination.c.id.in_(back)).values(back=False))
    return made


def _back(connection: Connection) -> list[str]:
    return list(connection.scalars(select(destination.c.id).where(destination.c.back, destination.c.listed, destination.c.paused == "")))


def _told_at(connection: Connection, place: str, mutes: Sequence[Mute], now: datetime) -> int:
    """One destination; one that is closed loses nothing, it is asked again when it is open."""
    is_open = select(destination.c.id).where(destination.c.id == place, destination.c.listed, destination.c.paused == "")
    if connection.scalar(is_open.with_for_update()) is None:
        return 0
    mine = (route.c.destination == place, route.c.told.is_(None), route.c.way.in_(WAYS))
    kept = [ROUTE.value(body) for body in connection.scalars(select(route.c.body).where(*mine).order_by(route.c.at))]
    here = [one for one in mutes if one.destination == place]
    free = [one for one in kept if not still_muted(one, here)]
    made = sum(_tell(connection, place, way, [one for one in free if one.way is way], now) for way in (Way.SHUT, Way.MUTED))
    if len(free) == len(kept):
        connection.execute(update(route).where(*mine).values(told=now))
        return made
    for one in free:
        same = (route.c.event == one.event, route.c.revision == one.revision, route.c.destination == place)
        connection.execute(update(route).where(*same).values(told=now))
    return made


def _tell(connection: Connection, place: str, way: Way, routes: Sequence[Route], now: datetime) -> int:
    if not routes:
        return 0
    events = list(dict.fromkeys(one.event for one in reversed(routes)))
    missed = by_event(_alerts(connection, routes, events[:MOST]), _posted(connection, place, events[:MOST]))
    changed = [replace(one.alerts[-1], show=Show.EDIT) for one in missed if one.stands] if way is Way.SHUT else []
    told = told_after(way, place, missed, len(events), routes[0].at, now, denied_by(connection, events[:MOST]))
    return sum(_put(connection, one, place, now) for one in (*changed, *([told] if told else ())))


def _alerts(connection: Connection, routes: Iterable[Route], events: Sequence[str]) -> list[Alert]:
    """The messages that were kept back, and later ones on the same events."""
    first: dict[str, int] = {}
    for one in routes:
        first.setdefault(one.event, one.revision)
    rows = connection.execute(select(alert).where(alert.c.event.in_(events)))
    return [ALERT.value(row.body) for row in rows if row.revision >= first[row.event]]


def _posted(connection: Connection, place: str, events: Collection[str]) -> frozenset[str]:
    posts = (delivery.c.destination == place, delivery.c.show == "post", delivery.c.state != "dead")
    return frozenset(connection.scalars(select(delivery.c.event).where(*posts, delivery.c.event.in_(events))))


def _put(connection: Connection, one: Alert, place: str, now: datetime) -> int:
    line = {"event": one.event, "revision": one.revision, "kind": str(one.kind), "made": now, "body": ALERT.text(one)}
    put(connection, alert, [line], keep=True)
    row = delivery_row(one, place, now, Shown(one.show))
    known = connection.scalar(select(delivery.c.state).where(delivery.c.id == row["id"]))
    if known not in {None, DEAD}:
        return 0
    put(connection, delivery, [row], keep=True)
    if known == DEAD:  # given up as news, it still sets right what stands there
        anew = {name: row[name] for name in ("show", "state", "made", "ping", "call")}
        connection.execute(update(delivery).where(delivery.c.id == row["id"]).values(**anew, error="", first_try=None, settled=None))
    connection.execute(update(destination).where(destination.c.id == place).values(open=destination.c.open + 1))
    return 1


def given_up(connection: Connection, event: str, revision: int, place: str) -> None:
    """A message that did not get through until it was no news: it is told with what came after it."""
    same = (route.c.event == event, route.c.revision == revision, route.c.destination == place)
    body = connection.scalar(select(route.c.body).where(*same))
    if body:
        shut = replace(ROUTE.value(body), way=Way.SHUT)
        connection.execute(update(route).where(*same).values(way=str(Way.SHUT), told=None, body=ROUTE.text(shut)))
