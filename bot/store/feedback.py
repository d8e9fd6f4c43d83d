"""What readers marked as wrong, kept for the operator."""

from __future__ import annotations

from collections.abc import Callable
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

    def keep(self, one: Feedback) -> int:
        """One reader's mark; marking the same again replaces it. How many people have marked the event."""
        row = {"event": one.event, "person": one.person, "mark": one.mark.value, "at": one.at, "body": FEEDBACK.text(one)}
        with self._write() as connection:
            put(connection, feedback, [row], update=("at", "body"))
            people = select(func.count(func.distinct(feedback.c.person))).where(feedback.c.event == one.event)
            return connection.scalar(people) or 0

    def all(self, since: datetime = EPOCH) -> list[Feedback]:
        """Every mark since a time, the latest first."""
        rows = select(feedback.c.body).where(feedback.c.at >= since).order_by(feedback.c.at.desc(), feedback.c.event, feedback.c.mark)
        with self._read() as connection:
            return [FEEDBACK.value(body) for body in connection.scalars(rows)]
