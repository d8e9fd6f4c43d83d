"""Names changed for others, word piece for word piece, so that a net learns what is done to whom and not who does it as a rule.

Within one window every state becomes another, with its adjective, its people and its capital; so do cities, months, weekdays and numbers of
two or three digits. Only what is one word piece is changed, for one word piece: offsets and labels stay as they are.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pycountry
from numpy.typing import NDArray

from bot.extract.lexica import table

if TYPE_CHECKING:
    from bot.train.sheets import Part

# States whose name is another's too, or an everyday word: left as they are.
LEFT = frozenset({"US", "GB", "KR", "KP", "CD", "CG", "GE", "TD", "JO", "NE", "GN", "GQ", "GW", "SD", "SS", "GY", "PG", "MM"})
MONTHS = ("january", "february", "april", "june", "july", "august", "september", "october", "november", "december")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
JOINED = frozenset({".", ",", "-", "/", ":"})  # a number beside one is a part of something
SHARE = 0.6  # of the windows an epoch sees


@dataclass(frozen=True)
class Names:
    """What may stand for what, as ids of word pieces."""

    states: Mapping[str, tuple[int | None, ...]]  # name, adjective, people, capital
    where: Mapping[int, tuple[str, int]]  # a state's word -> its code, and which of the four it is
    listed: Mapping[int, tuple[int, ...]]  # another name -> those of its list
    numbers: frozenset[int]
    text: Mapping[int, str]
    ids: Mapping[str, int]


@cache
def names() -> Names:
    """Every name that is one word piece."""
    ids: dict[str, int] = json.loads(files("bot.extract").joinpath("model/tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    rows = {code: row for code, row in table("states")["states"].items() if code not in LEFT}
    states = {code: found for code, row in rows.items() if all((found := _state(ids, code, row))[:2])}
    where = {i: (code, n) for code, pieces in states.items() for n, i in enumerate(pieces) if i is not None}
    cities = sorted({ids[c.lower()] for row in table("places")["owned"].values() for c in row if c.lower() in ids} - set(where))
    lists = (tuple(cities), tuple(ids[m] for m in MONTHS), tuple(ids[d] for d in DAYS))
    listed = {i: row for row in lists for i in row}
    numbers = frozenset(i for t, i in ids.items() if t.isdecimal() and t.isascii() and len(t) in {2, 3} and t[0] != "0")
    return Names(states, where, listed, numbers, {i: t for t, i in ids.items()}, ids)


def _state(ids: Mapping[str, int], code: str, row: Mapping[str, Sequence[str]]) -> tuple[int | None, ...]:
    formal = pycountry.countries.get(alpha_2=code)
    called = [getattr(formal, "common_name", formal.name)] if formal else []
    adjectives = row.get("adjectives", ())
    wanted = ([*called, *row.get("names", ())], adjectives, [f"{a}s" for a in adjectives], row.get("capitals", ()))
    return tuple(next((ids[w.lower()] for w in words if w.lower() in ids), None) for words in wanted)


def swapped(part: Part, rng: random.Random) -> Part:
    """The window under other names; `part` itself stays."""
    held, ids = names(), part["ids"].copy()
    told: dict[str, str] = {}
    other: dict[int, int] = {}
    here = {held.where[i][0] for i in ids.tolist() if i in held.where}
    for at, piece in enumerate(ids.tolist()):
        if at + 1 < len(ids) and held.text[int(ids[at + 1])].startswith("##"):
            continue
        if piece in held.where:
            ids[at] = _of_state(held, *held.where[piece], told, here, rng)
        elif piece in held.listed or (piece in held.numbers and not _inside(held, ids, at)):
            if piece not in other:
                other[piece] = rng.choice(held.listed[piece]) if piece in held.listed else _number(held, piece, rng)
            ids[at] = other[piece]
    return {**part, "ids": ids}


def _of_state(held: Names, code: str, n: int, told: dict[str, str], here: set[str], rng: random.Random) -> int:
    """The same word of the state that stands for this one; no two become one, and none becomes one that is there."""
    if code not in told:
        free = [c for c in held.states if c not in here and c not in told.values() and (held.states[c][3] or not held.states[code][3])]
        told[code] = rng.choice(free or [code])
    found = held.states[told[code]][n]
    return int(next(i for i in (found, held.states[told[code]][1] if n == 2 else None, held.states[code][n]) if i is not None))


def _inside(held: Names, ids: NDArray[np.int32], at: int) -> bool:
    """Whether a number is a part of a longer one or of a name: "3.5", "F-16"."""
    beside = (int(ids[i]) for i in (at - 1, at + 1) if 0 <= i < len(ids))
    return any(held.text[i] in JOINED for i in beside)


def _number(held: Names, piece: int, rng: random.Random) -> int:
    digits = len(held.text[piece])
    return held.ids.get(str(rng.randint(10 ** (digits - 1), 10**digits - 1)), piece)
