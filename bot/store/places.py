"""Destinations: the settings name the first ones, watches made in chats open more, and a home that is left is cleaned up."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bot.model import Destination
from bot.store.closed_notes import ClosedNotes, tell_closed
from bot.store.closing import wake
from bot.store.codec import WATCH
from bot.store.desks import forget_homes, forget_shown, forget_ties
from bot.store.engine import put
from bot.store.tables import AnyRow, destination, mute, watch
from bot.store.worn import forget_mutes, forget_routes

Opened = Callable[[], AbstractContextManager[Connection]]
KEPT = timedelta(days=30)  # after the bot was removed: it may have been a mistake


class Places:
    """One method, one transaction."""

    def __init__(self, write: Opened, read: Opened) -> None:
        self._write, self._read = write, read

    def open(self, one: Destination) -> None:
        """A destination that somebody asked for in a chat; what was known of it stays, and it rests no more."""
        with self._write() as connection:
            put(connection, destination, [_row(one) | {"listed": True, "named": False}], keep=True)
            told = {"home": one.home, "private": one.private} | ({"label": one.label} if one.label else {})
            connection.execute(update(destination).where(destination.c.id == one.id).values(listed=True, gone=None, **told))

    def all(self) -> list[Destination]:
        """Every destination that is served, by id."""
        with self._read() as connection:
            return [_place(row) for row in connection.execute(select(destination).where(destination.c.listed).order_by(destination.c.id))]

    def named(self) -> list[Destination]:
        """The destinations that the settings name, by id."""
        rows = select(destination).where(destination.c.listed, destination.c.named).order_by(destination.c.id)
        with self._read() as connection:
            return [_place(row) for row in connection.execute(rows)]

    def of(self, key: str) -> Destination | None:
        """A destination by id."""
        with self._read() as connection:
            row = connection.execute(select(destination).where(destination.c.id == key)).first()
            return _place(row) if row else None

    def house(self, home_of: Callable[[str], tuple[str, bool] | None]) -> int:
        """Notes the home of channels that the settings name, as the chat knows it, and whether not everybody sees them; how many."""
        lost = select(destination.c.id).where(destination.c.home == "")
        with self._read() as connection:
            found = {place: told for place in connection.scalars(lost) if (told := home_of(place))}
        for place, (home, private) in found.items():
            with self._write() as connection:
                connection.execute(update(destination).where(destination.c.id == place).values(home=home, private=private))
        return len(found)

    def left(self, home: str, now: datetime) -> int:
        """Notes that a home is without us; nothing goes there, and nothing is forgotten yet. How many destinations that were."""
        with self._write() as connection:
            forget_ties(connection, home, now)
            mine = (destination.c.home == home, destination.c.home != "", destination.c.gone.is_(None))
            return connection.execute(update(destination).where(*mine).values(gone=now, listed=False)).rowcount

    def back(self, home: str, place: str = "") -> int:
        """The home has us again: its watches go on, and what its platform closed is tried again."""
        with self._write() as connection:
            mine = (destination.c.home == home, destination.c.home != "", destination.c.gone.is_not(None))
            found = connection.execute(update(destination).where(*mine).values(gone=None, listed=True, back=True)).rowcount
            for of in filter(None, (home, place)):
                wake(connection, of)
            return found

    def report(self, now: datetime, owner: Destination | None) -> ClosedNotes:
        """What its platform closed or opened again and nobody was told of yet; the operator is told, where there is one."""
        with self._write() as connection:
            return tell_closed(connection, now, owner)

    def wake(self, of: str = "") -> int:
        """Tries again what its platform closed: a destination, all of a home, or all there are. How many; a pause of ours stays."""
        with self._write() as connection:
            return wake(connection, of)

    def tidy(self, now: datetime) -> int:
        """Forgets the watches and mutes of destinations left 30 days ago; how many destinations those were."""
        with self._write() as connection:
            old = list(connection.scalars(select(destination.c.id).where(destination.c.gone <= now - KEPT)))
            if old:
                _forget(connection, frozenset(old), now)
            return len(old)

    def forget(self, now: datetime, kept: timedelta | None) -> int:
        """Forgets old mutes, what was shared a day ago and, older than `kept` (None: never), which watch told what where; how many rows."""
        with self._write() as connection:
            gone = forget_mutes(connection, now) + forget_shown(connection, now)
        while kept is not None:
            with self._write() as connection:
                gone += (more := forget_routes(connection, now - kept))
            if not more:
                break
        return gone


def _row(one: Destination) -> dict[str, object]:
    return {
        "id": one.id,
        "platform": one.platform,
        "address": one.address,
        "label": one.label,
        "home": one.home,
        "private": one.private,
    }


def _place(row: AnyRow) -> Destination:
    again = row.next_at if row.closed and row.open else None
    return Destination(row.id, row.platform, row.address, row.label, row.paused, row.home, row.private, row.closed, again)


def _forget(connection: Connection, places: Collection[str], now: datetime) -> None:
    for one in map(WATCH.value, connection.scalars(select(watch.c.body))):
        left = tuple(place for place in one.destinations if place not in places)
        if not left:
            connection.execute(delete(watch).where(watch.c.id == one.id))
        elif left != one.destinations:
            changed = replace(one, destinations=left, changed=now)
            connection.execute(update(watch).where(watch.c.id == one.id).values(body=WATCH.text(changed), changed=now))
    connection.execute(delete(mute).where(mute.c.destination.in_(places)))
    homes = select(destination.c.home).where(destination.c.id.in_(places), destination.c.home != "").distinct()
    forget_homes(connection, list(connection.scalars(homes)))
    connection.execute(update(destination).where(destination.c.id.in_(places)).values(gone=None, listed=False))
