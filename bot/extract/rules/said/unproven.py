"""What somebody only looks for proof of nobody says: "still looking for evidence that A has used the drones"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Doc, Kind, starts
from bot.extract.decode.units import FLAT
from bot.extract.status import words as status_words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View, shown
from bot.model import Claim

SEEKS = frozenset({"look", "search", "seek", "wait", "await", "lack", "need", "hunt", "gather", "want"})


def without_unproven(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims without those of which every word for the event hangs on proof that is only looked for."""
    at = starts(doc)
    held = ((c, _words(c, shown(at, c.evidence, seen))) for c in claims)
    return tuple(c for c, told in held if c.status not in FLAT or not told or not all(map(_sought, told)))


def _words(claim: Claim, held: Sequence[View]) -> list[Token]:
    """The words for an event, or else for the things that it is told with."""
    told = [t for v in held for t in v.events(claim.type)]
    return told or [t for v in held for _, m in v.of(Kind.ITEM) if (t := v.head(m)) is not None]


def _sought(word: Token) -> bool:
    proofs = (t for t in up(word) if t.i != word.i and lemma(t) in status_words()["evidence"] and t.i < word.i)
    return any(_looked_for(t) for t in proofs)


def _looked_for(proof: Token) -> bool:
    verb = proof.head.head if proof.dep_ == "pobj" and proof.head.lower_ in {"for", "of"} else proof.head
    return proof.dep_ in {"pobj", "dobj"} and is_verb(verb) and lemma(verb) in SEEKS and not children(verb, "neg")
