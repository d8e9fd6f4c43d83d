"""Mutes as they hold: a mute of the desk stands for each channel of its home, and of those linked with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from bot.model import Mute, MuteKind
from bot.store.desks import linked
from bot.store.tables import destination, mute


def mutes_now(connection: Connection, now: datetime) -> Iterator[Mute]:
    """What is muted now, as it was asked for."""
    return _mutes(connection, mute.c.until > now)


def holding(connection: Connection, now: datetime) -> Iterator[Mute]:
    """What is muted now, by channel."""
    return _spread(connection, list(mutes_now(connection, now)))


def ended(connection: Connection, now: datetime) -> list[Mute]:
    """The mutes that ended since this was asked last, by channel."""
    over = (mute.c.until <= now) & ~mute.c.over
    if found := list(_mutes(connection, over)):
        connection.execute(update(mute).where(over).values(over=True))
    return list(_spread(connection, found))


def _mutes(connection: Connection, which: ColumnElement[bool]) -> Iterator[Mute]:
    for row in connection.execute(select(mute).where(which)):
        yield Mute(row.destination, MuteKind(row.kind), row.what, row.until, row.by, row.name, row.home, row.private)


def _spread(connection: Connection, found: Iterable[Mute]) -> Iterator[Mute]:
    wide = [one for one in found if one.wide]
    yield from (one for one in found if not one.wide)
    if wide:
        ties, places = linked(connection), defaultdict[str, list[str]](list)
        desks = {one.home: sorted({one.home, *ties.get(one.home, ())}) for one in wide}
        theirs = destination.c.home.in_({home for desk in desks.values() for home in desk})
        for place, home in connection.execute(select(destination.c.id, destination.c.home).where(theirs)):
            places[home].append(place)
        for one in wide:
            yield from (replace(one, destination=place) for home in desks[one.home] for place in places[home])
