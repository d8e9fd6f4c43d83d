"""Looking into the ledger from the terminal."""

from __future__ import annotations

import sys

from bot.cli.parts import store_of
from bot.errors import BadInput
from bot.merge.history import history
from config.settings import Settings


def print_event(settings: Settings, event_id: str) -> None:
    """Prints the whole history of one event."""
    store = store_of(settings)
    try:
        event = store.event(event_id)
    finally:
        store.close()
    if event is None:
        raise BadInput(f"no event {event_id!r} in this store: ids stand under each alert")
    sys.stdout.writelines(line + "\n" for line in history(event))
