"""What the watch commands do: words checked and made canonical, watches kept, the past replayed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from hashlib import sha256
from types import MappingProxyType

from bot.cli.parts import destinations_of, store_of
from bot.cli.watching import names, routed, scale
from bot.errors import BadInput
from bot.extract.gate import gate
from bot.model import Mute, MuteKind, Query, Watch
from bot.read.identity import canonical
from bot.store import Store
from bot.watch import parse, printed
from bot.watch.rehearse import asks_words, rehearsed
from bot.watch.schedule import cadence, cadence_words, cap, cap_words, quiet, quiet_words
from bot.watch.severity import rating_of
from bot.watch.why import why
from config.presets import read_presets
from config.settings import Settings, read_settings

FIELDS = MappingProxyType({"to": "destinations"})


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk on the store that the settings name."""
    settings = read_settings()
    store = routed(store_of(settings))
    try:
        yield Desk(store, settings, datetime.now(UTC))
    finally:
        store.close()


def print_presets() -> None:
    """Prints the presets and lists."""
    told = read_presets()
    for preset in told.presets:
        _say(f"{preset.id:12} {preset.name}: {printed(parse(preset.query, names()))}")
    for name, members in told.groups.items():
        _say(f"@{name:11} {', '.join(members)}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


class Desk:
    """The commands, on one store at one time."""

    def __init__(self, store: Store, settings: Settings, now: datetime) -> None:
        self._store, self._settings, self._now = store, settings, now

    def add(self, query: str, **told: str | Sequence[str] | None) -> None:
        """Keeps a new watch and says it back."""
        preset = next((one for one in read_presets().presets if one.id == query), None)
        words = printed(parse(preset.query if preset else query, names()))
        key = sha256(f"{words}{self._now.isoformat()}".encode()).hexdigest()[:6]
        fresh = Watch(key, preset.name if preset else words[:60], words, self._places(None), made=self._now)
        self._keep(fresh, told)

    def edit(self, key: str, query: str | None, **told: str | Sequence[str] | None) -> None:
        """Keeps a watch with some of it changed."""
        one = self._watch(key)
        self._keep(replace(one, query=printed(parse(query, names()))) if query else one, told)

    def _keep(self, one: Watch, told: dict[str, str | Sequence[str] | None]) -> None:
        made = {FIELDS.get(name, name): self._checked(name, value) for name, value in told.items() if value is not None}
        watch = replace(one, **made, changed=self._now)  # type: ignore[arg-type]  # each value is checked by its own word
        self._store.watches.keep(watch)
        _say(_line(watch))

    def _checked(self, name: str, value: str | Sequence[str]) -> str | tuple[str, ...]:
        """A value in its canonical words; BadInput shows how it is written."""
        if isinstance(value, str):
            canonical_words = {"when": lambda: cadence_words(cadence(value)), "quiet": lambda: quiet_words(quiet(value))}
            return canonical_words.get(name, value.strip)()
        return self._places(value) if name == "to" else tuple(cap_words(cap(words)) for words in value if words != "none")

    def _places(self, to: Sequence[str] | None) -> tuple[str, ...]:
        known = [place.id for place in destinations_of(self._settings)]
        if unknown := next((place for place in to or () if place not in known), ""):
            near = get_close_matches(unknown, known, 1)
            raise BadInput(
                f"--to {unknown}: no such destination{f'; did you mean {near[0]}?' if near else ''} There are {', '.join(known)}"
            )
        return tuple(dict.fromkeys(to or known))

    def list_all(self) -> None:
        """Prints every watch and mute."""
        board = self._store.watches.board()
        for one in (watches := self._store.watches.all()):
            _say(_line(one))
            if board and (fault := board.faults.get(one.id)):
                _say(f"       matches nothing any more: {fault}")
        if not watches:
            _say("no watches: every destination gets everything")
        for mute in self._store.watches.mutes(self._now):
            _say(f"muted  {mute.kind} {mute.what} at {mute.destination} until {mute.until:%Y-%m-%d %H:%M} UTC")

    def remove(self, key: str) -> None:
        """Takes a watch away."""
        one = self._watch(key)
        self._store.watches.remove(one.id)
        _say(f"removed {one.id} {one.name}")

    def switch(self, key: str, *, on: bool) -> None:
        """Switches a watch off or on."""
        one = replace(self._watch(key), on=on, changed=self._now)
        self._store.watches.keep(one)
        _say(_line(one))

    def mute(self, kind: str, what: str, hours: float, to: Sequence[str] | None) -> None:
        """Mutes at some destinations, or ends it."""
        if kind not in set(MuteKind):
            raise BadInput(f"{kind!r}: mute an event, actor, source or watch")
        target = names().party(what) if kind == MuteKind.ACTOR else what
        if not target:
            raise BadInput(f"{what!r} is no known state, group or company")
        until = self._now + timedelta(hours=hours)
        for place in self._places(to):
            self._store.watches.mute(Mute(place, MuteKind(kind), target, until))
            _say(
                f"muted {kind} {target} at {place} until {until:%Y-%m-%d %H:%M} UTC"
                if hours
                else f"{kind} {target} is heard again at {place}"
            )

    def test(self, query: str, days: int, until: datetime | None) -> None:
        """Prints what a query would have posted, the five strongest first."""
        tree: Query = parse(query, names())
        last = until.replace(tzinfo=UTC) if until else self._now
        told = rehearsed(tree, self._store.watches.past(last - timedelta(days=days), last, words=asks_words(tree)), names().groups)
        _say(f"{printed(tree)}\n{told}")
        for alert in self._store.watches.alerts(told.strongest):
            _say(f"  [{alert.severity}] {alert.headline}")

    def why(self, about: str) -> None:
        """Prints every decision on a story or event."""
        found = self._store.watches.trace(about, canonical(about))
        held = found.story and not found.reports and not gate(found.story)
        gated = "held back: no words of war in it, nor words of force beside a place at odds" if held else ""
        ratings = {event.id: rating_of(event, scale()) for event in found.events}
        for line in why(found, self._store.watches.board(), ratings, gated, self._now):
            _say(line)

    def _watch(self, key: str) -> Watch:
        found = next((one for one in self._store.watches.all() if key in {one.id, one.name}), None)
        if found is None:
            raise BadInput(f"no watch {key!r}: `watch list` shows their ids")
        return found


def _line(one: Watch) -> str:
    told = [
        one.when,
        f"quiet {one.quiet}" if one.quiet else "",
        *(f"cap {words}" for words in one.caps),
        f"calls {one.ping}" if one.ping else "",
    ]
    told.append("" if one.on else "PAUSED")
    return f"{one.id} {one.name}: {one.query} → {', '.join(one.destinations)} ({', '.join(filter(None, told))})"
