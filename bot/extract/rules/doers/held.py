"""Whose boats are held had come too near: "Oman seized two Chadian boats that it says were trespassing" is an incursion of Chad's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import FLAT, NOBODY
from bot.extract.rules.doers.entered import enterings
from bot.extract.rules.grammar import doers, doing, things
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.tree import conjuncts, is_verb, lemma
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType


def with_held(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The incursions of who seizes or frees another's boats and men, as incursions of that other's."""
    return tuple(_turned(c, read.shown(c)) if c.type is ClaimType.INCURSION and c.status in FLAT else c for c in claims)


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    other = set(claim.target) - NOBODY
    told = [pair for view in held for pair in _takings(view)] if len(claim.actor) == len(other) == 1 else []
    # Who "they" are that entered is the question; a name answers it.
    entered = {i for v in held for e in enterings(v) for i in v.sides([s for s in doing(e) if s.lower_ not in PRONOUNS])}
    if not any(claim.actor[0] in who - entered and other <= whose for who, whose in told):
        return claim
    swapped = {"actor": "target", "target": "actor"}
    spans = tuple((swapped.get(name, name), spots) for name, spots in claim.spans)
    return replace(claim, actor=tuple(other), target=claim.actor, spans=spans)


def _takings(view: View) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Who seizes or frees, and whose what is seized is, by each verb of it."""
    for verb in view.tokens:
        if is_verb(verb) and lemma(verb) in words("held")["takes"]:
            who = doers(view, verb)
            yield who, view.sides([c for t in things(verb) for c in conjuncts(t)]) - who


__all__ = ["with_held"]
