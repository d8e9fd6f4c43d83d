"""Whose make arms are says nothing of whom they were taken from: "seized 3,000 Norlandic rifles"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.rules.reading import Reading
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType

# What is a state's own wherever its name stands before it: "seized an Iranian tanker".
OWN = frozenset({Category.SHIP, Category.SUBMARINE, Category.AIRCRAFT, Category.VEHICLE, Category.DRONE, Category.TROOPS, Category.OTHER})


def without_makers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The seizures without states that are only told as the make of what was seized."""
    return tuple(_taken(c, read.shown(c)) if c.type is ClaimType.SEIZURE and c.target else c for c in claims)


def _taken(claim: Claim, held: Sequence[View]) -> Claim:
    told = {(who, made) for view in held for who, made in _told(view)}
    makers = {who for who, made in told if made} - {who for who, made in told if not made}
    return replace(claim, target=tuple(t for t in claim.target if t not in makers))


def _told(view: View) -> Iterator[tuple[str, bool]]:
    """Each party of a sentence, and whether it stands right before arms."""
    arms = {m.start for _, m in view.of(Kind.ITEM) if not OWN & set(m.ids)}
    for _, mention in view.of(Kind.PARTY):
        yield from ((who, mention.end + 1 in arms) for who in resolved(view.doc, mention).ids if not mention.modifier)


__all__ = ["without_makers"]
