"""Whose forces leave where a state puts them out: "Chad expels the French troops" is a withdrawal of France's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType

FORCES = frozenset({Category.TROOPS, Category.AIRCRAFT, Category.SHIP, Category.DRONE})


def with_expelled(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The deployments with whose forces are put out as the doers, in place of who puts them out."""
    return tuple(_righted(c, read.shown(c)) if c.type is ClaimType.DEPLOYMENT else c for c in claims)


def _righted(claim: Claim, held: Sequence[View]) -> Claim:
    theirs, hosts = next((pair for view in held for pair in _put_out(view)), (frozenset(), frozenset()))
    if not theirs or set(claim.actor) == theirs or not set(claim.actor) <= hosts | theirs:
        return claim
    return replace(claim, actor=tuple(sorted(theirs)), target=tuple(t for t in claim.target if t not in theirs))


def _put_out(view: View) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Whose forces a sentence tells to be put out, and by whom."""
    for verb in view.tokens:
        if not is_verb(verb) or lemma(verb) not in words("bystanders")["expels"]:
            continue
        things = [t for o in children(verb, "dobj") for t in conjuncts(o)]
        forces = [t for t in things if any(FORCES & set(view.doc.mentions[i].ids) for i in _items(view, t.i))]
        hosts = view.sides(subject(verb))
        theirs = frozenset(i for i in view.sides(forces) - hosts if i.isupper() or i in words("expelled")["unions"])
        if theirs:
            yield theirs, hosts


def _items(view: View, word: int) -> Iterator[int]:
    return (i for i in view.at.get(word, ()) if view.doc.mentions[i].kind is Kind.ITEM)
