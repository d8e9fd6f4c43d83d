"""What was taken, hit or sailed out, and what only stood by: "seized rifles from two boats", "sank a landing ship"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.rules.grammar import MODIFIERS
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import minus
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import is_verb, lemma, passive, up
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType, Item, Span

CARRIERS = frozenset({Category.SHIP, Category.VEHICLE, Category.AIRCRAFT})
SUNK = frozenset({Category.SHIP, Category.SUBMARINE})
FROM = frozenset({"from", "aboard", "on", "onto", "in", "inside"})


def with_hauls(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The seizures without what carried the haul, the strikes without the ships that were hit, the drills without what others took."""
    return tuple(_left(c, read.shown(c)) if c.item else c for c in claims)


def _left(claim: Claim, held: Sequence[View]) -> Claim:
    gone = [i for i in claim.item if (spots := list(_spots(held, i))) and all(_aside(claim, i, v, t) for v, t in spots)]
    if not gone or (claim.type is not ClaimType.STRIKE and len(gone) == len(claim.item)):
        return claim
    spans = {Span(m.start, m.end) for i in gone for v in held for _, m in v.of(Kind.ITEM) if str(i.category) in m.ids}
    return replace(claim, item=tuple(i for i in claim.item if i not in gone), spans=minus(claim, spans, "item"))


def _spots(held: Sequence[View], item: Item) -> Iterator[tuple[View, Token]]:
    """The words for a thing in some sentences."""
    found = ((v, v.head(m)) for v in held for _, m in v.of(Kind.ITEM) if str(item.category) in m.ids)
    named = ((v, t.head if _before_name(t) else t) for v, t in found if t is not None)
    return ((v, t) for v, t in named if t.dep_ not in MODIFIERS)


def _before_name(thing: Token) -> bool:
    """Whether a thing stands before its own name: "seized the ship Orion"."""
    return thing.dep_ == "compound" and thing.head.pos_ == "PROPN"


def _aside(claim: Claim, item: Item, view: View, thing: Token) -> bool:
    if claim.type is ClaimType.SEIZURE:
        return item.category in CARRIERS and not _object(thing, frozenset(t.i for t in view.events(claim.type)))
    if claim.type is ClaimType.STRIKE:
        return item.category in SUNK and is_verb(thing.head) and lemma(thing.head) in words("hauls")["hit"] and _suffers(thing)
    if claim.type is ClaimType.EXERCISE:
        return _of_another(claim, view, thing)
    return False


def _object(thing: Token, events: frozenset[int]) -> bool:
    """Whether a thing, or what it is listed with, may be what an event's word takes: not who took it, nor what it was taken from."""
    while thing.dep_ == "conj" or (thing.dep_ == "pobj" and thing.head.lower_ == "of"):
        thing = thing.head if thing.dep_ == "conj" else thing.head.head  # "two of its ships"
    if thing.dep_ == "nsubj" or (thing.dep_ == "pobj" and thing.head.lower_ in FROM):
        return False
    return thing.dep_ not in {"dobj", "nsubjpass"} or thing.head.i in events


def _suffers(thing: Token) -> bool:
    return thing.dep_ == "dobj" or (thing.dep_ == "nsubjpass" and passive(thing.head))


def _of_another(claim: Claim, view: View, thing: Token) -> bool:
    """Whether a thing is what an event of another type is done to: "tension over the capture of three ships"."""
    above = next((t for t in up(thing) if t.i != thing.i and t.dep_ != "prep"), None)
    if thing.dep_ != "pobj" or thing.head.lower_ != "of" or above is None:
        return False
    told = [m for _, m in view.of(Kind.TRIGGER) if view.mention(above, Kind.TRIGGER) is not None and view.start(above) == m.start]
    return bool(told) and not any(claim.type in m.ids for m in told)


__all__ = ["with_hauls"]
