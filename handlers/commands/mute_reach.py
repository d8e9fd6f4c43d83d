"""How far a mute of an actor or an outlet reaches: it is said, and the event it was asked under is quiet in any case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.alert.names import name_of
from bot.model import Event, Mute, MuteKind
from bot.store import Store
from bot.watch.board import muted_by
from handlers.commands.words import Asked, Line

REACH: Mapping[MuteKind, str] = MappingProxyType(
    {
        MuteKind.ACTOR: "It holds for what {name} does alone: what others do with it, or to it, is still told.",
        MuteKind.SOURCE: "It holds for what {name} alone tells: what other outlets tell too still comes.",
    }
)


def event_beside(store: Store, asked: Asked, kind: MuteKind) -> Event | None:
    """The event under whose alert an actor or an outlet was muted."""
    key = asked.options.get("event", "").strip()
    return store.listing.named(key) if key and kind in REACH else None


def keep_mutes(store: Store, mutes: Sequence[Mute], event: Event | None, now: datetime) -> bool:
    """Mutes; and the event beside it, where it would go on being told. Whether that was so. An end ends both."""
    for one in mutes:
        store.watches.mute(one)
    beside = [replace(one, kind=MuteKind.EVENT, what=event.id) for one in mutes if event and not _covers(store, one, event, now)]
    for one in beside:
        store.watches.mute(one)
    return bool(beside)


def _covers(store: Store, one: Mute, event: Event, now: datetime) -> bool:
    return one.until > now and muted_by(event, one.destination, tuple(store.watches.mutes(now)), now) is not None


def reach_lines(kind: MuteKind, what: str, *, beside: bool) -> Iterator[Line]:
    """What a mute of an actor or an outlet holds for, and that this event is muted too."""
    if kind in REACH:
        yield Line(REACH[kind].format(name=name_of(what) if kind is MuteKind.ACTOR else what))
    if beside:
        yield Line("This event is more than that: it is muted too, for the same time.", strong=True)
