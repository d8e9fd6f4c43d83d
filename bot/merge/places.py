"""Where things lie: which names of places can mean one spot. Small data, places.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

FILLER = re.compile(r"^(the|off|near|in|at|around|outside|central|downtown|city of|port of|town of|village of|sea of)\s+|['’]s$|[.]")
SUFFIX = re.compile(r"\s+(city|region|province|oblast|governorate|district|town|village|area|port|county|prefecture|state)$")
_SIDES = {"east", "west", "north", "south", "eastern", "western", "northern", "southern"}
STOP = frozenset({"of", "the", "in", "and", "near", "off", "coast", *_SIDES})


@cache
def holders() -> Mapping[str, str]:
    """What holds each place, by its plain name."""
    return tomllib.loads(files("bot.merge").joinpath("places.toml").read_text(encoding="utf-8"))


@cache
def plain(name: str) -> str:
    """A place's name without articles and kinds of place: "the Kherson region" is "kherson"."""
    word = " ".join(name.lower().split())
    while (shorter := SUFFIX.sub("", FILLER.sub("", word)).strip()) != word and shorter:
        word = shorter
    return word


@cache
def line(name: str) -> tuple[str, ...]:
    """A place and all that holds it, the smallest first."""
    found = [plain(name)]
    while (holder := holders().get(found[-1])) is not None and holder not in found:
        found.append(holder)
    return tuple(found)


def known(name: str) -> bool:
    """Whether we know where it lies."""
    return len(line(name)) > 1


def state(name: str) -> str:
    """The ISO code of the state a place is or lies in, or ""."""
    last = line(name)[-1]
    return last.upper() if len(last) == 2 else ""


def inside(one: str, other: str) -> bool:
    """Whether one of two places holds the other, or both are one."""
    a, b = line(one), line(other)
    return b[0] in a or a[0] in b or _kindred(a[0], b[0])


def _kindred(a: str, b: str) -> bool:
    """As "kyiv's klitschko bridge" and "klitschko bridge": every telling word of the shorter is in the longer."""
    one, other = (set(re.findall(r"\w+", name)) - STOP for name in (a, b))
    return bool(one and other) and (one <= other or other <= one)


def agree(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two sets of places have one in common, or one that holds another; a whole state tells too little."""
    mine, yours = (tuple(name for name in names if len(plain(name)) > 2) for names in (ours, theirs))
    return any(inside(a, b) for a in mine for b in yours)


def clash(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether no place of one can lie in a place of the other; names we do not know decide nothing against ones we do."""
    mine, yours = tuple(ours), tuple(theirs)
    if not mine or not yours or any(inside(a, b) for a in mine for b in yours):
        return False
    return all(known(a) == known(b) for a in mine for b in yours)
