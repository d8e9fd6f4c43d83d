"""Where a sentence says that something was, and which building or work it means: the places we know, found in words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.merge.places import SITE, capitals, tables, usual

# Behind a word of place or force, or before one of force.
_BEFORE = r"""\b(?:in|on|at|near|across|over|around|outside|central|downtown|of|capital|city
|hits?|struck|strikes?|rocks?|batters?|pounds?|shells?|bombs?|attacks?|targets?)"""
_FORCE = r"attacks?|strikes?|explosions?|blasts?|bombings?|suffers?|under[ ](?:attack|fire)"
_AFTER = rf"(?:{_FORCE}|(?:is[ ]|was[ ]|are[ ]|were[ ])?(?:rocked|hit|struck|bombed|shelled))"
CODE = 2  # letters of a state's code


@cache
def _pattern() -> re.Pattern[str]:
    told = tables()
    names = {*told["holds"], *told["same"], *(who for who in told["holds"].values() if len(who) > CODE), *capitals().values()}
    name = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    whose = r"(?:['’]s(?:[ ]\w+){0,2}|[ ]city|[ ]region)?"
    return re.compile(rf"{_BEFORE}[ ](?P<behind>{name})\b|\b(?P<ahead>{name}){whose}[ ]{_AFTER}\b", re.VERBOSE)


@lru_cache(maxsize=8_000)
def scenes(text: str) -> tuple[str, ...]:
    """The places we know where a text says that something was; whole states are none."""
    found = (match["behind"] or match["ahead"] for match in _pattern().finditer(text.lower()))
    return tuple(dict.fromkeys(map(usual, found)))


def sites(name: str, text: str) -> tuple[str, ...]:
    """The sites we know by a place's name and a word of the text: "Crimea" beside "the only bridge" is the Crimea bridge."""
    told = dict.fromkeys(f"{usual(name)} {noun}" for noun in SITE.findall(text.lower()))
    return tuple(one for one in told if usual(one) in tables()["holds"])
