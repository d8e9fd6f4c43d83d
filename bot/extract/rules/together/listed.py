"""Whom a sentence names in one breath, and whom it names nowhere: all of "Chad, Mali and Niger" or none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.decode.recipients import recipients
from bot.extract.families import SUPPLY
from bot.extract.rules.grammar import SIDES
from bot.extract.rules.reading import Reading
from bot.extract.text.tree import children, conjuncts
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

AIMED = SUPPLY | {ClaimType.SANCTION}  # which have a recipient, or somebody hit
SIDED = AIMED | {ClaimType.AGREEMENT}
LEAST = 3  # parties of a list
CHOSEN = 2  # of them that were taken for one side
WHOSE = frozenset({"its", "their", "his", "her"})  # words that name no recipient
SPOTS = SIDES | {Kind.PLACE}


def with_lists(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The deals and pacts with all of a list where two of it stand on one side: fifteen of fifteen that were added are right."""
    return tuple(_whole(c, read.shown(c)) if c.type in SIDED else c for c in without_echoes(claims))


def _whole(claim: Claim, held: Sequence[View]) -> Claim:
    actor = _filled(claim.actor, claim.target, held, CHOSEN)
    return replace(claim, actor=actor, target=_filled(claim.target, actor, held, 1 if claim.type is ClaimType.SANCTION else CHOSEN))


def _filled(mine: tuple[str, ...], others: tuple[str, ...], held: Sequence[View], least: int) -> tuple[str, ...]:
    """One side with the rest of its lists; of groups and firms that are sanctioned one tells the others."""
    rows = [row for v in held for row in _rows(v) if len(set(row)) >= LEAST]
    full = [r for r in rows if len(set(r) & set(mine)) >= (least if all(i.islower() for i in r) else CHOSEN)]
    return tuple(dict.fromkeys((*mine, *(i for row in full for i in row if i not in others))))


def _rows(view: View) -> Iterator[tuple[str, ...]]:
    """The parties of each list of a sentence."""
    heads = {h.i: m for _, m in view.of(Kind.PARTY) if not m.modifier and (h := view.head(m)) is not None}
    for token in view.tokens:
        if token.dep_ != "conj" and children(token, "conj"):
            named = (heads[t.i] for t in conjuncts(token) if t.i in heads)
            yield tuple(i for m in named for i in resolved(view.doc, m).ids)


def without_echoes(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The transfers without doers who are their own recipients: three of three were none."""
    return tuple(
        replace(c, actor=tuple(a for a in c.actor if a not in c.target)) if c.type is ClaimType.ARMS_TRANSFER else c for c in claims
    )


def without_unnamed(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Deals without recipients that no sentence of the evidence names, where it names another: eleven of eleven were none.

    In a feed item, which is so short that all of it is in view, only where a sentence says to whom it sells.
    """
    held = ((c, read.shown(c)) for c in claims)
    return tuple(_here(c, v) if len(c.target) > 1 and c.type in AIMED and (not read.short or _told_to(read.doc, v)) else c for c, v in held)


def _told_to(doc: Doc, held: Sequence[View]) -> bool:
    return any(recipients(doc, v.sentence.index) for v in held)


def _here(claim: Claim, held: Sequence[View]) -> Claim:
    told = (m for v in held for _, m in v.own if m.kind in SPOTS and m.text.lower() not in WHOSE)
    named = {i for m in told for i in resolved(held[0].doc, m).ids}
    left = tuple(t for t in claim.target if t in named)
    return replace(claim, target=left) if left else claim
