"""Pacts that are none: what is done "in agreement with" somebody, what falls short of one, and arms deals of a state's own: orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, host, is_verb, lemma
from bot.model import Claim, ClaimType

THINGS = frozenset({"item", "count"})


def without_unsigned(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without pacts of which every word for one is a way of speaking; a single state's arms deals as orders."""
    held = ((c, [t for v in read.shown(c) for t in v.events(ClaimType.AGREEMENT)]) for c in claims)
    kept = [(c, _bought(c, told)) for c, told in held if c.type is not ClaimType.AGREEMENT or not (told and all(map(_idle, told)))]
    orders = [new for old, new in kept if new is not old]
    return tuple(_fuller(new, claims) if new in orders else new for _, new in kept if not any(_again(new, o) for o in orders))


def _again(claim: Claim, order: Claim) -> bool:
    """Whether a claim is an order of its doer alone told as a transfer to nobody."""
    alike = claim.type is ClaimType.ARMS_TRANSFER and claim.actor == order.actor and not claim.target
    return alike and bool({s.start for s in claim.evidence} & {s.start for s in order.evidence})


def _fuller(order: Claim, claims: Sequence[Claim]) -> Claim:
    """An order with the things of the transfer that it is told as besides, where those are more."""
    best = max((c for c in claims if _again(c, order)), key=lambda c: len(c.item), default=order)
    if len(best.item) <= len(order.item):
        return order
    theirs, ours = (tuple((n, s) for n, s in c.spans if (n in THINGS) is (c is best)) for c in (best, order))
    return replace(order, item=best.item, spans=(*ours, *theirs))


def _idle(word: Token) -> bool:
    """Whether it stands in "in agreement with", "by agreement" or "short of a pact"."""
    if word.dep_ != "pobj":
        return False
    bare = not children(word, "det", "amod", "compound", "poss", "nummod")
    return (bare and word.head.lower_ in {"in", "by"}) or (word.head.lower_ == "of" and word.head.head.lower_ == "short")


def _bought(claim: Claim, told: Sequence[Token]) -> Claim:
    """A claim as an order where one state alone closes arms deals and no pact."""
    if claim.type is not ClaimType.AGREEMENT or len(claim.actor) != 1 or claim.target or not claim.actor[0].isupper() or claim.reversal:
        return claim
    named = [t for t in told if not is_verb(t)]
    deals = [t for t in named if lemma(t) in {"deal", "agreement", "contract"}]
    of_arms = any(lemma(c) in words("unsigned")["arms"] for t in deals for c in children(t, "compound", "amod", "nmod"))
    signed = len(deals) == len(named) and not any(map(_undone, deals))
    return replace(claim, type=ClaimType.PROCUREMENT) if of_arms and signed else claim


def _undone(deal: Token) -> bool:
    """Whether a deal is broken or left."""
    verb = host(deal)
    return verb is not None and lemma(verb) in words("pacts")["break"] | words("pacts")["end"]


__all__ = ["without_unsigned"]
