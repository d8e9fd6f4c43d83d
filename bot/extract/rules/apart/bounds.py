"""How surely the dead are counted: a headline's flat number is "at least" that where the story's first sentence says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention, Zone
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import spots
from bot.model import Casualties, Claim, Span


def with_bounds(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the bounds of the story's first sentence on a toll that they have from the headline."""
    first = next((s.index for s in read.doc.sentences if s.zone is Zone.BODY), None)
    told = [m for _, m in read.doc.of(first, Kind.CASUALTIES)] if first is not None else []
    heads = {Span(m.start, m.end) for s in read.doc.sentences if s.zone is Zone.TITLE for _, m in read.doc.of(s.index, Kind.CASUALTIES)}
    return tuple(_bound(c, told) if c.casualties is not None and _from(c, heads) else c for c in claims)


def _from(claim: Claim, heads: set[Span]) -> bool:
    return bool(heads & set(spots(claim, "casualties")))


def _bound(claim: Claim, told: Sequence[Mention]) -> Claim:
    toll = claim.casualties or Casualties()
    held = [m.casualties for m in told if m.casualties is not None]
    if any(_opened(toll.killed_min, toll.killed_max, c.killed_min, c.killed_max) for c in held):
        toll = replace(toll, killed_max=None)
    if any(_opened(toll.wounded_min, toll.wounded_max, c.wounded_min, c.wounded_max) for c in held):
        toll = replace(toll, wounded_max=None)
    return replace(claim, casualties=toll)


def _opened(low: int | None, high: int | None, least: int | None, most: int | None) -> bool:
    """Whether a flat number is the least that is told elsewhere."""
    return low is not None and low == high == least and most is None


__all__ = ["with_bounds"]
