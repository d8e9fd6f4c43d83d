"""What has begun is no plan any more: "the drills have begun; tanks will take part" tells of drills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.tense import came_about
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, Status


def with_begun(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, asserted the planned ones of which the first sentence tells that they have begun."""
    return tuple(replace(c, status=Status.ASSERTED) if _begun(c, read.first(c)) else c for c in claims)


def _begun(claim: Claim, held: Sequence[View]) -> bool:
    if claim.status is not Status.PLANNED:
        return False
    return any(came_about(verb) for view in held for word in view.events(claim.type) for verb in _begins(word))


def _begins(word: Token) -> Iterator[Token]:
    """The verbs of beginning that a word for an event is the subject, the object or the infinitive of."""
    above = [word.head] if word.dep_ in {"nsubj", "nsubjpass", "dobj", "xcomp"} else []
    below = [c for c in children(word, "relcl") if any(t.lower_ in {"that", "which"} for t in children(c, "nsubj"))]
    return (verb for verb in (*above, *below) if is_verb(verb) and _called(verb) & words("begun")["begin"])


def _called(verb: Token) -> frozenset[str]:
    return frozenset({lemma(verb), *(f"{lemma(verb)}_{c.lower_}" for c in children(verb, "prt", "advmod", "prep"))})


__all__ = ["with_begun"]
