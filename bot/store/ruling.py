"""What an operator rules on events, in one transaction: read them, write them anew, tell the channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import Connection

from bot.model import Alert, Event
from bot.store import alerts, events
from bot.store.events import Ledger
from bot.store.taking import in_turn
from bot.store.watches import Watches

Transaction = Callable[[], AbstractContextManager[Connection]]


class Rulings:
    """Opens the transaction in which a ruling meets the ledger."""

    def __init__(self, write: Transaction, ledger: Ledger, watches: Watches) -> None:
        self._write, self._ledger, self._watches = write, ledger, watches

    @contextmanager
    def open(self) -> Iterator[Ruling]:
        """Events to read and write; nothing is written where the block fails."""
        with self._write() as connection:
            in_turn(connection)
            yield Ruling(connection, self._ledger, self._watches)


class Ruling:
    """Events that a person rules on."""

    def __init__(self, connection: Connection, ledger: Ledger, watches: Watches) -> None:
        self._connection, self._ledger, self._watches = connection, ledger, watches

    def named(self, beginning: str) -> list[Event]:
        """The events whose id begins so, up to two: one where it is clear which is meant."""
        return self._ledger.named(self._connection, beginning)

    def keep(self, changed: Sequence[Event], told: Sequence[Alert], now: datetime) -> int:
        """Writes events in their new state and puts messages out; how many deliveries that made."""
        before = {one.id: one for one in self._ledger.of(self._connection, [one.id for one in changed])}
        events.write(self._connection, changed, before)
        plan = self._watches.plan(self._connection, {one.id: one for one in changed}, now)
        return alerts.put_alerts(self._connection, told, now, plan)
