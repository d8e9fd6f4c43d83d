"""claims: the latest, one shown whole."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.model import Event
from bot.store import Store
from handlers.commands.asking import button
from handlers.commands.telling import card_of, line_of
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply, error

EACH = 10
EVENT = Option("event", "The event: its id, or words of it", Kind.EVENT, required=True)
COMMANDS = (
    Command("claims", "latest", "The events that changed last"),
    Command("claims", "show", "One event whole: its card, history and evidence", (EVENT,)),
)


class Claims:
    """Answers them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:  # noqa: ARG002  # every part takes its time
        """The answer, or None."""
        if asked.noun != "claims":
            return None
        if asked.verb == "show":
            return await asyncio.to_thread(self._show, asked)
        return await asyncio.to_thread(self._latest, asked)

    def _latest(self, asked: Asked) -> Reply:
        del asked
        found = self._store.latest_events(EACH)
        return Reply("The latest events", _lines(found) or (Line("The ledger is empty so far."),), shareable=True)

    def _show(self, asked: Asked) -> Reply:
        key = asked.options.get("event", "").strip()
        event = self._store.event(key) or next(iter(self._store.search(key, 1)), None)
        if event is None:
            return error(f"no event `{key}`: ids stand under each alert; words of it will do, too")
        buttons = (button("Evidence", asked, "evidence", options={"event": event.id}),)
        return Reply(line_of(event).text, (), buttons, alert=card_of(event), shareable=True)


def _lines(events: Sequence[Event]) -> tuple[Line, ...]:
    return tuple(map(line_of, events))
