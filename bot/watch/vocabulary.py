"""The names a query may use. An unknown name is never guessed at: it is an error, with the nearest known ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

Line = Callable[[str], tuple[str, ...]]  # a place and all that holds it, the smallest first
GLUE = re.compile(r"[\s_\-/–]+")
DROPPED = re.compile(r"[.'’ʿ`]")


def normal(name: str) -> str:
    """A name as it is compared: case, dots, hyphens and underscores make no difference."""
    return GLUE.sub(" ", DROPPED.sub("", name.casefold())).strip()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Known names by kind, each from its normal form to its id; `groups` are lists of parties or places under one "@name"."""

    parties: Mapping[str, str]
    things: Mapping[str, str]  # categories and named systems
    places: Mapping[str, str]
    line: Line
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    all_names: frozenset[str] = frozenset()

    def near(self, word: str, pools: Iterable[Iterable[str]]) -> str:
        """The known name most like a word, or ""."""
        known = {name for pool in pools for name in pool}
        return next(iter(get_close_matches(normal(word), known, 1, 0.6)), "")

    def party(self, name: str) -> str:
        """A party's id; two capitals are always a state's code."""
        if len(name) == 2 and name.isupper():
            return name if self.parties.get(f"={name}") else ""
        return self.parties.get(normal(name), "")

    def place(self, name: str) -> str:
        """A place's usual name, or a state's code in small letters."""
        if len(name) == 2 and name.isupper():
            return self.party(name).lower()
        return self.places.get(normal(name), "") or self._state(name).lower()

    def _state(self, name: str) -> str:
        found = self.party(name)
        return found if len(found) == 2 else ""
