"""Whose things and whose victims stand in what an event came after: "shelled a base in response to a raid that killed five Kenyans"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import naming, of_before
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import minus
from bot.extract.text.view import View
from bot.model import Claim, Item, Span


def without_foregone(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights without sides hit, and without things, that only stand in what they came after."""
    return tuple(_kept(c, read.shown(c)) if c.type in FIGHTS and c.actor else c for c in claims)


def _kept(claim: Claim, held: Sequence[View]) -> Claim:
    target = tuple(t for t in claim.target if not _only_before(list(_sides(held, t)), claim))
    item = tuple(i for i in claim.item if not _only_before(list(_things(held, i)), claim))
    if len(target) == len(claim.target) and len(item) == len(claim.item):
        return claim
    spots = {Span(m.start, m.end) for i in claim.item if i not in item for _, m in _things(held, i)}
    spots |= {Span(m.start, m.end) for t in claim.target if t not in target for _, m in _sides(held, t)}
    return replace(claim, target=target, item=item, spans=minus(claim, spots, "target", "item"))


def _only_before(spots: Sequence[tuple[View, Mention]], claim: Claim) -> bool:
    return bool(spots) and all(of_before(view, m, claim) for view, m in spots)


def _sides(held: Sequence[View], side: str) -> Iterator[tuple[View, Mention]]:
    return ((v, m) for v in held for m in naming(v, side))


def _things(held: Sequence[View], item: Item) -> Iterator[tuple[View, Mention]]:
    return ((v, m) for v in held for _, m in v.of(Kind.ITEM) if str(item.category) in m.ids)


__all__ = ["without_foregone"]
