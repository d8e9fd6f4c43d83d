"""Pings that wait until two people agree: the alert stands without it, the second person's word calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select, update

from bot.model import Route, Show
from bot.store.alerts import Shown, delivery_row
from bot.store.codec import ALERT
from bot.store.engine import put
from bot.store.tables import alert, call, delivery, destination
from bot.watch.notes import called_note

Opened = Callable[[], AbstractContextManager[Connection]]
NOTE = 1  # the number of an event's note


class Called(StrEnum):
    """What became of somebody's word."""

    NONE = "none"  # nobody asked for two people here
    FIRST = "first"  # it waits for a second person
    AGAIN = "again"  # the same person twice is one person
    DONE = "done"  # the second person: it is called
    BEFORE = "before"  # it was called already
    LATE = "late"  # the time is over: it stands without


class Calls:
    """One method, one transaction."""

    def __init__(self, write: Opened) -> None:
        self._write = write

    def say(self, event: str, place: str, person: str, now: datetime) -> tuple[Called, datetime]:
        """One person's word that an event's ping be called at a destination; until when a second one has time."""
        with self._write() as connection:
            where = (call.c.event == event, call.c.destination == place)
            row = connection.execute(select(call).where(*where).with_for_update()).first()
            if row is None:
                return Called.NONE, now
            said = _said(row.person, row.second, row.until, person, now)
            if said is Called.FIRST:
                connection.execute(update(call).where(*where).values(person=person))
            if said is Called.DONE:
                connection.execute(update(call).where(*where).values(second=person))
                _send(connection, event, place, row.ping, now)
            return said, row.until


def _said(first: str, second: str, until: datetime, person: str, now: datetime) -> Called:
    if second:
        return Called.BEFORE
    if now > until:
        return Called.LATE
    if not first:
        return Called.FIRST
    return Called.AGAIN if first == person else Called.DONE


def _send(connection: Connection, event: str, place: str, ping: str, now: datetime) -> None:
    """Puts the call into the outbox, behind the alert it belongs to."""
    last = select(alert.c.body).where(alert.c.event == event, alert.c.revision > 0).order_by(alert.c.revision.desc()).limit(1)
    told = called_note(ALERT.value(connection.scalars(last).one()), NOTE, now)
    row = {"event": told.event, "revision": told.revision, "kind": str(told.kind), "made": now, "body": ALERT.text(told)}
    put(connection, alert, [row], keep=True)
    put(connection, delivery, [delivery_row(told, place, now, Shown(Show.BROADCAST, ping))], keep=True)
    connection.execute(update(destination).where(destination.c.id == place).values(open=destination.c.open + 1))


def waiting(connection: Connection, event: str, now: datetime) -> dict[str, str]:
    """Whom an event still may call, by destination: later changes of its first message keep the question in it."""
    still = (call.c.event == event, call.c.until > now, call.c.second == "")
    return {row.destination: row.ping for row in connection.execute(select(call.c.destination, call.c.ping).where(*still))}


def keep_calls(connection: Connection, routes: Sequence[Route]) -> None:
    """Remembers which pings wait for two people, from the routes that would call."""
    rows = [
        {"event": told.event, "destination": told.destination, "ping": told.ping, "until": told.at + timedelta(minutes=told.confirm)}
        for told in routes
        if told.ping and told.confirm
    ]
    put(connection, call, rows, keep=True)
