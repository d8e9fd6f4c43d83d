"""To whom a sentence says that arms go: "the sale of 16 drones to Kuwait"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.text.rooted import lifted, root
from bot.extract.text.tree import children, up
from bot.model import ClaimType

TO = frozenset({"to"})
NEAR = 25  # characters from a thing to the word for its sale: "missile sale to Oman"


def recipients(doc: Doc, sentence: int) -> frozenset[str]:
    """The states and groups behind the "to" of a word for a transfer and of what is transferred."""
    held = doc.of(sentence)
    base = doc.sentences[sentence].told
    spots = {m.start - base for _, m in held if m.kind is Kind.TRIGGER and ClaimType.ARMS_TRANSFER in m.ids}
    things = [m.start - base for _, m in held if m.kind is Kind.ITEM]
    named = (m for _, m in held if m.kind is Kind.PARTY and not m.modifier and m.text[:1].isupper())
    return frozenset(i for m in named if _behind(doc, m, spots, things) for i in resolved(doc, m).ids)


def _behind(doc: Doc, mention: Mention, spots: set[int], things: Sequence[int]) -> bool:
    token = root(doc, mention)
    token = lifted(token) if token is not None else None
    if token is None or token.dep_ != "pobj" or token.head.lower_ not in TO:
        return False
    above = list(up(token.head))[1:4]
    sold = (*above, *children(above[0], "dobj", "nsubjpass")) if above else ()  # "cleared the sale" "to Oman"
    told = [t.idx for t in sold if t.idx in spots]
    return any(at - NEAR <= thing < token.idx for at in told for thing in things)
