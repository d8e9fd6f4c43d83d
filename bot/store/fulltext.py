"""A question of words and of a query's terms as each database's full text says it. Pure text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.model import Both, Either, Is, Query, Slot
from bot.store.sheets import token
from bot.store.words import TOKEN
from bot.watch.match import Groups, members

BEGUN = 4  # letters from which on a word also stands for longer ones
ONE_OF = MappingProxyType({Slot.FROM: (Slot.BY,), Slot.TO: (Slot.ON,), Slot.PARTY: (Slot.BY, Slot.ON)})


@dataclass(frozen=True, slots=True)
class All:
    """All parts are there."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part is there."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row; `begun`: the last may go on."""

    words: tuple[str, ...]
    begun: bool = False


Part = All | Any | Phrase


def asked(query: Query, groups: Groups, words: Iterable[str]) -> Part | None:
    """What must stand in an event's text for it to match; None where nothing must. It may let more through than matches."""
    terms = [part for part in (_part(query, groups), *map(_phrase, words)) if part]
    return All(tuple(terms)) if terms else None


def _phrase(said: str) -> Part | None:
    tokens = tuple(TOKEN.findall(said))
    return Phrase(tokens, begun=len(tokens) == 1 and len(tokens[0]) >= BEGUN) if tokens else None


def _part(query: Query, groups: Groups) -> Part | None:
    if isinstance(query, Both):
        found = [part for inner in query.parts if (part := _part(inner, groups))]
        return All(tuple(found)) if found else None
    if isinstance(query, Either):
        parts = [_part(inner, groups) for inner in query.parts]
        return None if None in parts else Any(tuple(part for part in parts if part))
    return _term(query, groups) if isinstance(query, Is) else None


def _term(query: Is, groups: Groups) -> Part | None:
    if query.slot is Slot.SAYING:
        phrases = [Phrase(tokens) for value in query.values if (tokens := tuple(TOKEN.findall(value)))]
        return Any(tuple(phrases)) if len(phrases) == len(query.values) else None
    slots = ONE_OF.get(query.slot, (query.slot,))
    return Any(tuple(Phrase((token(slot, value),)) for value in sorted(members(query, groups)) for slot in slots))


def sqlite(part: Part) -> str:
    """As FTS5 says it."""
    if isinstance(part, Phrase):
        return f'"{" ".join(part.words)}"{"*" if part.begun else ""}'
    return _joined(part.parts, " AND " if isinstance(part, All) else " OR ", [sqlite(inner) for inner in part.parts])


def postgres(part: Part) -> str:
    """As to_tsquery says it."""
    if isinstance(part, Phrase):
        return f"({' <-> '.join(part.words)}{':*' if part.begun else ''})"
    return _joined(part.parts, " & " if isinstance(part, All) else " | ", [postgres(inner) for inner in part.parts])


def _joined(parts: Sequence[Part], sign: str, told: Sequence[str]) -> str:
    return told[0] if len(parts) == 1 else f"({sign.join(told)})"
