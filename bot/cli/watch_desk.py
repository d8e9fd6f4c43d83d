"""The watch commands of the terminal: the same questions as in the chats, asked by the operator."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime

from rich.console import Console

from bot.cli.ask import show, spoken
from bot.cli.desk import desk_of
from bot.cli.parts import destinations_of, store_of
from bot.errors import BadInput
from config.settings import read_settings
from handlers.commands import Asked
from handlers.commands.sight import OPERATOR


def tell(noun: str, verb: str = "", **options: str | None) -> None:
    """Asks one thing of the store that the settings name, and prints the answer; BadInput where it is an error."""
    settings = read_settings()
    told = {name: value for name, value in options.items() if value is not None}
    with closing(store_of(settings)) as store:
        store.keep_destinations(destinations_of(settings), now := datetime.now(UTC))
        desk = desk_of(store, kept=settings.why_kept)
        reply = spoken(asyncio.run(desk.answer(Asked(noun, verb, told, person=OPERATOR, may_write=True), now)), desk.commands)
    if not reply.ok:
        raise BadInput(reply.title)
    show(Console(), reply)
