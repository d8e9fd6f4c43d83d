"""A ship that is sunk was struck and not seized: "Norland sank a Sudland patrol boat"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.families import FLAT
from bot.extract.rules.grammar import doing, kinds, things
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import is_verb, lemma
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType

CRAFT = frozenset({Category.SHIP, Category.SUBMARINE})


def with_sunk(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with seizures as attacks where somebody sinks a ship and no word for a seizure stands."""
    return tuple(_struck(c, read.shown(c)) if c.type is ClaimType.SEIZURE and c.status in FLAT else c for c in claims)


def _struck(claim: Claim, held: Sequence[View]) -> Claim:
    seized = any(v.events(ClaimType.SEIZURE) for v in held)
    told = [v for v in held for t in v.tokens if is_verb(t) and sinks(v, t)]
    return replace(claim, type=ClaimType.STRIKE) if told and not seized else claim


def sinks(view: View, verb: Token) -> bool:
    """Whether somebody named sinks a ship by a verb: no ship that "sank after a fire"."""
    hit = any(kinds(view, t) & CRAFT for t in things(verb))
    return lemma(verb) in words("sunk")["sink"] and hit and bool(view.sides(doing(verb)))


__all__ = ["sinks", "with_sunk"]
