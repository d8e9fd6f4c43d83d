"""The names a query may use. An unknown name is never guessed at: it is an error, with the nearest known ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches

Line = Callable[[str], tuple[str, ...]]  # a place and all that holds it, the smallest first
GLUE = re.compile(r"[\s_\-/–]+")
NEAR, LOOSE = 0.8, 0.75  # how like a word must be to have been meant, and where it begins alike
SHORTEST = 3  # letters of a name that a longer word may have been meant for: "oil" is no slip for "il"
DROPPED = re.compile(r"[.'’ʿ`]")


def normal(name: str) -> str:
    """A name as it is compared: case, dots, hyphens and underscores make no difference."""
    return GLUE.sub(" ", DROPPED.sub("", name.casefold())).strip()


def likeliest(word: str, known: Iterable[str]) -> str:
    """The known word that was meant, or "": nearly the same letters, or a slip in one that begins alike and is as long."""
    least, most = LOOSE / (2 - LOOSE) * len(word), len(word) * (2 - LOOSE) / LOOSE  # no other length can be as like
    near = [one for one in known if least <= len(one) <= most and len(one) >= min(len(word), SHORTEST)]
    return next((one for one in get_close_matches(word, near, 3, LOOSE) if _meant(word, one)), "")


def _meant(word: str, one: str) -> bool:
    alike = one[:1] == word[:1] and abs(len(one) - len(word)) <= 1
    return alike or SequenceMatcher(None, one, word).ratio() >= NEAR


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Known names by kind, each from its normal form to its id; `groups` are lists of parties or places under one "@name"."""

    parties: Mapping[str, str]
    things: Mapping[str, str]  # categories and named systems
    places: Mapping[str, str]
    line: Line
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    all_names: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ()  # those of `places` that an operator's list makes

    def near(self, word: str, pools: Iterable[Iterable[str]]) -> str:
        """The known name most like a word, or ""."""
        return likeliest(normal(word), {name for pool in pools for name in pool})

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
