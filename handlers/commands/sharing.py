"""Share: an answer is posted once in a channel; whoever shares it there again within a day hears who did, and when."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import datetime

from bot.model import Act
from bot.store import Store
from handlers.commands.said import someone_of
from handlers.commands.words import Asked, Line, Reply

NOUN, UNDO = "share", "undo"


def sharing(shown: str) -> Asked:
    """Asks whether what is shown may be shared where it is asked: an error where it was."""
    return Asked(NOUN, "", {"what": hashlib.sha256(shown.encode()).hexdigest()})


class Sharing:
    """Answers it; no command of its own, only the button asks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        return await asyncio.to_thread(self._share, asked, now) if asked.noun == NOUN else None

    def _share(self, asked: Asked, now: datetime) -> Reply:
        place, what = asked.place or asked.person, asked.options.get("what", "")
        if asked.verb == UNDO:
            self._store.desks.unshare(place, what)
            return Reply("")
        first = self._store.desks.share(place, Act(now, someone_of(asked), NOUN, what))
        if first is None:
            return Reply("")
        who = "You" if first.by.person == asked.person else first.by.name or "Somebody"
        return Reply(
            f"{who} shared this in this channel already", (Line("It is not posted again", times=(("shared", first.at),)),), ok=False
        )
