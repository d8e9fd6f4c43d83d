"""Messages that were given up: told to the operator once, in one note however many there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, Select, Text, and_, delete, literal, literal_column, select

from bot.model import Alert, Destination, Way
from bot.store.codec import ALERT, digest
from bot.store.deliveries import ORPHAN, STALE
from bot.store.engine import put, take_turn
from bot.store.silence import LOCK, TOLD_LOST, tell_owner
from bot.store.tables import AnyRow, alert, delivery, destination, route, silence
from bot.watch.notes import SHOWN, cut, note

Opened = Callable[[], AbstractContextManager[Connection]]
DEAD = delivery.c.state == literal_column("'dead'")  # as its index has it
KNOWN_AS = literal(TOLD_LOST, Text) + delivery.c.id
AGAIN = "`store dead` lists them, `store retry` sends them again"


@dataclass(frozen=True, slots=True)
class _Loss:
    """What one place lost for one reason; the latest by its first line."""

    place: str
    why: str
    ids: tuple[str, ...]
    latest: str

    @property
    def told(self) -> str:
        """One line, each part so short that no chat cuts off what to do."""
        many = f"{len(self.ids):,} messages, the last: " if len(self.ids) > 1 else ""
        line = f"{cut(self.place, 40)}: {many}{cut(self.latest, 60)} ({cut(self.why, 60)})"
        return line if many else f"{line}; `store retry {self.ids[0]}` sends it again"


class Lost:
    """One method, one transaction."""

    def __init__(self, write: Opened) -> None:
        self._write = write

    def report(self, now: datetime, owner: Destination | None) -> tuple[str, ...]:
        """What was given up and nobody was told of yet, in words; the operator is told in one note, where there is one.

        Left out: what the operator's own channel lost; what is told by itself when its channel gets something again, but for the log
        where nothing was tried; what followed a message that was given up.
        """
        with self._write() as connection:
            return _report(connection, now, owner)


def _report(connection: Connection, now: datetime, owner: Destination | None) -> tuple[str, ...]:
    take_turn(connection, LOCK)  # processes take turns, or both would tell
    _forget(connection)
    rows = connection.execute(_fresh(owner.id if owner else "")).all()
    places = json.dumps([owner.id] if owner else [])
    put(connection, silence, [{"what": TOLD_LOST + one.id, "since": one.settled, "told": now, "places": places} for one in rows], keep=True)
    losses = _losses(connection, [one for one in rows if one.error != ORPHAN and one.way != Way.SHUT])
    untried = _losses(connection, [one for one in rows if one.error == STALE and one.way == Way.SHUT])  # no round told the log of them
    if owner and losses:
        tell_owner(connection, _note(losses, now), owner, now)
    return tuple(one.told for one in (*losses, *untried))


def _forget(connection: Connection) -> None:
    """What was put back is told again if it is given up again."""
    still = select(delivery.c.seq).where(DEAD, silence.c.what == KNOWN_AS).exists()
    connection.execute(delete(silence).where(silence.c.what.startswith(TOLD_LOST), ~still))


def _fresh(owner: str) -> Select[tuple[object, ...]]:
    same = and_(route.c.event == delivery.c.event, route.c.revision == delivery.c.revision, route.c.destination == delivery.c.destination)
    columns = (delivery.c.id, delivery.c.event, delivery.c.revision, delivery.c.destination, delivery.c.error, delivery.c.settled)
    rows = select(*columns, destination.c.label, route.c.way).join(destination, destination.c.id == delivery.c.destination)
    rows = rows.outerjoin(route, same).outerjoin(silence, silence.c.what == KNOWN_AS)
    found = rows.where(DEAD, silence.c.what.is_(None), delivery.c.destination != owner)
    return found.order_by(delivery.c.destination, delivery.c.error, delivery.c.seq)


def _losses(connection: Connection, rows: Sequence[AnyRow]) -> list[_Loss]:
    return [_loss(connection, list(same)) for _, same in groupby(rows, lambda one: (one.destination, one.error))]


def _loss(connection: Connection, rows: Sequence[AnyRow]) -> _Loss:
    last = rows[-1]
    body = connection.scalar(select(alert.c.body).where(alert.c.event == last.event, alert.c.revision == last.revision))
    name = f"{last.label} ({last.destination})" if last.label else last.destination
    return _Loss(name, last.error, tuple(one.id for one in rows), ALERT.value(body or "").headline)


def _note(losses: Sequence[_Loss], now: datetime) -> Alert:
    lines, count = [one.told for one in losses], sum(len(one.ids) for one in losses)
    key = f"lost:{digest(*lines, now)}"
    if count == 1:
        return note(key, 1, "GIVEN UP", f"GIVEN UP · {lines[0]}", (), now)
    more = f"and {len(lines) - SHOWN} more channels and reasons" if len(lines) > SHOWN else ""
    return note(key, 1, "GIVEN UP", f"GIVEN UP · {count:,} messages; {AGAIN}", (*lines[:SHOWN], more), now)
