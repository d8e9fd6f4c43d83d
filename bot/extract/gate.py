"""Whether a story may hold a claim at all: words of war, or words of force beside a place at odds. No parse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pycountry

from bot.extract.lexica import table
from bot.extract.text.intake import evened
from bot.model import Story

_WORD = re.compile(r"[^\W\d_]\w*")
_NAME = re.compile(r"[^\W_][\w/-]*")  # words with their hyphens and digits, as weapons are named
_ENOUGH = 3  # weak words in one story that need no place


@dataclass(frozen=True, slots=True)
class Words:
    """The gate's words, compiled; names in lower case. `numbered`: weapons with a digit, strong; `named`: the others, weak.

    `makers`: companies, each a weak word that needs another beside it.
    """

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    places: frozenset[str]
    waters: re.Pattern[str]
    numbered: frozenset[str]
    named: frozenset[str]
    makers: frozenset[str]


@cache
def words() -> Words:
    """The words of lexicon/gate.toml, and the states of lexicon/states.toml."""
    told = table("gate")
    quiet = frozenset(told["quiet"])
    states = {c.alpha_2: {getattr(c, "common_name", c.name)} for c in pycountry.countries if c.alpha_2 not in quiet}
    named = {n for names in states.values() for n in names}
    for code, row in table("states")["states"].items():
        if code not in quiet:
            named.update(n for k in ("names", "adjectives", "capitals") for n in row.get(k, ()))
    named -= set(told["plain"])
    single = {n.lower() for n in (*named, *told["places"]) if " " not in n and len(n) > 2}
    weapons = {n.lower() for rows in table("systems")["systems"].values() for names in rows.values() for n in names if " " not in n}
    numbered = {n for n in weapons if any(c.isdigit() for c in n) and n[0].isalpha() and len(n) > 2}
    makers = {n.lower() for names in table("companies")["companies"].values() for n in names if " " not in n and len(n) > 3}
    return Words(
        strong=_any(told["strong"]),
        weak=_any(told["weak"]),
        places=_several(single),
        waters=_any(told["waters"]),
        numbered=_several(numbered),
        named=_several(n for n in weapons - numbered if len(n) > 3),
        makers=frozenset(makers - set(told["no_makers"])),
    )


def _several(names: Iterable[str]) -> frozenset[str]:
    """Names in the singular and in the plural."""
    return frozenset(form for n in names for form in (n, f"{n}s"))


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


def gate(story: Story) -> bool:
    """Whether the story is worth a parse."""
    text = evened(story.full).lower()
    found = words()
    if found.strong.search(text):
        return True
    names = set(_NAME.findall(text))
    if not found.numbered.isdisjoint(names):
        return True
    weak = {m.group() for m in found.weak.finditer(text)} | (found.named & names)
    if not weak:
        return False
    if len(weak | (found.makers & names)) >= _ENOUGH or not found.places.isdisjoint(_WORD.findall(text)):
        return True
    return found.waters.search(text) is not None
