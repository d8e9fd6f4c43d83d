"""Trees of a query in their one canonical shape, and back to words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.model import Both, Compare, Either, Everything, Is, Not, Query, Slot
from bot.watch.kinds import STATUSES
from bot.watch.lexer import KEYWORDS

SAID = {ours: readers for readers, ours in STATUSES.items() if readers != ours}  # "asserted" is "reported" to readers
BARE = re.compile(r"[A-Za-z][A-Za-z_0-9]*")


def both(parts: Iterable[Query]) -> Query:
    """All of the parts: flat, each once."""
    flat = dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, Both) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else Both(tuple(flat))


def either(parts: Iterable[Query]) -> Query:
    """Any of the parts: flat, each once."""
    flat = dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, Either) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else Either(tuple(flat))


def negated(part: Query) -> Query:
    """Not the part; twice not is the part itself."""
    return part.part if isinstance(part, Not) else Not(part)


def grounded(query: Query) -> bool:
    """Whether it says what it wants: in each alternative something positive, of which `not` can only take away."""
    if isinstance(query, Either):
        return all(map(grounded, query.parts))
    if isinstance(query, Both):
        return any(map(grounded, query.parts))
    return not isinstance(query, Not)


def printed(query: Query) -> str:
    """The canonical words of a query; parse(printed(q)) is q."""
    if isinstance(query, Either):
        return " or ".join(map(printed, query.parts))
    if isinstance(query, Both):
        return " ".join(_inner(part) for part in query.parts)
    if isinstance(query, Not):
        return f"not {_inner(query.part)}" if not isinstance(query.part, Both) else f"not ({printed(query.part)})"
    return term(query)


def _inner(part: Query) -> str:
    return f"({printed(part)})" if isinstance(part, Either) else printed(part)


def term(query: Query) -> str:
    """One term in words."""
    if isinstance(query, Compare):
        return f"{query.measure} {query.op} {query.bound}"
    if isinstance(query, Is):
        values = ", ".join(_value(query.slot, value) for value in query.values)
        return values if query.slot in {Slot.TYPE, Slot.STATE} else f"{query.slot} {values}"
    return "everything" if isinstance(query, Everything) else printed(query)


def _value(slot: Slot, value: str) -> str:
    if value.startswith("@"):
        return value
    shown = value.upper() if slot is Slot.IN and len(value) == 2 else SAID.get(value, value) if slot is Slot.STATUS else value
    plain = BARE.fullmatch(shown) and (slot is Slot.STATE or (len(shown) == 2 and shown.isupper()) or shown.lower() not in KEYWORDS)
    return shown if plain else f'"{shown}"'
