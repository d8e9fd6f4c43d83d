"""How many fell where several are counted in a row: "two nurses and three guards" are five, whichever of them is the surest number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.decode.slots import toll
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import moved, spots
from bot.extract.text.view import View
from bot.model import Casualties, Claim, Span


def with_sums(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the sum of a row of victims in place of one of its parts."""
    return tuple(_summed(c, read.shown(c)) if c.casualties is not None else c for c in claims)


def _summed(claim: Claim, held: Sequence[View]) -> Claim:
    spans = spots(claim, "casualties")
    told = [m for v in held for _, m in v.of(Kind.CASUALTIES)]
    chosen = [m for s in spans for m in told if Span(m.start, m.end) == s]  # the surest first
    sums = {m: s for m in chosen if (s := next((o for o in told if _part(m, o)), None)) is not None}
    if not sums:
        return claim
    full = [sums.get(m, m) for m in chosen]
    kept = tuple(dict.fromkeys(Span(m.start, m.end) for m in full))
    return replace(claim, casualties=toll([m.casualties for m in full]), spans=moved(claim, "casualties", kept))


def _part(one: Mention, other: Mention) -> bool:
    """Whether a number stands in a longer one that tells more of the same harm."""
    if not (other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start):
        return False
    a, b = one.casualties, other.casualties
    return a is not None and b is not None and any(x and y and y > x for x, y in zip(_least(a), _least(b), strict=True))


def _least(toll: Casualties) -> tuple[int | None, int | None]:
    return toll.killed_min, toll.wounded_min


__all__ = ["with_sums"]
