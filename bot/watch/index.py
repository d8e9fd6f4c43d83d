"""Thousands of watches against one event: filed by the kinds and parties they name, asked only where both fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Both, Either, Is, Query, Slot
from bot.watch.facts import Facts
from bot.watch.kinds import UNDONE
from bot.watch.match import Groups, Test, members, test_of
from bot.watch.tree import printed

Key = tuple[str, str]  # kind of event and party; "" for any
ANY: frozenset[Key] = frozenset({("", "")})
SIDES = frozenset({Slot.FROM, Slot.BY, Slot.TO, Slot.ON, Slot.PARTY})
WIDEST = 400  # keys of one query; a wider one is filed under its kinds or its parties alone


def keys_of(query: Query, groups: Groups) -> frozenset[Key]:
    """Where a query is filed: whatever matches it has one of these keys. `not` is passed over: it only takes away."""
    if isinstance(query, Either):
        return _whole(key for part in query.parts for key in keys_of(part, groups))
    if isinstance(query, Both):
        return _met([keys_of(part, groups) for part in query.parts])
    if isinstance(query, Is) and query.slot is Slot.TYPE:
        return frozenset((UNDONE.get(kind, kind), "") for kind in query.values)
    if isinstance(query, Is) and query.slot in SIDES:
        return frozenset(("", party) for party in members(query, groups))
    return ANY


def _whole(keys: Iterable[Key]) -> frozenset[Key]:
    found = frozenset(keys)
    return ANY if ("", "") in found else found


def _met(parts: list[frozenset[Key]]) -> frozenset[Key]:
    """The keys of parts that all hold: crossed while that stays small, else the fewest."""
    found = ANY
    for part in sorted(parts, key=len):
        crossed = frozenset(key for a in found for b in part if (key := _crossed(a, b))) if len(found) * len(part) <= WIDEST else found
        found = crossed
    return found


def _crossed(one: Key, two: Key) -> Key | None:
    """Both keys in one; None where two kinds shut each other out. Of two parties the first will do."""
    if one[0] and two[0] and one[0] != two[0]:
        return None
    return one[0] or two[0], one[1] or two[1]


@dataclass(frozen=True, slots=True)
class Filed:
    """One distinct query: its test, and the numbers of the watches that ask it."""

    query: Query
    test: Test
    watches: list[int]


class Index:
    """Queries by key. Equal queries are asked once."""

    def __init__(self, queries: Iterable[Query], groups: Groups) -> None:
        self._groups = groups
        self._filed: dict[str, Filed] = {}
        self._by_key: dict[Key, list[Filed]] = defaultdict(list)
        for number, query in enumerate(queries):
            self._add(number, query)

    def _add(self, number: int, query: Query) -> None:
        words = printed(query)
        if known := self._filed.get(words):
            known.watches.append(number)
            return
        filed = self._filed[words] = Filed(query, test_of(query, self._groups), [number])
        for key in keys_of(query, self._groups):
            self._by_key[key].append(filed)

    def matching(self, facts: Facts) -> list[Filed]:
        """The queries an event matches."""
        near = {id(filed): filed for key in keys_for(facts) for filed in self._by_key.get(key, ())}
        return [filed for filed in near.values() if filed.test(facts)]


def keys_for(facts: Facts) -> list[Key]:
    """Every key an event answers to."""
    parties = ["", *facts.sides]
    return [(kind, party) for kind in ("", facts.type.value) for party in parties]
