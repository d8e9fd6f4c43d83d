"""What readers marked as wrong, kept for the operator."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.model import Feedback
from bot.store.codec import FEEDBACK
from bot.store.engine import put
from bot.store.tables import EPOCH, feedback

Opened = Callable[[], AbstractContextManager[Connection]]


class Feedbacks:
    """One method, one transaction."""

    def __init__(self, write: Opened, read: Opened) -> None:
        self._write, self._read = write, read

    def keep(self, one: Feedback, homes: Collection[str] = ()) -> int:
        """One reader's mark; marking the same again replaces it. How many people of that home and others have marked the event."""
        row = {"event": one.event, "home": one.home, "person": one.person, "mark": one.mark.value, "at": one.at, "body": FEEDBACK.text(one)}
        with self._write() as connection:
            put(connection, feedback, [row], update=("at", "body"))
            people = select(func.count(func.distinct(feedback.c.person))).where(feedback.c.event == one.event)
            seen = feedback.c.home.in_([one.home, *homes]) if one.home else feedback.c.person == one.person
            return connection.scalar(people.where(seen)) or 0

    def of(self, event: str, homes: Collection[str] | None) -> list[Feedback]:
        """Every mark on an event that was made in some homes (all: None), oldest first."""
        rows = select(feedback.c.body).where(feedback.c.event == event).order_by(feedback.c.at, feedback.c.person, feedback.c.mark)
        with self._read() as connection:
            found = connection.scalars(rows if homes is None else rows.where(feedback.c.home.in_(homes)))
            return [FEEDBACK.value(body) for body in found]

    def all(self, since: datetime = EPOCH) -> list[Feedback]:
        """Every mark since a time, the latest first."""
        rows = select(feedback.c.body).where(feedback.c.at >= since).order_by(feedback.c.at.desc(), feedback.c.event, feedback.c.mark)
        with self._read() as connection:
            return [FEEDBACK.value(body) for body in connection.scalars(rows)]
