"""digest: what was told in the last hours, in one message."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.model import Everything
from bot.store import Store
from bot.watch import parse, printed
from bot.watch.digest import EACH, Bundle, digests
from handlers.commands.asking import button
from handlers.commands.claims import Judging
from handlers.commands.given import number_of, skip_of
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply

HOURS = 24
COMMANDS = (
    Command(
        "digest",
        "",
        "What was told in the last hours, the gravest first, in one message",
        (
            Option("query", "Only what this asks for, in the watch language", Kind.QUERY),
            Option("hours", f"The last so many hours; {HOURS} where left out", Kind.NUMBER),
        ),
    ),
)


class Digests:
    """Answers it."""

    def __init__(self, store: Store, judging: Judging) -> None:
        self._store, self._judging = store, judging

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        return await asyncio.to_thread(self._digest, asked, now) if asked.noun == "digest" else None

    def _digest(self, asked: Asked, now: datetime) -> Reply:
        typed, hours = asked.options.get("query", "").strip(), number_of(asked, "hours", HOURS, 24 * 31)
        query = parse(typed, self._judging.names) if typed else Everything()
        passes = self._judging.judge(query)
        told = {event.id: alert for event, alert in self._store.asking.told_since(now - timedelta(hours=hours), now) if passes(event)}
        title = f"DIGEST · {f'the last {hours} hours' if hours != 1 else 'the last hour'}{f' · {printed(query)}' if typed else ''}"
        made = digests(Bundle(f"ask-{now:%Y%m%d%H%M}", title, now), told.values(), self._store.watches.denied(told))
        if not made:
            return Reply(title, (Line("Nothing was told in that time. More hours may hold something: `hours: 72`."),))
        page = min(skip_of(asked) // EACH, len(made) - 1)
        buttons = []
        if page:
            buttons.append(button("Part before", asked, "digest", "", {**asked.options, "skip": str((page - 1) * EACH)}))
        if page + 1 < len(made):
            buttons.append(button("Next part", asked, "digest", "", {**asked.options, "skip": str((page + 1) * EACH)}))
        return Reply(made[page].headline, (), tuple(buttons), alert=made[page], shareable=True)
