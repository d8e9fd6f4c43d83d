"""What is another event's by its own sentence: the rockets of "Hamas fired rockets at Ashdod" are no weapon of "Israeli jets hit Rafah".

A feed item tells of two or three events side by side, each in a sentence or a headline's clause of its own. What a claim has from a
sentence that is none of its evidence, and that tells of another event, is left with that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Zone, resolved
from bot.extract.families import FIGHTS, LAUNCHES, TAKEN
from bot.extract.rules.grammar import SIDES
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import SLOTS, minus, named_by, spots, without_spans
from bot.extract.text.clauses import besides
from bot.model import NEGATIVE, Claim, ClaimType, Span

Near = Mapping[int, frozenset[int]]  # of a clause the others of its sentence
FOUGHT = FIGHTS | {ClaimType.SEIZURE}
PARTED = frozenset({"item", "place", "target"})  # which a claim that has one in its own sentences has there


def without_borrowed(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a feed item without things, numbers, places, targets and tolls of the sentences of other events.

    Nor has an attack the doer whom only the other clause of its headline names: "Clashes kill two in Lima; Kenya ships drones".
    """
    if not read.short:
        return tuple(claims)
    near = besides(read.doc)
    told = [frozenset(read.indices(c)) for c in claims]
    left = [without_spans(read.doc, c, _borrowed(read.doc, k, claims, told, near)) for k, c in enumerate(claims)]
    return tuple(_unled(read.doc, c, mine, near) for c, mine in zip(left, told, strict=True))


def _borrowed(doc: Doc, k: int, claims: Sequence[Claim], told: Sequence[frozenset[int]], near: Near) -> frozenset[Span]:
    """The spans of a claim's slots that stand in sentences of other events."""
    claim, mine = claims[k], told[k]
    others = frozenset(i for o, its in zip(claims, told, strict=True) if _apart(claim, o) for i in its) - mine
    titles = frozenset(s.index for s in doc.sentences if s.zone is Zone.TITLE)
    beside = frozenset(i for t in mine for i in near.get(t, ()) if i in titles or any(i in its for its in told)) - mine
    out = set[Span]()
    for name, spans in claim.spans:
        if name not in SLOTS or (claim.type in TAKEN and name in {"item", "target", "count"}):
            continue
        where = {s: _sentence(doc, s) for s in spans}
        own = any(i in mine for i in where.values())
        for span, i in where.items():
            if i in mine or i is None:
                continue
            held = [o for o, its in zip(claims, told, strict=True) if i in its and span in spots(o, name)]
            theirs = any(_apart(claim, o) and _theirs(claim, o, name) for o in held)
            lent = own and name == "item" and any(_fought(claim, o) for o in held)
            if theirs or lent or (own and name in PARTED and i in others | beside):
                out.add(span)
    return frozenset(out)


def _unled(doc: Doc, claim: Claim, mine: frozenset[int], near: Near) -> Claim:
    """An attack without the doers whom only the clause beside its headline names, which tells of something else."""
    spans = spots(claim, "actor")
    if claim.type not in FIGHTS or claim.status in NEGATIVE or not spans:
        return claim
    aside = frozenset(i for t in mine for i in near.get(t, ())) - mine
    named = frozenset(i for m in doc.mentions if m.sentence in mine and m.kind in SIDES for i in resolved(doc, m).ids)
    gone = frozenset(s for s in spans if _sentence(doc, s) in aside)
    lost = named_by(doc, gone) - named_by(doc, [s for s in spans if s not in gone]) - named
    if not lost & set(claim.actor):
        return claim
    return replace(claim, actor=tuple(a for a in claim.actor if a not in lost), spans=minus(claim, gone, "actor"))


def _fought(claim: Claim, other: Claim) -> bool:
    """Whether both are attacks that were made: the rockets by which one is told are none of the other's that came by jets."""
    return {claim.type, other.type} <= FIGHTS and not {claim.status, other.status} & NEGATIVE


def _theirs(claim: Claim, other: Claim, name: str) -> bool:
    """Whether what another event's own sentence tells of it is surely none of a claim's, which has nothing of the kind itself."""
    if name == "place":  # a warning's may be the launch's, too
        return {claim.type, other.type} <= FOUGHT
    return name != "target" and not (name == "item" and claim.type in LAUNCHES)  # which are nothing without what was fired


def _apart(claim: Claim, other: Claim) -> bool:
    """Whether another claim surely tells of another event: none of its doers is one of this one's, and neither is denied."""
    firm = not {claim.status, other.status} & NEGATIVE
    return firm and bool(claim.actor and other.actor) and not set(claim.actor) & set(other.actor)


def _sentence(doc: Doc, span: Span) -> int | None:
    return next((s.index for s in doc.sentences if s.told <= span.start < s.end), None)


__all__ = ["without_borrowed"]
