"""Where things lie: which names of places can mean one spot. Small data, places.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

FILLER = re.compile(r"^(the|off|near|in|at|around|outside|central|downtown|city of|port of|town of|village of)\s+|['’]s$|[.]")
SUFFIX = re.compile(r"\s+(city|region|province|oblast|governorate|district|town|village|area|port|county|prefecture|state)$")
ADJECTIVE = ("an", "ese", "ish")
STEM = 5  # letters that a state's name and its adjective share
_SIDES = {"east", "west", "north", "south", "eastern", "western", "northern", "southern"}
STOP = frozenset({"of", "the", "in", "and", "near", "off", "coast", *_SIDES})


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    """The tables of places.toml, each from a plain name to what it stands under."""
    tables = tomllib.loads(files("bot.merge").joinpath("places.toml").read_text(encoding="utf-8"))
    kinds = ("states", "same", "holds", "open", "capitals")
    return {kind: {plain(name): holder.lower() for holder, names in tables[kind].items() for name in names} for kind in kinds}


@cache
def plain(name: str) -> str:
    """A place's name without articles and kinds of place: "the Kherson region" is "kherson"."""
    word = " ".join(name.lower().split())
    while (shorter := SUFFIX.sub("", FILLER.sub("", word)).strip()) != word and shorter:
        word = shorter
    return word


@cache
def usual(name: str) -> str:
    """The one name we keep for a place: a state's code, or its usual spelling."""
    word = plain(name)
    owner, _, what = word.rpartition(" ")
    if what == "capital" and (state := _state(owner.removesuffix("'s").removesuffix("’s"))):
        return _capitals().get(state, word)
    return _state(word) or _told()["same"].get(word, word)


def _state(word: str) -> str:
    """A state's code by its name or its adjective, which begins as the name does: "ukraine", "ukrainian"."""
    states = _told()["states"]
    if word in states or " " in word or not word.endswith(ADJECTIVE):
        return states.get(word, "")
    alike = max(states, key=lambda name: _shared(name, word))
    return states[alike] if _shared(alike, word) >= STEM else ""


def _shared(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@cache
def _capitals() -> Mapping[str, str]:
    return {state: capital for capital, state in _told()["capitals"].items()}


@cache
def line(name: str) -> tuple[str, ...]:
    """A place and all that holds it, the smallest first."""
    found = [usual(name)]
    while (holder := _holder(found[-1])) and holder not in found:
        found.append(holder)
    return tuple(found)


def _holder(name: str) -> str:
    """What holds a place; "eastern donetsk" lies in donetsk."""
    side, _, rest = name.partition(" ")
    holder = _told()["holds"].get(name, "")
    return holder or (usual(rest) if rest and side.split("-")[0] in _SIDES and known(rest) else "")


def known(name: str) -> bool:
    """Whether we know where it lies."""
    word = usual(name)
    return len(line(name)) > 1 or bool(state(name)) or word in _told()["open"] or word in _told()["holds"].values()


def state(name: str) -> str:
    """The code of the state a place is or lies in, or ""."""
    last = line(name)[-1]
    return last.upper() if len(last) == 2 else ""


def whole(name: str) -> bool:
    """Whether it is a whole state: that tells no place."""
    return len(usual(name)) == 2


@cache
def tells(name: str) -> bool:
    """Whether it can tell one event from another: no whole state, no "the capital" or "the front line"."""
    word = usual(name)
    proper = any(part[:1].isupper() for part in name.split())
    return not whole(name) and (known(name) or (proper and not word.endswith("capital")))


def inside(one: str, other: str) -> bool:
    """Whether one of two places holds the other, or both are one."""
    a, b = line(one), line(other)
    return b[0] in a or a[0] in b or (not (known(one) and known(other)) and _kindred(a[0], b[0]))


def _kindred(a: str, b: str) -> bool:
    """As "kyiv's klitschko bridge" and "klitschko bridge": every telling word of the shorter is in the longer."""
    one, other = (set(re.findall(r"\w+", name)) - STOP for name in (a, b))
    return bool(one and other) and (one <= other or other <= one)


def agree(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two sets of places have one in common, or one that holds another; a whole state tells too little."""
    mine, yours = (tuple(name for name in names if not whole(name)) for names in (ours, theirs))
    return any(inside(a, b) for a in mine for b in yours)


def clash(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether no place of one can lie in a place of the other; names we do not know decide nothing against ones we do."""
    mine, yours = tuple(ours), tuple(theirs)
    if not mine or not yours or any(inside(a, b) for a in mine for b in yours):
        return False
    return all(known(a) == known(b) for a in mine for b in yours)
