"""Two sides that charge each other with breaking a pact: two charges, each by the other side, and never one that both confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, starts
from bot.extract.decode.units import FLAT
from bot.extract.rules.deals.pacts import breakers
from bot.extract.text.view import View, shown
from bot.model import Claim, ClaimType, Span, Status


def with_mirrored(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims, with those that hold a breach by one side and a breach by the other as two, and a charge against one as its own."""
    at = starts(doc)
    return tuple(part for c in claims for part in (_parted(doc, c, at, seen) if _mixed(c) else (c,)))


def _mixed(claim: Claim) -> bool:
    return claim.type is ClaimType.AGREEMENT and claim.status in FLAT and len(claim.evidence) > 1


def _parted(doc: Doc, claim: Claim, at: Mapping[int, int], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    told = [(span, _breaker(shown(at, (span,), seen))) for span in claim.evidence]
    sides = tuple(dict.fromkeys(who for _, who in told if who))
    if len(sides) == 1 and claim.status is Status.ALLEGED and len(claim.actor) == 2 and sides[0] in claim.actor:
        sides = (sides[0], next(a for a in claim.actor if a != sides[0]))
        return (_charge(doc, claim, *sides, claim.evidence),)
    if len(sides) != 2:
        return (claim,)
    return tuple(_charge(doc, claim, who, other, [s for s, one in told if one == who]) for who, other in (sides, sides[::-1]))


def _breaker(held: Sequence[View]) -> str:
    """The one side that a sentence says has broken a pact; "" where it names none or both."""
    who = {one for view in held for one in breakers(view)}
    return next(iter(who)) if len(who) == 1 else ""


def _charge(doc: Doc, claim: Claim, who: str, other: str, evidence: Sequence[Span]) -> Claim:
    spans = tuple(s for s in claim.evidence if s in evidence)
    sayers = tuple(s for s in claim.source if s.party != who)
    kept = tuple((n, s) for n, s in claim.spans if n not in {"actor", "target"})
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
