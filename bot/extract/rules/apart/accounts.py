"""Each account keeps what its own sentences tell: of two that differ in the doer, neither takes sayers, doers or arms of the other's.

As in "Oman accuses Chad of the attack" and, in the next sentence, "Chad said Oman had shelled the town".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.discourse.wording import worded
from bot.extract.families import FIGHTS, FLAT
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import named_by, spots, standing_at
from bot.extract.scorers.pools import words
from bot.model import Claim, Item, Span, Speaker, Status

TOLD = FLAT | {Status.DENIED}
SAID = ("actor", "source", "item")


def with_accounts(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks and fights without doers, sayers and arms that only another account's sentence names."""
    held = list(claims)
    for at in range(len(held)):
        for other in claims:
            if other is not claims[at] and _beside(held[at], other):
                held[at] = _own(read.doc, held[at], other)
    return tuple(held)


def _beside(claim: Claim, other: Claim) -> bool:
    """Whether two tell of such things by words of their own."""
    if not (claim.source or other.source) and {claim.status, other.status} == {Status.ASSERTED}:
        return False  # the outlet's own account
    fights = {claim.type, other.type} <= FIGHTS and {claim.status, other.status} <= TOLD
    told = bool(claim.actor and other.actor) or (claim.status is Status.DENIED) is not (other.status is Status.DENIED)
    return fights and told and not set(claim.evidence) & set(other.evidence)


def _own(doc: Doc, claim: Claim, other: Claim) -> Claim:
    """A claim without what it has from the sentences of another alone, where their doers differ by that."""
    theirs, mine = (named_by(doc, [s for s in spots(claim, "actor") if _inside(s, told)]) for told in (other.evidence, claim.evidence))
    own = tuple(a for a in claim.actor if a in mine or a not in theirs)
    actor = own if own and claim.status is not Status.DENIED else claim.actor  # who denies points back at what others told
    if set(actor) == set(other.actor) and claim.status is other.status:
        return claim
    spans = tuple((n, tuple(s for s in at if n not in SAID or not _inside(s, other.evidence)) or at) for n, at in claim.spans)
    return replace(claim, actor=actor, source=_voices(doc, claim, other), item=_arms(claim, other, actor), spans=spans)


def _voices(doc: Doc, claim: Claim, other: Claim) -> tuple[Speaker, ...]:
    at = spots(claim, "source")
    theirs, mine = (_speakers(doc, [s for s in at if _inside(s, told)]) for told in (other.evidence, claim.evidence))
    if not mine:
        return claim.source
    gone = [s for s in claim.source if _one_of(s, theirs) and not _one_of(s, mine) and _one_of(s, other.source)]
    return tuple(s for s in claim.source if s not in gone) or claim.source


def _arms(claim: Claim, other: Claim, actor: Sequence[str]) -> tuple[Item, ...]:
    if claim.status is Status.DENIED or set(actor) & set(other.actor):
        return claim.item
    left = tuple(i for i in claim.item if any(i.text in q for q in claim.quotes) or not any(i.text in q for q in other.quotes))
    return left or claim.item


def _one_of(speaker: Speaker, others: Sequence[Speaker]) -> bool:
    said = words(speaker.name) | words(speaker.org)
    return any(said <= told or told <= said for o in others if (told := words(o.name) | words(o.org)))


def _speakers(doc: Doc, at: Sequence[Span]) -> list[Speaker]:
    held = (m for m in standing_at(doc, at) if m.kind in {Kind.PARTY, Kind.PERSON})
    return [s for m in held if (s := worded(doc, m)) is not None]


def _inside(spot: Span, evidence: Sequence[Span]) -> bool:
    return any(e.start <= spot.start < e.end for e in evidence)


__all__ = ["with_accounts"]
