"""Where an intruder came from or was bound for, and whose he is, which is not where he intruded: "while flying to Lanka from Mali"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.lexica import state_words
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import moved, spots
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Span


def with_routes(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The incursions without the ends of a route and the doer's own state as places; where none is left, with what was entered."""
    return tuple(_entered(read.doc, c, read.shown(c)) if c.type is ClaimType.INCURSION and c.place else c for c in claims)


def _entered(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    spans = spots(claim, "place")
    gone = {s for s in spans if state_words().get(doc.story.cut(s).lower()) in claim.actor or any(_end(v, s) for v in held)}
    if not gone:
        return claim
    left = tuple(s for s in spans if s not in gone) or tuple(s for v in held for s in _entry(v))[:1]
    texts = {doc.story.cut(s) for s in gone} - {doc.story.cut(s) for s in left}
    place = tuple(dict.fromkeys((*(p for p in claim.place if p not in texts), *(doc.story.cut(s) for s in left))))
    return replace(claim, place=place, spans=moved(claim, "place", left))


def _end(view: View, span: Span) -> bool:
    """Whether a place is an end of a way: "came from", "a flight from ... to", "while flying to"."""
    mention = next((m for _, m in view.of(Kind.PLACE) if (m.start, m.end) == (span.start, span.end)), None)
    token = view.head(mention) if mention is not None else None
    while token is not None and token.dep_ in {"compound", "conj", "appos"}:
        token = token.head
    if token is None or token.dep_ != "pobj" or token.head.dep_ != "prep":
        return False
    word = token.head
    while (
        word.head.dep_ in {"prep", "pobj"}
        and not is_verb(word.head)
        and lemma(word.head) not in words("routes")["came"] | words("routes")["bound"]
    ):
        word = word.head  # "from the woods to a field at Karsk"
    above = word.head
    if token.head.lower_ == "from":
        return lemma(above) in words("routes")["came"]
    aside = not is_verb(above) or above.dep_ in {"advcl", "acl", "relcl", "pcomp"}
    return token.head.lower_ in {"to", "towards", "toward", "for"} and lemma(above) in words("routes")["bound"] and aside


def _entry(view: View) -> tuple[Span, ...]:
    """The places that the verb of an incursion is done to: "breached Lankan airspace"."""
    objects: list[Token] = [o for t in view.events(ClaimType.INCURSION) for o in children(t, "dobj")]
    found = (view.mention(o, Kind.PLACE) for o in objects)
    return tuple(Span(view.doc.mentions[i].start, view.doc.mentions[i].end) for i in found if i is not None)


__all__ = ["with_routes"]
