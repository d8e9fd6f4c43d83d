"""Nobody charges himself: of those who say so, the doer's own voice is left out where the side that was hit makes the charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Claim, Status


def without_charged(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The charges without sayers who speak for the one doer, where who was hit says so."""
    return tuple(_others(c) if c.status is Status.ALLEGED and len(c.actor) == 1 else c for c in claims)


def _others(claim: Claim) -> Claim:
    left = tuple(s for s in claim.source if s.party != claim.actor[0])
    sided = any(s.party in claim.target for s in left)
    return replace(claim, source=left) if sided and len(left) < len(claim.source) else claim
