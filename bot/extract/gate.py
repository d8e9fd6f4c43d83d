"""Whether a story may hold a claim at all: words of war, or words of force beside a place at odds. No parse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pycountry

from bot.extract.intake import evened
from bot.extract.lexica import table
from bot.model import Story

_WORD = re.compile(r"[^\W\d_]\w*")
_ENOUGH = 3  # weak words in one story that need no place


@dataclass(frozen=True, slots=True)
class Words:
    """The gate's words, compiled; `places` in lower case."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    places: frozenset[str]


@cache
def words() -> Words:
    """The words of lexicon/gate.toml, and the states of lexicon/states.toml."""
    told = table("gate")
    quiet = frozenset(told["quiet"])
    states = {c.alpha_2: {getattr(c, "common_name", c.name)} for c in pycountry.countries if c.alpha_2 not in quiet | {"GE"}}
    named = {n for names in states.values() for n in names}
    for code, row in table("states")["states"].items():
        if code not in quiet:
            named.update(n for k in ("names", "adjectives", "capitals") for n in row.get(k, ()))
    named -= set(told["plain"])
    single = {n.lower() for n in (*named, *told["places"]) if " " not in n and len(n) > 2}
    return Words(_any(told["strong"]), _any(told["weak"]), frozenset(single | {f"{n}s" for n in single}))


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


def gate(story: Story) -> bool:
    """Whether the story is worth a parse."""
    text = evened(story.full).lower()
    found = words()
    if found.strong.search(text):
        return True
    weak = {m.group() for m in found.weak.finditer(text)}
    return bool(weak) and (len(weak) >= _ENOUGH or not found.places.isdisjoint(_WORD.findall(text)))
