"""Which kinds of mention may stand in which role, and what a mention stands for."""

from __future__ import annotations

from bot.extract.candidates import Doc, Kind, Mention

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


def resolved(doc: Doc, mention: Mention) -> Mention:
    """The mention that a definite or pronoun stands for, where it has no ids of its own."""
    for _ in range(4):
        if mention.ids or mention.refers is None:
            return mention
        mention = doc.mentions[mention.refers]
    return mention
