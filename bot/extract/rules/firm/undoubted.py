"""What nobody doubts is told as so: "there is no doubt that Chad shelled the camp" denies nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.reading import Reading
from bot.extract.status import NOTHING
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, Status

NO = frozenset({"no", "without", "nothing", "never"})


def with_undoubted(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The negated and denied claims, as told where the only "no" of their sentences is that of a doubt."""
    return tuple(_told(c) if c.status in NEGATIVE and _sure(read.shown(c)) else c for c in claims)


def _told(claim: Claim) -> Claim:
    return replace(claim, status=Status.ALLEGED if claim.source else Status.ASSERTED)


def _sure(held: Sequence[View]) -> bool:
    noes = [[_noes(t) for t in view.tokens if lemma(t) in words("undoubted")["doubt"]] for view in held]
    sure = bool(held) and all(found and all(found) for found in noes)
    return sure and not any(_other(view, frozenset().union(*found)) for view, found in zip(held, noes, strict=True))


def _noes(doubt: Token) -> frozenset[int]:
    """The words by which a doubt is denied: "no doubt", "without a doubt", "nobody doubts", "does not doubt"."""
    if is_verb(doubt):
        return frozenset(t.i for t in (*children(doubt, "neg"), *(c for c in children(doubt, "nsubj") if c.lower_ in NOTHING)))
    above = [t for t in (doubt.head,) if t.lower_ in {"without", "beyond"}]
    return frozenset(t.i for t in (*above, *(c for c in doubt.children if c.lower_ in {"no", "little"})))


def _other(view: View, near: frozenset[int]) -> bool:
    """Whether another word of a sentence says no."""
    return any(t.i not in near and (t.dep_ == "neg" or t.lower_ in NO or lemma(t) in words("undoubted")["denies"]) for t in view.tokens)


__all__ = ["with_undoubted"]
