"""Two sides that charge each other with breaking a pact: two charges, each by the other side, and never one that both confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc
from bot.extract.families import FLAT
from bot.extract.rules.deals.pacts import breakers
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Span, Status


def with_mirrored(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with those that hold a breach by one side and a breach by the other as two, and a charge against one as its own."""
    return tuple(part for c in claims for part in (_parted(read, c) if _mixed(c) else (c,)))


def _mixed(claim: Claim) -> bool:
    return claim.type is ClaimType.AGREEMENT and claim.status in FLAT and len(claim.evidence) > 1


def _parted(read: Reading, claim: Claim) -> tuple[Claim, ...]:
    told = [(span, _breaker(read.view(span))) for span in claim.evidence]
    sides = tuple(dict.fromkeys(who for _, who in told if who))
    if len(sides) == 1 and claim.status is Status.ALLEGED and len(claim.actor) == 2 and sides[0] in claim.actor:
        sides = (sides[0], next(a for a in claim.actor if a != sides[0]))
        return (_charge(read.doc, claim, *sides, claim.evidence),)
    if len(sides) != 2:
        return (claim,)
    return tuple(_charge(read.doc, claim, who, other, [s for s, one in told if one == who]) for who, other in (sides, sides[::-1]))


def _breaker(view: View | None) -> str:
    """The one side that a sentence says has broken a pact; "" where it names none or both."""
    who = breakers(view) if view is not None else frozenset[str]()
    return next(iter(who)) if len(who) == 1 else ""


def _charge(doc: Doc, claim: Claim, who: str, other: str, evidence: Sequence[Span]) -> Claim:
    spans = tuple(s for s in claim.evidence if s in evidence)
    sayers = tuple(s for s in claim.source if s.party != who)
    kept = less(claim, "actor", "target")
    return replace(
        claim,
        status=Status.ALLEGED,
        actor=(who,),
        target=(other,),
        source=sayers,
        evidence=spans,
        quotes=tuple(map(doc.story.cut, spans)),
        told=claim.told if claim.told in spans else None,
        spans=kept,
    )
