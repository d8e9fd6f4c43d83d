"""What a query's writer may have meant: by a known name that stands where a kind of event would, by a town that is read as its state."""

from __future__ import annotations

import re

from bot.model import Category, Slot
from bot.watch.kinds import EVENTS, STATUSES
from bot.watch.lexer import SLOTS, tokens
from bot.watch.vocabulary import Vocabulary, normal

SIDES = frozenset({Slot.FROM, Slot.BY, Slot.TO, Slot.ON, Slot.PARTY, Slot.SPEAKER})
_OR = re.compile(r"\s+or\s+$", re.IGNORECASE)
_SLOT = re.compile(rf"\b({'|'.join(SLOTS)})\s", re.IGNORECASE)


def misplaced(name: str, before: str, names: Vocabulary) -> tuple[str, str, str] | None:
    """The query up to the name, the name as it may be meant, and what was wrong beside it; None where the name is known nowhere.

    `with drone or missile` is `with drone, missile`; `tanks` alone is `with tanks`, `arms` an `arms transfer`.
    """
    if (found := _OR.search(before)) and (slot := _last(before[: found.start()])) and _fits(slot, name, names):
        held = before[: found.start()]
        told = held[_start(held) :]
        return held.removesuffix(told), f"{told}, {name}", ", and `or` begins another condition"
    if slot := next((slot for slot in ("with", "party", "in") if _fits(slot, name, names)), ""):
        return before, f"{slot} {name}", ""
    whole = next((one for one in EVENTS if one.startswith(f"{normal(name)} ")), "")
    return (before, whole, "") if whole else None


def stand_ins(query: str, names: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The towns that a query names as a side, each with the state that it stands for: `strike on Kyiv` is one on Ukraine."""
    found: dict[str, str] = {}
    side = False
    for token in tokens(query, names):
        if token.type in {"SLOT", "ABOUT"}:
            side = token.type == "ABOUT" or token in SIDES
        elif side and token.type == "NAME" and (code := _town_of(str(token), names)):
            found[str(token)] = code
    return tuple(found.items())


def _town_of(name: str, names: Vocabulary) -> str:
    """The state that a town's name is read as; "" for a state's own name, and for a town that stands for none."""
    code = names.party(name)
    return code if len(code) == 2 and names.place(name) not in {"", code.lower()} else ""


def _last(text: str) -> str:
    """The slot that the last values stand behind."""
    found = list(_SLOT.finditer(text))
    return SLOTS[found[-1][1].lower()] if found else ""


def _start(text: str) -> int:
    return [found.start(1) for found in _SLOT.finditer(text)][-1]


def _fits(slot: str, name: str, names: Vocabulary) -> bool:
    if slot == "with":
        return names.things.get(normal(name), Category.OTHER.value) != Category.OTHER.value
    if slot == "status":
        return normal(name) in STATUSES
    return bool(names.place(name) if slot == "in" else names.party(name))
