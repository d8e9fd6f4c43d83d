"""Completions of what somebody is typing: actors, weapons, kinds, sources, events, watches, presets, queries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.alert.names import name_of
from bot.model import Event
from bot.store import Store
from bot.watch import Vocabulary, completions, normal
from bot.watch.kinds import TYPE_NAMES
from handlers.commands.sight import OPERATOR, visible
from handlers.commands.telling import headline_of
from handlers.commands.words import Asked, Choice, Kind

MOST = 25
LONGEST = 100  # characters of a label or a value


class Completer:
    """Knows what may stand in each kind of option."""

    def __init__(self, store: Store, names: Vocabulary, presets: Mapping[str, str]) -> None:
        self._store, self._names, self._presets = store, names, presets
        self._pools: dict[Kind, list[Choice]] = {}

    async def completions(self, kind: Kind, typed: str, asked: Asked) -> Sequence[Choice]:
        """At most 25, the likeliest first."""
        held: dict[Kind, Callable[[], Iterable[Choice]]] = {
            Kind.ACTOR: lambda: _fitting(self._pool(kind, self._names.parties, name_of), typed),
            Kind.WEAPON: lambda: _fitting(self._pool(kind, self._names.things, _plain), typed),
            Kind.TYPE: lambda: _fitting([Choice(names[0], type_.value) for type_, names in TYPE_NAMES.items()], typed),
            Kind.PRESET: lambda: _fitting([Choice(name, key) for key, name in self._presets.items()], typed),
            Kind.QUERY: lambda: [Choice(one, one) for one in completions(typed, self._names)],
            Kind.SOURCE: lambda: _fitting(self._sources(), typed),
            Kind.EVENT: lambda: self._events(typed),
            Kind.WATCH: lambda: _fitting(self._watches(asked), typed),
        }
        find = held.get(kind)
        found = await asyncio.to_thread(lambda: list(find())) if find else []
        return [one for one in found if one.value and len(one.value) <= LONGEST][:MOST]

    def _pool(self, kind: Kind, known: Mapping[str, str], said: Callable[[str], str]) -> list[Choice]:
        """Each id once under its usual name, with every other name that it is found by."""
        if kind not in self._pools:
            self._pools[kind] = [Choice(said(id_), id_) for id_ in sorted(set(known.values()))]
        return self._pools[kind]

    def _sources(self) -> list[Choice]:
        outlets = sorted({state.feed.outlet for state in self._store.feed_states()}, key=str.lower)
        return [Choice(one[:LONGEST], one) for one in outlets]

    def _events(self, typed: str) -> list[Choice]:
        found: Sequence[Event] = self._store.search(typed, MOST) if typed.strip() else self._store.latest_events(MOST)
        return [Choice(headline_of(one)[:LONGEST], one.id) for one in found]

    def _watches(self, asked: Asked) -> list[Choice]:
        seen = {place.id for place in self._store.places.all() if visible(place, asked)}
        mine = (one for one in self._store.watches.all() if asked.person == OPERATOR or seen.intersection(one.destinations))
        return [Choice(f"{one.name} · {one.query}"[:LONGEST], one.id) for one in mine]


def _plain(id_: str) -> str:
    return id_.replace("_", " ")


def _fitting(pool: Sequence[Choice], typed: str) -> list[Choice]:
    """Those that begin with what was typed, then those that hold it."""
    wanted = normal(typed)
    ranked = [(_rank(one, wanted), one) for one in pool]
    return [one for rank, one in sorted(ranked, key=lambda told: (told[0], told[1].label.lower())) if rank < 3]


def _rank(one: Choice, wanted: str) -> int:
    label, value = normal(one.label), normal(one.value)
    if label.startswith(wanted) or value == wanted:
        return 0
    if any(word.startswith(wanted) for word in label.split()) or value.startswith(wanted):
        return 1
    return 2 if wanted in label else 3
