"""The whole ledger, page by page, for whoever takes it elsewhere; and which stories of an old source are not held yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from bot.lookup import Question
from bot.model import Event, Story
from bot.store import stories
from bot.store.asking import _where
from bot.store.events import Ledger
from bot.store.sheets import sheet
from bot.store.tables import link

BATCH = 200
Opened = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a reader has got: the change time and id of the last event read."""

    changed: datetime
    event: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some events, and the mark to go on from; None where these are the last."""

    events: tuple[Event, ...]
    next: Mark | None


EVERYTHING = Question()


class Listing:
    """One method, one transaction."""

    def __init__(self, write: Opened, read: Opened, ledger: Ledger) -> None:
        self._write, self._read, self._ledger = write, read, ledger

    def named(self, beginning: str) -> Event | None:
        """The event with an id, or the only one whose id begins so; BadInput where several do."""
        with self._read() as connection:
            return self._ledger.meant(connection, beginning)

    def begun(self, beginning: str) -> list[Event]:
        """The event with an id, else those whose id begins so, up to two: what somebody who is still typing may mean."""
        with self._read() as connection:
            return self._ledger.begun(connection, beginning)

    def stretch(self, asked: Question = EVERYTHING, after: Mark | None = None, limit: int = 100, *, newest: bool = False) -> Stretch:
        """Events by the time of their last change: going on from the last mark, a reader sees every change and misses none."""
        with self._read() as connection:
            ids = [(row.changed, row.event) for row in connection.execute(_page(asked, after, limit + 1, newest=newest))]
            events = self._ledger.of(connection, [key for _, key in ids[:limit]])
        return Stretch(tuple(events), Mark(*ids[limit - 1]) if len(ids) > limit else None)

    def everything(self, asked: Question = EVERYTHING) -> Iterator[Event]:
        """Every event that was not joined to another, the longest unchanged first."""
        mark: Mark | None = None
        while True:
            part = self.stretch(asked, mark, BATCH)
            yield from part.events
            mark = part.next
            if mark is None:
                return

    def count(self, asked: Question = EVERYTHING) -> int:
        """How many events `everything` gives."""
        with self._read() as connection:
            return connection.scalar(select(func.count(sheet.c.event)).where(*_where(asked))) or 0

    def linked(self, ids: Sequence[str]) -> list[str]:
        """The events that some are linked to, from either side."""
        with self._read() as connection:
            there = connection.scalars(select(link.c.target).where(link.c.event.in_(ids)))
            back = connection.scalars(select(link.c.event).where(link.c.target.in_(ids)))
            return sorted({*there, *back} - set(ids))

    def begin(self, told: Sequence[Story], now: datetime) -> list[Story]:
        """Puts old stories by, and gives those that are owed: not held yet, or put by before and never taken in. Nobody else reads them."""
        owed: list[Story] = []
        for start in range(0, len(told), BATCH):
            with self._write() as connection:
                owed += stories.begin(connection, told[start : start + BATCH], now)
        return owed


def _page(asked: Question, after: Mark | None, limit: int, *, newest: bool) -> Select[Any]:
    order = (sheet.c.changed.desc(), sheet.c.event.desc()) if newest else (sheet.c.changed, sheet.c.event)
    found = select(sheet.c.changed, sheet.c.event).where(*_where(asked)).order_by(*order).limit(limit)
    if after is None:
        return found
    if newest:
        return found.where(or_(sheet.c.changed < after.changed, and_(sheet.c.changed == after.changed, sheet.c.event < after.event)))
    return found.where(or_(sheet.c.changed > after.changed, and_(sheet.c.changed == after.changed, sheet.c.event > after.event)))
