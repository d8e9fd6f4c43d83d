"""Looking into the ledger from the terminal, and ruling on what stands there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from bot.alert.names import name_of, readable
from bot.cli.parts import store_of
from bot.cli.watching import routed, scale
from bot.errors import BadInput
from bot.merge.history import Words, history
from bot.model import Event
from bot.rule import join, split
from bot.store import Store
from config.settings import Settings
from handlers.commands.telling import change_of


def print_event(settings: Settings, event_id: str) -> None:
    """Prints the whole history of one event; the beginning of its id is enough."""
    store = store_of(settings)
    try:
        with store.rulings.open() as ruling:
            found = ruling.named(event_id) if event_id else []
        if len(found) != 1:
            raise BadInput(
                f"{event_id!r} begins the id of more than one event: name more of it"
                if found
                else f"no event {event_id!r} in this store: ids stand under each alert"
            )
        _print(store, found[0])
    finally:
        store.close()


def join_events(settings: Settings, event_id: str, other: str, who: str) -> None:
    """Makes two events one and prints what that made."""
    store = routed(store_of(settings))
    try:
        _print(store, join(store, event_id, other, datetime.now(UTC), who))
    finally:
        store.close()


def split_event(settings: Settings, event_id: str, reports: Sequence[str], who: str) -> None:
    """Takes reports out of an event into one of their own and prints both."""
    store = routed(store_of(settings))
    try:
        for event in split(store, event_id, reports, datetime.now(UTC), who, scale()):
            _print(store, event)
    finally:
        store.close()


def _print(store: Store, event: Event) -> None:
    linked = {link.to: found for link in event.links if (found := store.event(link.to))}
    said = tuple(sentence for one in (event, *linked.values()) for sentence in one.sentences)
    words = Words(partial(name_of, said=said), partial(readable, said=said), partial(change_of, said=said))
    sys.stdout.writelines(line + "\n" for line in history(event, linked, datetime.now(UTC), words))
