"""What lies off a port is told by its sea or by the port: "in the southern Red Sea", "60 miles west of Hodeidah"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.merge import places

SHIP = re.compile(
    r"\b(?:\w*ships?|tankers?|vessels?|freighters?|carriers?|\w*boats?|frigates?|destroyers?|corvettes?|dhows?|trawlers?|ferr(?:y|ies)"
    r"|cutters?|submarines?|barges?|tugs?|mariners?|seafarers?)\b",
    re.IGNORECASE,
)
# Before the name: "the port of", "the coast of Yemen's", "Yemen's port city of".
_OF = r"(?:the\s)?(?:(?:[\w-]+(?:['’]s)?\s){0,3}?(?:port|coasts?|shores?|waters|city|town)\s(?:city\s|town\s)?(?:of\s)?)?(?:[\w-]+['’]s\s)?"
_OFF = r"\boff(?:\sof)?\s"
_AWAY = rf"(?:{_OFF}|\b(?:near|outside|approaching)\s|\b(?:miles?|nm|km|kilomet(?:er|re)s?)\b(?:\s[\w-]+){{0,3}}\s(?:of|from|off)\s)"


def waters(name: str) -> tuple[str, ...]:
    """The waters that a place, or what it lies in, lies on."""
    return tuple(dict.fromkeys(water for part in places.line(name) for water in places.shores().get(part, ())))


def meet(one: str, other: str) -> bool:
    """Whether one of two places holds the other, or lies on it."""
    return places.inside(one, other) or any(places.inside(w, b) for a, b in ((one, other), (other, one)) for w in waters(a))


def at_sea(names: Iterable[str], quotes: Sequence[str]) -> tuple[str, ...]:
    """Those of some places that the sentences name for the waters off them; a strait is waters itself."""
    return tuple(name for name in names if waters(name) and (not places.state(name) or any(_off(name, quote) for quote in quotes)))


@lru_cache(maxsize=8_000)
def _off(name: str, quote: str) -> bool:
    """Whether it was off a port: in so many words, or, of a ship, near it or so many miles from it."""
    before = _AWAY if SHIP.search(quote) else _OFF
    return bool(re.search(rf"{before}{_OF}{re.escape(name)}\b", quote, re.IGNORECASE))
