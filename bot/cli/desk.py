"""The desk put together: what answers on both chats and in the terminal."""

from __future__ import annotations

from bot.cli.watching import names
from bot.extract import Extractor
from bot.store import Store
from bot.web import Web
from config.presets import read_presets
from config.settings import Settings
from handlers.commands import claims, status
from handlers.commands.completing import Completer
from handlers.commands.desk import Desk
from handlers.commands.welcome import Welcome


def answers_of(settings: Settings, store: Store, web: Web, extractor: Extractor) -> Desk:
    """Every command on one store."""
    del settings, web, extractor
    commands = (*claims.COMMANDS, *status.COMMANDS)
    parts = (claims.Claims(store), status.Status(store))
    presets = {one.id: one.name for one in read_presets().presets}
    return Desk(commands, parts, Completer(store, names(), presets), Welcome())
