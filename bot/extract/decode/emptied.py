"""A claim without what some stretches of its story tell: how the rooms empty the slots that another event's words have filled."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.decode.places import unowned
from bot.extract.decode.slots import toll
from bot.model import Claim, Span

SLOTS = frozenset({"item", "count", "place", "target", "casualties"})


def without_spans(doc: Doc, claim: Claim, gone: Collection[Span]) -> Claim:
    """The claim without the things, numbers, places, targets and tolls that it has from some spans alone."""
    if not gone:
        return claim
    before = dict(claim.spans)
    spans = tuple((n, kept) for n, held in claim.spans if (kept := tuple(s for s in held if n not in SLOTS or s not in gone)))
    left = dict(spans)
    texts = {n: {doc.story.cut(s) for s in before.get(n, ()) if s in gone} - {doc.story.cut(s) for s in left.get(n, ())} for n in SLOTS}
    things = [replace(i, quantity=None) if i.quantity is not None and i.quantity.text in texts["count"] else i for i in claim.item]
    spots = texts["place"] | set(map(unowned, texts["place"]))
    harm = set(before.get("casualties", ())) & set(gone)
    tolls = [m.casualties for m in doc.mentions if m.kind is Kind.CASUALTIES and Span(m.start, m.end) in left.get("casualties", ())]
    aimed = named_by(doc, [s for s in before.get("target", ()) if s in gone]) - named_by(doc, left.get("target", ()))
    return replace(
        claim,
        item=tuple(i for i in things if i.text not in texts["item"]),
        place=tuple(p for p in claim.place if p not in spots),
        casualties=toll(tolls) if harm else claim.casualties,
        target=tuple(t for t in claim.target if t not in aimed),
        spans=spans,
    )


def named_by(doc: Doc, spans: Collection[Span]) -> frozenset[str]:
    """The parties that some spans name, or that own the places they name."""
    return frozenset(i for m in doc.mentions if Span(m.start, m.end) in spans for i in resolved(doc, m).ids)


__all__ = ["SLOTS", "named_by", "without_spans"]
