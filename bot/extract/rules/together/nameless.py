"""Bands that a headline leaves nameless: "Rebels take Lamu" over "March 9 rebels took Lamu" is one event by one group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.families import FIGHTS
from bot.extract.lexica import lexicon
from bot.extract.rules.grammar import fighting
from bot.extract.rules.reading import Reading
from bot.model import Claim, ClaimType

KINDS = FIGHTS | {ClaimType.SEIZURE, ClaimType.INTERCEPTION, ClaimType.DEPLOYMENT}


def with_names(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with no nameless band beside a named group; in a feed item by the one group it names, each event told once."""
    told = tuple(_beside(c) for c in claims)
    return _once(tuple(_named(read.doc, c) for c in told), told) if read.short else told


def _beside(claim: Claim) -> Claim:
    """A claim of a named group and a nameless band by the group alone: both words stand for it."""
    if not set(claim.actor) & fighting():
        return claim
    return replace(claim, actor=tuple(a for a in claim.actor if a not in _bare()))


def _named(doc: Doc, claim: Claim) -> Claim:
    """A fight of a nameless band by the one group that a feed item names, where that is not hit by it."""
    if claim.type not in KINDS or not claim.actor or not set(claim.actor) <= _bare():
        return claim
    told = {i for m in doc.mentions if m.kind is Kind.PARTY and not m.modifier for i in resolved(doc, m).ids} & fighting()
    return replace(claim, actor=tuple(told)) if len(told) == 1 and not told & set(claim.target) else claim


def _once(claims: Sequence[Claim], were: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without those that were a band's, where another tells the same by the group that it is: that one is as sure as both."""
    again = {id(c): o for c, was in zip(claims, were, strict=True) if c is not was for o in claims if _same(o, c)}
    kept = (c for c in claims if id(c) not in again)
    return tuple(replace(c, confidence=max([c.confidence, *(g.confidence for g in claims if again.get(id(g)) is c)])) for c in kept)


def _same(one: Claim, other: Claim) -> bool:
    return one is not other and (one.type, one.status, one.actor) == (other.type, other.status, other.actor)


@cache
def _bare() -> frozenset[str]:
    """What bands are called where nothing says whose they are, one and many: "rebel", "militias"."""
    heads = lexicon().bands.armed
    return frozenset(f for h in heads for f in (h, f"{h}s", f"{h[:-1]}ies", f"{h[:-3]}men"))


__all__ = ["with_names"]
