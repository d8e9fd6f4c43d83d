"""What an operator publishes: events by name, the events of watches by name, or everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import BadInput

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Published:
    """Whose pages there are. Empty: none at all."""

    events: frozenset[str] = frozenset()
    watches: tuple[str, ...] = ()
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.everything or self.events or self.watches)


def published(words: Iterable[str]) -> Published:
    """What the words of TOCSIN_PUBLISH name; BadInput for a word that is none of them."""
    events, watches, everything = set(), [], False
    for word in words:
        kind, _, name = word.partition(":")
        if word == EVERYTHING:
            everything = True
        elif kind == "event" and name:
            events.add(name)
        elif kind == "watch" and name:
            watches.append(name)
        else:
            raise BadInput(f"TOCSIN_PUBLISH: {word[:80]!r} must be event:ID, watch:ID or everything")
    return Published(frozenset(events), tuple(dict.fromkeys(watches)), everything)
