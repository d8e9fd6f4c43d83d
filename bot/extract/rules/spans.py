"""Where a claim has its slots from, and a claim without what some stretches of its story tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.decode.places import unowned
from bot.extract.decode.slots import toll
from bot.model import Claim, Span, Speaker

Spans = tuple[tuple[str, tuple[Span, ...]], ...]
SLOTS = frozenset({"item", "count", "place", "target", "casualties"})


def spots(claim: Claim, slot: str) -> tuple[Span, ...]:
    """The spans that a claim has a slot from."""
    return next((spans for name, spans in claim.spans if name == slot), ())


def less(claim: Claim, *slots: str) -> Spans:
    """The spans of a claim, less those of some slots."""
    return tuple((name, spans) for name, spans in claim.spans if name not in slots)


def minus(claim: Claim, gone: Collection[Span], *slots: str) -> Spans:
    """The spans of a claim, less some of those of some slots."""
    left = ((name, tuple(s for s in spans if name not in slots or s not in gone)) for name, spans in claim.spans)
    return tuple((name, spans) for name, spans in left if spans)


def moved(claim: Claim, slot: str, to: tuple[Span, ...]) -> Spans:
    """The spans of a claim, with others in place of those of a slot that it has."""
    left = ((name, to if name == slot else spans) for name, spans in claim.spans)
    return tuple((name, spans) for name, spans in left if spans)


def with_toll(claim: Claim, told: Sequence[Mention]) -> Claim:
    """The claim with the dead and wounded that some mentions count, and no others."""
    at = tuple(Span(m.start, m.end) for m in told)
    return replace(claim, casualties=toll([m.casualties for m in told]), spans=moved(claim, "casualties", at))


def said_by(claim: Claim, who: tuple[Speaker, ...], at: tuple[Span, ...]) -> Claim:
    """The claim as said by these alone, who stand there."""
    return replace(claim, source=who, spans=(*less(claim, "source"), ("source", at)))


def without_things(doc: Doc, claim: Claim, texts: Collection[str]) -> Claim:
    """The claim without the things that are called by some words."""
    left = tuple(i for i in claim.item if i.text not in texts)
    if len(left) == len(claim.item):
        return claim
    return replace(claim, item=left, spans=minus(claim, [s for s in spots(claim, "item") if doc.story.cut(s) in texts], "item"))


def without_spans(doc: Doc, claim: Claim, gone: Collection[Span]) -> Claim:
    """The claim without the things, numbers, places, targets and tolls that it has from some spans alone."""
    if not gone:
        return claim
    before, spans = dict(claim.spans), minus(claim, gone, *SLOTS)
    left = dict(spans)
    texts = {n: {doc.story.cut(s) for s in before.get(n, ()) if s in gone} - {doc.story.cut(s) for s in left.get(n, ())} for n in SLOTS}
    things = [replace(i, quantity=None) if i.quantity is not None and i.quantity.text in texts["count"] else i for i in claim.item]
    places = texts["place"] | set(map(unowned, texts["place"]))
    harm = set(before.get("casualties", ())) & set(gone)
    tolls = [m.casualties for m in doc.mentions if m.kind is Kind.CASUALTIES and Span(m.start, m.end) in left.get("casualties", ())]
    aimed = named_by(doc, [s for s in before.get("target", ()) if s in gone]) - named_by(doc, left.get("target", ()))
    return replace(
        claim,
        item=tuple(i for i in things if i.text not in texts["item"]),
        place=tuple(p for p in claim.place if p not in places),
        casualties=toll(tolls) if harm else claim.casualties,
        target=tuple(t for t in claim.target if t not in aimed),
        spans=spans,
    )


def named_by(doc: Doc, spans: Collection[Span]) -> frozenset[str]:
    """The parties that some spans name, or that own the places they name."""
    return frozenset(i for m in standing_at(doc, spans) for i in resolved(doc, m).ids)


def standing_at(doc: Doc, spans: Collection[Span]) -> Iterator[Mention]:
    """The mentions that are some spans, in the order of the story."""
    for span in sorted(set(spans), key=lambda s: (s.start, s.end)):
        at = bisect_left(doc.mentions, span.start, key=lambda m: m.start)
        for mention in islice(doc.mentions, at, None):
            if mention.start != span.start:
                break
            if mention.end == span.end:
                yield mention
