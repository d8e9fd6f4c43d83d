"""status: whether the bot is well, in a few lines."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime

from bot.poll.health import ago
from bot.store import Store
from handlers.commands.shut import retry_buttons, shut_lines
from handlers.commands.telling import counted
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
        lines, buttons = await asyncio.to_thread(lambda: (tuple(self._lines(asked, now)), retry_buttons(self._store, asked)))
        return Reply("Status", lines, buttons, shareable=True)

    def _lines(self, asked: Asked, now: datetime) -> Iterator[Line]:
        yield from shut_lines(self._store, asked, now)
        states = [state for state in self._store.feed_states() if state.feed.on]
        failing = [state for state in states if state.off or state.status not in WELL]
        last = max((state.last_ok for state in states if state.last_ok), default=None)
        yield Line(f"Feeds: {len(states)} on, {len(failing)} with trouble (see /sources)")
        yield Line(f"Last good visit: {f'{ago(now - last)} ago' if last else 'none yet'}")
        counts = self._store.counts()
        held = {"events": "event", "reports": "report", "stories": "story"}
        events, reports, stories = (counted(counts[key], word) for key, word in held.items())
        yield Line(f"Ledger: {events} of {reports} in {stories}")
        yield Line(f"Waiting to be read: {counted(counts['waiting'], 'story')}; set aside for a person: {counts['aside']:,}")
        waits = counts.get("todo", 0) + counts.get("in_doubt", 0)
        told = f"{counted(waits, 'message')}, the oldest for {self._store.queue_age():.0f} s" if waits else "nothing"
        yield Line(f"Waiting to be sent: {told}; given up: {counts.get('dead', 0):,}")
