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
# Words that name no place by themselves, however a headline writes them.
_COMMON = """air airport apartment area areas base bases block border borders briefing building buildings bridge camp city cities
coast coastal come days day deep field forces forest front ground hospital hotel island land large line lines market mosque mountain
numbers occupied off own park plant port power prison region regions river road sea school sea site skies sky south space square stadium
station street subway town towns train troops village villages war water world"""
COMMON = frozenset(_COMMON.split()) | STOP | _SIDES
LONGEST = 4  # words in a place's name; more is a piece of a headline
SITE = re.compile(
    r"\b(bridge|plant|dam|mall|theat(?:er|re)|station|airport|airfield|airbase|base|barracks|school|hospital|depot|refinery|pipelines?"
    r"|embassy|mosque|church|cathedral|stadium|hotel|market|prison|factory|stream|consulate|parliament)\b"
)

NUCLEAR = re.compile(r"\b(?:nuclear|atomic)(?: power)? (?:plant|station)$")


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """The tables of places.toml, each from a plain name to what it stands under."""
    raw = tomllib.loads(files("bot.merge").joinpath("places.toml").read_text(encoding="utf-8"))
    kinds = ("states", "same", "holds", "held", "open", "capitals")
    return {kind: {plain(name): holder.lower() for holder, names in raw[kind].items() for name in names} for kind in kinds}


@cache
def shores() -> Mapping[str, tuple[str, ...]]:
    """The waters that each port and strait lies on: it may be several."""
    raw = tomllib.loads(files("bot.merge").joinpath("places.toml").read_text(encoding="utf-8"))["shores"]
    ports = dict.fromkeys(usual(port) for held in raw.values() for port in held)
    return {port: tuple(water for water, held in raw.items() if port in map(usual, held)) for port in ports}


@cache
def _codes() -> frozenset[str]:
    """The codes of all states: two letters that are none of them, as "un" and "g7", are no state."""
    return frozenset(tables()["states"].values())


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
        return capitals().get(state, word)
    return _state(word) or tables()["same"].get(word, word)


def _state(word: str) -> str:
    """A state's code by its name or its adjective, which begins as the name does: "ukraine", "ukrainian"."""
    states = tables()["states"]
    if word in states or " " in word or not word.endswith(ADJECTIVE):
        return states.get(word, "")
    alike = max(states, key=lambda name: _shared(name, word))
    return states[alike] if _shared(alike, word) >= STEM else ""


def state_called(word: str) -> str:
    """The code of the state that a word or two name, adjectives too; "" where they name none."""
    return _state(plain(word)).upper()


def held_by(name: str) -> str:
    """The code of the state that holds a place which belongs to another, or ""."""
    return next((tables()["held"][part] for part in line(name) if part in tables()["held"]), "").upper()


def _shared(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@cache
def capitals() -> Mapping[str, str]:
    """The capital of each state, by its code."""
    return {state: capital for capital, state in tables()["capitals"].items()}


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
    holder = tables()["holds"].get(name, "")
    return holder or (usual(rest) if rest and side.split("-")[0] in _SIDES and known(rest) else _home(name))


def _home(name: str) -> str:
    """The town that a name of several words begins with: "kyiv's klitschko bridge", "kharkiv airport"."""
    if outlying(name):
        return ""
    owner, _, rest = re.sub(r"['’]s ", "|", name, count=1).partition("|")
    town = owner if rest else SITE.sub("", name).strip()
    return usual(town) if town not in {name, ""} and usual(town) in tables()["holds"] else ""


def known(name: str) -> bool:
    """Whether we know where it lies."""
    word = usual(name)
    return len(line(name)) > 1 or bool(state(name)) or word in tables()["open"] or word in tables()["holds"].values()


def state(name: str) -> str:
    """The code of the state a place is or lies in, or ""."""
    last = line(name)[-1]
    return last.upper() if last in _codes() else ""


def ground(name: str) -> str:
    """The code of the state whose ground it is: its holder's, else its owner's, or ""."""
    return held_by(name) or state(name)


def whole(name: str) -> bool:
    """Whether it is a whole state: that tells no place."""
    return usual(name) in _codes()


@cache
def tells(name: str) -> bool:
    """Whether it can tell one event from another: no whole state, no "the capital" or "the front line"."""
    if whole(name) or known(name):
        return not whole(name)
    words, proper = usual(name).split(), any(part[:1].isupper() for part in name.split())
    return proper and len(words) <= LONGEST and words[-1] != "capital" and not COMMON.issuperset(words)


@cache
def outlying(name: str) -> bool:
    """Whether it is a nuclear plant, which bears a town's name and lies a day's walk away."""
    return bool(NUCLEAR.search(plain(name)))


@cache
def site(name: str) -> bool:
    """Whether it is one building or work, not a town or a region: what is hit there is talked of for days."""
    return any(found.end() == len(usual(name)) for found in SITE.finditer(usual(name)))


def one_site(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two sets of places name the same building or work."""
    return any(usual(a) == usual(b) for a in ours if site(a) for b in theirs)


def inside(one: str, other: str) -> bool:
    """Whether one of two places holds the other, or both are one."""
    a, b = line(one), line(other)
    return b[0] in a or a[0] in b or (not (known(one) and known(other)) and outlying(one) == outlying(other) and _kindred(a[0], b[0]))


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
    return any(map(known, mine)) == any(map(known, yours))
