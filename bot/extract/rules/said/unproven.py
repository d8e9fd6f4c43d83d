"""What somebody only looks for proof of nobody says: "still looking for evidence that A has used the drones"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Doc, starts
from bot.extract.status import words as status_words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View, shown
from bot.model import Claim, Status

SEEKS = frozenset({"look", "search", "seek", "wait", "await", "lack", "need", "hunt", "gather", "want"})
SAID = frozenset({Status.ASSERTED, Status.ALLEGED})


def without_unproven(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims without those of which every word for the event hangs on proof that is only looked for."""
    at = starts(doc)
    held = ((c, [t for v in shown(at, c.evidence, seen) for t in v.events(c.type)]) for c in claims)
    return tuple(c for c, told in held if c.status not in SAID or not told or not all(map(_sought, told)))


def _sought(word: Token) -> bool:
    proofs = (t for t in up(word) if t.i != word.i and lemma(t) in status_words()["evidence"] and t.i < word.i)
    return any(_looked_for(t) for t in proofs)


def _looked_for(proof: Token) -> bool:
    verb = proof.head.head if proof.dep_ == "pobj" and proof.head.lower_ in {"for", "of"} else proof.head
    return proof.dep_ in {"pobj", "dobj"} and is_verb(verb) and lemma(verb) in SEEKS and not children(verb, "neg")
