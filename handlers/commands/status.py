"""status: whether the bot is well, in a few lines."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime

from bot.poll.health import ago
from bot.store import Store
from handlers.commands.words import Asked, Command, Line, Reply

COMMANDS = (Command("status", "", "Whether Tocsin is well: feeds, ledger, deliveries, this channel"),)
WELL = frozenset({"ok", ""})


class Status:
    """Answers it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        if asked.noun != "status":
            return None
        return Reply("Status", tuple(await asyncio.to_thread(lambda: list(self._lines(now)))), shareable=True)

    def _lines(self, now: datetime) -> Iterator[Line]:
        states = [state for state in self._store.feed_states() if state.feed.on]
        failing = [state for state in states if state.off or state.status not in WELL]
        last = max((state.last_ok for state in states if state.last_ok), default=None)
        yield Line(f"Feeds: {len(states)} on, {len(failing)} with trouble (see /sources)")
        yield Line(f"Last good visit: {f'{ago(now - last)} ago' if last else 'none yet'}")
        counts = self._store.counts()
        yield Line(f"Ledger: {counts['events']:,} events of {counts['reports']:,} reports in {counts['stories']:,} stories")
        yield Line(f"Waiting to be read: {counts['waiting']:,} stories; set aside for a person: {counts['aside']:,}")
        waits = counts.get("todo", 0) + counts.get("in_doubt", 0)
        told = f"{waits:,} messages, the oldest for {self._store.queue_age():.0f} s" if waits else "nothing"
        yield Line(f"Waiting to be sent: {told}; given up: {counts.get('dead', 0):,}")
