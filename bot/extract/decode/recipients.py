"""To whom a sentence says that arms go: "the sale of 16 drones to Kuwait"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.text.rooted import lifted, root
from bot.extract.text.tree import children, lemma, up
from bot.model import ClaimType

TO = frozenset({"to"})
FOR = frozenset({"for", "to"})
BUYS = frozenset({"buy", "purchase", "order", "acquire", "receive", "get"})
NEAR = 25  # characters from a thing to the word for its sale: "missile sale to Oman"


def recipients(doc: Doc, sentence: int) -> frozenset[str]:
    """The states and groups behind the "to" of a word for a transfer and of what is transferred."""
    held = doc.of(sentence)
    base = doc.sentences[sentence].told
    spots = {m.start - base for _, m in held if m.kind is Kind.TRIGGER and ClaimType.ARMS_TRANSFER in m.ids}
    things = [m.start - base for _, m in held if m.kind is Kind.ITEM]
    named = (m for _, m in held if m.kind is Kind.PARTY and not m.modifier and m.text[:1].isupper())
    return frozenset(i for m in named if _behind(doc, m, spots, things) or _buys(doc, m, things) for i in resolved(doc, m).ids)


def _buys(doc: Doc, mention: Mention, things: Sequence[int]) -> bool:
    """Whether somebody is told to buy or get a thing for himself: "Peru will buy eight launchers"."""
    token = root(doc, mention)
    verb = token.head if token is not None and token.dep_ == "nsubj" else None
    if verb is None or not things:
        return False
    behind = [(c, o) for c in children(verb, "prep", "dative") if c.lower_ in FOR for o in children(c, "pobj")]
    beside = any(o.pos_ == "PROPN" for _, o in behind)  # "buys missiles for Chad"
    if lemma(verb) == "sign":
        return bool(behind) and not beside and any(thing > verb.idx for thing in things)  # "signed for 12 jets"
    return lemma(verb) in BUYS and not beside and any(thing > verb.idx for thing in things)


def _behind(doc: Doc, mention: Mention, spots: set[int], things: Sequence[int]) -> bool:
    token = root(doc, mention)
    token = lifted(token) if token is not None else None
    if token is None or token.dep_ != "pobj" or token.head.lower_ not in TO:
        return False
    above = list(up(token.head))[1:4]
    sold = (*above, *children(above[0], "dobj", "nsubjpass")) if above else ()  # "cleared the sale" "to Oman"
    told = [t.idx for t in sold if t.idx in spots]
    return any(at - NEAR <= thing < token.idx for at in told for thing in things)
