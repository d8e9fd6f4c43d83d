"""How many were shot down, where a story tells how many were fired: "launched 27 drones, and 24 of them were destroyed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, starts
from bot.extract.tables import words
from bot.extract.text.rooted import root
from bot.extract.text.tree import is_verb, lemma, up
from bot.extract.text.view import View, shown
from bot.model import Amount, Claim, ClaimType, Item

Figure = tuple[float | None, float | None]


def with_downed(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The interceptions with the number that was shot down in place of the number fired; things that were only fired beside them go."""
    at = starts(doc)
    return tuple(_told(c, shown(at, c.evidence, seen)) if c.type is ClaimType.INTERCEPTION and c.item else c for c in claims)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    downs = {_figure(a): a for view in held for a in _counts(view, "down")}
    only = {_figure(a) for view in held for a in _counts(view, "fired")} - downs.keys()
    if not downs or not only:
        return claim
    taken = {_figure(i.quantity) for i in claim.item if i.quantity is not None}
    free = [amount for figure, amount in downs.items() if figure not in taken]
    wrong = [i for i in claim.item if i.quantity is not None and _figure(i.quantity) in only]
    if len(free) == 1 and len(wrong) == 1:
        return replace(claim, item=tuple(replace(i, quantity=free[0]) if i in wrong else i for i in claim.item))
    left: tuple[Item, ...] = tuple(i for i in claim.item if i not in wrong)
    return replace(claim, item=left) if left and not free else claim


def _counts(view: View, way: str) -> Iterator[Amount]:
    """The numbers of what a sentence tells to be shot down, or fired."""
    for _, m in view.of(Kind.COUNT):
        token = root(view.doc, m)
        verb = next((t for t in up(token) if is_verb(t)), None) if token is not None else None
        if verb is not None and lemma(verb) in words("downed")[way] and m.amount is not None and _figure(m.amount) != (None, None):
            yield m.amount


def _figure(amount: Amount) -> Figure:
    return amount.min, amount.max
