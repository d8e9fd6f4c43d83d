"""How many in all, where a sentence gives them place by place: "24 drones downed: fourteen over Viken, six over Oslo" are 24."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention, Zone
from bot.extract.rules.reading import Reading
from bot.extract.text.view import View
from bot.model import Amount, Claim, Item

WHERE = frozenset({"over", "in", "above", "near", "on", "off", "at", "around", "outside"})


def with_wholes(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the number that the headline counts in place of that of one place of several."""
    return tuple(_whole(c, read.shown(c)) if c.item else c for c in claims)


def _whole(claim: Claim, held: Sequence[View]) -> Claim:
    heads = [v for v in held if v.sentence.zone is Zone.TITLE]
    parts = [p for v in held if v.sentence.zone is Zone.BODY for p in _parted(v)]
    if not heads or not parts:
        return claim
    return replace(claim, item=tuple(_told(i, heads, parts) for i in claim.item))


def _told(item: Item, heads: Sequence[View], parts: Sequence[Amount]) -> Item:
    if item.quantity is None or item.quantity not in parts:
        return item
    full = [a for v in heads for _, m in v.of(Kind.ITEM) if str(item.category) in m.ids and (a := _count(v, m)) is not None]
    more = len(full) == 1 and full[0].min is not None and full[0].min > (item.quantity.min or 0)
    return replace(item, quantity=full[0]) if more else item


def _count(view: View, thing: Mention) -> Amount | None:
    """The number that stands to a thing as its count."""
    token = view.head(thing)
    for _, m in view.of(Kind.COUNT):
        number = view.head(m)
        if token is not None and number is not None and number.dep_ == "nummod" and number.head.i == token.i:
            return m.amount
    return None


def _parted(view: View) -> list[Amount]:
    """The numbers of a sentence that tells how many there were in each of several places."""
    told = [(m, t) for _, m in view.of(Kind.COUNT) if (t := view.head(m)) is not None]
    bare = [t for _, t in told if t.dep_ != "nummod" and any(c.i > t.i and c.dep_ == "prep" and c.lower_ in WHERE for c in t.children)]
    return [m.amount for m, _ in told if m.amount is not None] if bare else []


__all__ = ["with_wholes"]
