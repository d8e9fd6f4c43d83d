"""Completions of what somebody is typing: actors, weapons, kinds, sources, events, watches, presets, queries."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from bot.alert.names import name_of
from bot.store import Store
from bot.watch import Vocabulary, completions, normal
from bot.watch.kinds import EVENTS
from handlers.commands.sight import OPERATOR, visible
from handlers.commands.telling import headline_of, thing_words
from handlers.commands.words import Asked, Choice, Kind
from handlers.wording import shortened

MOST = 25
QUERIES = 500  # of them before the likeliest are chosen
LONGEST = 100  # characters of a label or a value
NO = 3  # the rank of what does not fit


Named = tuple[tuple[str, ...], Choice]  # the names something is found by, in their normal form, and how it is offered


class Completer:
    """Knows what may stand in each kind of option."""

    def __init__(self, store: Store, names: Vocabulary, presets: Mapping[str, str]) -> None:
        self._store, self._names = store, names
        self._pools: Mapping[Kind, Sequence[Named]] = {
            Kind.ACTOR: _pool(names.parties, name_of),
            Kind.WEAPON: _pool(names.things, thing_words),
            Kind.TYPE: _pool(EVENTS, lambda kind: kind.replace("_", " ")),
            Kind.PRESET: [((normal(name), normal(key)), Choice(name, key)) for key, name in presets.items()],
        }

    async def completions(self, kind: Kind, typed: str, asked: Asked) -> Sequence[Choice]:
        """At most 25, the likeliest first."""
        held: Mapping[Kind, Callable[[], Iterable[Choice]]] = {
            Kind.QUERY: lambda: self._queries(typed),
            Kind.SOURCE: lambda: _fitting(self._sources(), typed),
            Kind.EVENT: lambda: self._events(typed),
            Kind.WATCH: lambda: _fitting(self._watches(asked), typed),
            Kind.MUTED: lambda: _fitting(self._mutable(asked), typed),
        }
        if kind in self._pools:
            return _cut(_fitting(self._pools[kind], typed))
        return _cut(await asyncio.to_thread(held[kind])) if kind in held else ()

    def _queries(self, typed: str) -> list[Choice]:
        """Parties by their usual names first, states before all; another name of one only where its usual name does not begin so."""
        lead = typed[: len(typed) - len(typed.rpartition(" ")[2])]
        found = [(one, one[len(lead) :].strip('"')) for one in completions(typed, self._names, QUERIES)]
        held = [(one, name, self._names.parties.get(name, "")) for one, name in found]
        usual = {party: one for one, name, party in held if party and normal(name_of(party)) == name}
        named = [Choice(f"{lead}{name_of(party)}", one) for party, one in sorted(usual.items(), key=lambda told: not _state(told[0]))]
        return [*named, *(Choice(one, one) for one, _, party in held if party not in usual)]

    def _sources(self) -> list[Named]:
        outlets = sorted({state.feed.outlet for state in self._store.feed_states()}, key=str.lower)
        return [((normal(one),), Choice(one, one)) for one in outlets]

    def _events(self, typed: str) -> list[Choice]:
        known = self._store.listing.begun(typed.strip()) if typed.strip() else []  # an id stands for itself
        found = known or (self._store.search(typed, MOST) if typed.strip() else self._store.latest_events(MOST))
        return [Choice(headline_of(one), one.id) for one in found]

    def _mutable(self, asked: Asked) -> list[Named]:
        """Everything, parties as doers and as targets, outlets and watches, each with what it is."""
        parties = [(found, Choice(one.label, f"actor:{one.value}")) for found, one in self._pools[Kind.ACTOR]]
        targets = [(found, Choice(f"{one.label} · as the target", f"target:{one.value}")) for found, one in self._pools[Kind.ACTOR]]
        outlets = [(found, Choice(f"{one.label} · outlet", f"source:{one.value}")) for found, one in self._sources()]
        watches = [(found, Choice(f"watch {one.label}", f"watch:{one.value}")) for found, one in self._watches(asked)]
        return [(("everything", "all"), Choice("Everything", "all")), *watches, *parties, *targets, *outlets]

    def _watches(self, asked: Asked) -> list[Named]:
        seen = {place.id for place in self._store.places.all() if visible(place, asked)}
        mine = (one for one in self._store.watches.all() if asked.person == OPERATOR or seen.intersection(one.destinations))
        return [((normal(one.name), normal(one.query)), Choice(f"{one.name} · {one.query}", one.id)) for one in mine]


def _state(party: str) -> bool:
    return len(party) == 2 and party.isupper()


def _pool(known: Mapping[str, str], said: Callable[[str], str]) -> list[Named]:
    """Each id once under its usual name, with every name that it is found by."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, id_ in known.items():
        names[id_].append(name)
    return [((normal(said(id_)), *found), Choice(said(id_), id_)) for id_, found in sorted(names.items())]


def _fitting(pool: Iterable[Named], typed: str) -> list[Choice]:
    """Those that begin with what was typed, then those that hold it."""
    wanted = normal(typed)
    ranked = [(_rank(names, wanted), choice) for names, choice in pool]
    return [choice for rank, choice in sorted(ranked, key=lambda told: (told[0], told[1].label.lower())) if rank < NO]


def _rank(names: Sequence[str], wanted: str) -> int:
    if names[0].startswith(wanted):
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(f" {wanted}" in name for name in names) else NO


def _cut(found: Iterable[Choice]) -> list[Choice]:
    """What a chat takes: a value that would have to be cut leads nowhere and is left out."""
    fits = (one for one in found if one.value and len(one.value) <= LONGEST)
    return [Choice(shortened(one.label, LONGEST), one.value) for one in islice(fits, MOST)]
