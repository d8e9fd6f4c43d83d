"""Gas in a mine explodes by itself: "a coal mine blast kills 46 miners" is no strike, least of all by whose mine it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.grammar import naming
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import holds, words
from bot.extract.text.tree import children, lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType


def without_accidents(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without strikes of which every sentence tells only that something exploded by itself; no blast is its owner's doing."""
    held = ((c, read.shown(c) if c.type is ClaimType.STRIKE and c.status not in NEGATIVE else []) for c in claims)
    return tuple(_owned(c, v) for c, v in held if not v or not all(map(_by_itself, v)))


def _by_itself(view: View) -> bool:
    harm = words("accidents")["blast"] | words("accidents")["harm"]
    blasts = all(lemma(t) in harm for t in view.events(ClaimType.STRIKE))
    return blasts and holds("accidents", "itself", view.sentence.text)


def _owned(claim: Claim, held: Sequence[View]) -> Claim:
    """A blast without the doer who is only told as whose place it was in: "Chad's Bosso depot blast kills nine"."""
    if len(claim.actor) != 1 or len(held) != 1:
        return claim
    view = held[0]
    heads = [h for m in naming(view, claim.actor[0]) if (h := view.head(m)) is not None]
    places = {n.i for t in view.tokens if lemma(t) in words("accidents")["blast"] for n in (t, *children(t, "compound", "nmod", "poss"))}
    if heads and all(h.dep_ == "poss" and h.head.i in places for h in heads):
        return replace(claim, actor=(), spans=less(claim, "actor"))
    return claim


__all__ = ["without_accidents"]
