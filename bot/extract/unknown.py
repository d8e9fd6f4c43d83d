"""Attacks by nobody known, and arms from nobody named, in a feed item's headline: told where the heads are sure of the event.

"Cargo ship attacked off Norland", "Norland receives first fighter jets".
The chance of a claim knows how seldom one without a doer is right; that a headline names none because nobody knows him it cannot see.
Of 13 such on five sets of items 8 were right by their gold, and of the others four told what their headline says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Zone, resolved
from bot.extract.families import FIGHTS, NOBODY
from bot.extract.scorers import Cell
from bot.extract.tolls import accidental, harmless
from bot.model import Claim, ClaimType, Status

KINDS = FIGHTS | {ClaimType.SEIZURE, ClaimType.ARMS_TRANSFER}
TOLD_AT = 0.6  # the least chance of the event, by the heads
SURE_AT = 0.7  # the chance from which it is posted
CHANCE = 0.45  # of a claim that is posted: above the bar of feed items


def with_unknown(doc: Doc, claims: tuple[Claim, ...], cells: Sequence[Cell], loose: Callable[[], Sequence[Claim]]) -> tuple[Claim, ...]:
    """The claims of a feed item, surer of such an attack; and one more where no claim stands in the headline that tells of one."""
    titles = {s.said.start: s.index for s in doc.sentences if s.zone is Zone.TITLE}
    chances = {(c.sentence, c.type): c.score for c in cells if c.type in KINDS and c.score >= TOLD_AT and c.sentence in titles.values()}
    if not chances or accidental(doc) or harmless(doc):
        return claims

    def chance(claim: Claim) -> float:
        told = (titles[s.start] for s in claim.evidence if s.start in titles)
        return max((chances.get((i, claim.type), 0.0) for i in told if _unknown(doc, claim, i)), default=0.0)

    free = titles.keys() - {s.start for c in claims for s in c.evidence}
    more = [c for c in loose() if chance(c) and any(s.start in free for s in c.evidence)] if free else []
    return tuple(_surer(c, chance(c)) for c in (*claims, *sorted(more, key=chance)[-1:]))


def _surer(claim: Claim, chance: float) -> Claim:
    return replace(claim, confidence=max(claim.confidence, CHANCE)) if chance >= SURE_AT else claim


def _unknown(doc: Doc, claim: Claim, title: int) -> bool:
    """Whether nobody is named who may have done it: "Kyiv says the ship was wrecked" may tell of its own deed."""
    if claim.actor or not claim.target or claim.status is not Status.ASSERTED or claim.background:
        return False
    if claim.type is ClaimType.ARMS_TRANSFER and not claim.item:
        return False
    if any(t.islower() for t in claim.target if t not in NOBODY):
        return False  # who fights a group is mostly known: "reporters ride along with forces that fight it"
    named = {i for _, m in doc.of(title, Kind.PARTY) if not m.modifier for i in resolved(doc, m).ids}
    return named <= {*claim.target, *NOBODY}
