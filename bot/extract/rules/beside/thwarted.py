"""Attacks that were thwarted are none of those who thwarted them: "the army foiled drone attacks" tells of drones that were stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, starts
from bot.extract.decode.units import FLAT
from bot.extract.rules.grammar import doers
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View, shown
from bot.model import Category, Claim, ClaimType

FLYING = frozenset(
    {Category.DRONE, Category.MISSILE, Category.BALLISTIC_MISSILE, Category.CRUISE_MISSILE, Category.ROCKET, Category.AIRCRAFT}
)


def without_thwarted(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims without attacks by those who thwarted them; those by what flies as interceptions."""
    at = starts(doc)
    return tuple(part for c in claims for part in _parts(c, shown(at, c.evidence, seen)))


def _parts(claim: Claim, held: Sequence[View]) -> tuple[Claim, ...]:
    if claim.type is not ClaimType.STRIKE or claim.status not in FLAT or not claim.actor or not _thwarts(claim, held):
        return (claim,)
    if not any(i.category in FLYING for i in claim.item):
        return ()
    return (replace(claim, type=ClaimType.INTERCEPTION, target=()),)


def _thwarts(claim: Claim, held: Sequence[View]) -> bool:
    """Whether every word for an attack is what the claim's doers thwart."""
    words_told = [(view, word) for view in held for word in view.events(ClaimType.STRIKE)]
    marks = {(id(view), word.i) for view, word in words_told}
    told = [(v, w) for v, w in words_told if w.dep_ not in {"compound", "nmod"} or (id(v), w.head.i) not in marks]  # "bomb attack"
    return bool(told) and all(any(set(claim.actor) <= who for who in _by(view, word)) for view, word in told)


def _by(view: View, word: Token) -> Iterator[frozenset[str]]:
    """Who thwarts what a word tells of."""
    verb = word.head if word.dep_ in {"dobj", "nsubjpass"} else None
    if verb is not None and is_verb(verb) and _called(verb) & words("thwarted")["stop"]:
        yield doers(view, verb)


def _called(verb: Token) -> frozenset[str]:
    return frozenset({lemma(verb), *(f"{lemma(verb)}_{c.lower_}" for c in children(verb, "prt"))})


__all__ = ["without_thwarted"]
