"""Which kinds of mention may stand in which role."""

from __future__ import annotations

from bot.extract.candidates import Kind

PARTIES = frozenset({Kind.PARTY, Kind.PERSON, Kind.PLACE})
# Which kinds of mention may stand in which role.
MAY = {
    "actor": PARTIES,
    "target": PARTIES,
    "item": frozenset({Kind.ITEM}),
    "count": frozenset({Kind.COUNT}),
    "money": frozenset({Kind.MONEY}),
    "casualties": frozenset({Kind.CASUALTIES}),
    "date": frozenset({Kind.DATE}),
    "place": frozenset({Kind.PLACE}),
    "source": frozenset({Kind.PARTY, Kind.PERSON}),
}
