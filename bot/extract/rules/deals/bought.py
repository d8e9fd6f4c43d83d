"""Who buys supplies nobody: "the army will buy 12 jets" is an order of its own, "buys 12 jets from Norland" a delivery by Norland."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.rules.grammar import after, named
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def with_bought(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, transfers whose only doer buys as orders of his own or deliveries by the seller; none where the order is told too."""
    orders = [c for c in claims if c.type is ClaimType.PROCUREMENT]
    turned = ((c, _turned(c, read.shown(c))) for c in claims)
    return tuple(t for c, t in turned if t is c or not any(_same(t, o) for o in orders))


def _same(one: Claim, other: Claim) -> bool:
    return one.type is other.type and set(one.actor) == set(other.actor) and bool(set(one.evidence) & set(other.evidence))


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.type is not ClaimType.ARMS_TRANSFER or claim.target or not claim.actor:
        return claim
    found = [(named(v, subject(t)), named(v, [*_sellers(t)])) for v in held for t in _buys(v)]
    if not found or any(buyer != frozenset(claim.actor) for buyer, _ in found):
        return claim
    sellers = frozenset(s for _, held_ in found for s in held_) - set(claim.actor)
    spans = less(claim, "actor", "target")
    if sellers:
        return replace(claim, actor=tuple(sorted(sellers)), target=claim.actor, spans=spans)
    return replace(claim, type=ClaimType.PROCUREMENT)


def _buys(view: View) -> Iterator[Token]:
    yield from (t for t in view.tokens if is_verb(t) and lemma(t) in words("bought")["buy"] and not passive(t) and children(t, "dobj"))


def _sellers(verb: Token) -> Iterator[Token]:
    """Whom it is bought from."""
    for word in (verb, *children(verb, "dobj")):
        yield from after(word, "from")


__all__ = ["with_bought"]
