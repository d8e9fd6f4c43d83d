"""What somebody has no proof of he does not say: "still looking for evidence that A has used it", "unable to confirm the report"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import FLAT
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.status import words as status_words
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import Claim


def without_unproven(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without those of which every word for the event hangs on proof that is only looked for."""
    heard = (_unsure(c, read.shown(c)) for c in claims)
    held = ((c, _words(c, read.shown(c))) for c in heard)
    return tuple(c for c, told in held if c.status not in FLAT or not told or not all(map(_sought, told)))


def _unsure(claim: Claim, held: Sequence[View]) -> Claim:
    """A claim without the speakers who say no more of it than that they cannot confirm it."""
    if claim.status not in FLAT or not claim.source:
        return claim
    found = [
        (view, verb)
        for view in held
        for verb in view.tokens
        if is_verb(verb) and lemma(verb) in words("unproven")["prove"] and _cannot(verb)
    ]
    unsure = frozenset[str]().union(*(view.sides(_whom(verb)) for view, verb in found))
    said = frozenset[str]().union(*(_sayers(view) for view in held if view.sentence.index not in {v.sentence.index for v, _ in found}))
    left = tuple(s for s in claim.source if not s.party or s.party not in unsure - said)
    return replace(claim, source=left) if len(left) < len(claim.source) else claim


def _whom(verb: Token) -> tuple[Token, ...]:
    """Who cannot confirm it; a headline leaves "is" out: "Oman unable to confirm"."""
    return subject(verb) or ((verb.head.head,) if verb.head.dep_ == "amod" else ())


def _cannot(verb: Token) -> bool:
    """Whether it is what somebody cannot or will not do: "could not verify", "is unable to confirm", "declined to confirm"."""
    above = verb.head
    hollow = (
        above.lower_ == "unable"
        or (above.lower_ == "able" and bool(children(above.head, "neg")))
        or lemma(above) in words("unproven")["decline"]
    )
    return bool(children(verb, "neg")) or (verb.dep_ == "xcomp" and hollow)


def _sayers(view: View) -> frozenset[str]:
    """Whoever is the subject of a verb of saying in a sentence."""
    return view.sides([s for t in view.tokens if is_verb(t) and lemma(t) in cues()["say"] for s in subject(t)])


def _words(claim: Claim, held: Sequence[View]) -> list[Token]:
    """The words for an event, or else for the things that it is told with."""
    told = [t for v in held for t in v.events(claim.type)]
    return told or [t for v in held for _, m in v.of(Kind.ITEM) if (t := v.head(m)) is not None]


def _sought(word: Token) -> bool:
    proofs = (t for t in up(word) if t.i != word.i and lemma(t) in status_words()["evidence"] and t.i < word.i)
    return any(_looked_for(t) for t in proofs)


def _looked_for(proof: Token) -> bool:
    verb = proof.head.head if proof.dep_ == "pobj" and proof.head.lower_ in {"for", "of"} else proof.head
    return proof.dep_ in {"pobj", "dobj"} and is_verb(verb) and lemma(verb) in words("unproven")["seek"] and not children(verb, "neg")
