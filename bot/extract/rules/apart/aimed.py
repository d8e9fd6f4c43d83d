"""Whom a missile in a test or drill was fired at: "near the Danish frigate"; seldom anybody, and nobody by falling outside his waters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.grammar import MODIFIERS, words_for
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import up
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

AT = frozenset({"at", "near", "toward", "towards", "against", "beside", "past", "within"})
CLOSE = frozenset({"close", "next", "opposite"})  # with "to"
INSIDE = frozenset({"in", "into", "inside", "onto", "on"})


def without_unaimed(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The launches without targets whom no sentence of their evidence shows as fired at or hit."""
    return tuple(_aimed(c, read.shown(c)) if c.type is ClaimType.MISSILE_LAUNCH and c.target and c.evidence else c for c in claims)


def _aimed(claim: Claim, held: Sequence[View]) -> Claim:
    return replace(claim, target=tuple(t for t in claim.target if any(_hit(spot) for view in held for spot in words_for(view, t))))


def _hit(spot: Token) -> bool:
    """Whether a word, or the thing it is a part of, is what something was fired at or came down in."""
    noun = next((t for t in (spot, *up(spot)) if t.dep_ not in MODIFIERS), spot)
    if noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in words("aimed")["hit"]
    if noun.dep_ != "pobj":
        return False
    prep = noun.head
    if prep.lower_ in INSIDE:
        return prep.head.lemma_.lower() in words("aimed")["hit"]
    return prep.lower_ in AT or (prep.lower_ == "to" and prep.head.lower_ in CLOSE)
