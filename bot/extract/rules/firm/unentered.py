"""Flights and passages that crossed no border: where a story says so itself they are deployments, no incursions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, starts
from bot.extract.decode.units import FLAT
from bot.extract.tables import tables
from bot.extract.text.view import View, shown
from bot.model import Claim, ClaimType


def without_entries(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims, deployments in place of incursions that no word calls so, where the story says that no border was crossed."""
    at = starts(doc)
    if not any(re.search(p, doc.story.full) for p in _patterns("none")):
        return tuple(claims)
    return tuple(replace(c, type=ClaimType.DEPLOYMENT) if _outside(c, shown(at, c.evidence, seen)) else c for c in claims)


def _outside(claim: Claim, held: Sequence[View]) -> bool:
    """Whether sentences that hold no "no" tell of no border."""
    if claim.type is not ClaimType.INCURSION or claim.status not in FLAT or not claim.actor:
        return False
    told = [v.doc.story.full[v.sentence.told : v.sentence.end] for v in held]
    bare = [re.sub("|".join(_patterns("none")), " ", t) for t in told]
    return bool(bare) and not any(re.search(p, t) for p in _patterns("entered") for t in bare)


def _patterns(name: str) -> Iterator[str]:
    return (f"(?i:{p})" for p in tables()["unentered"][name])


__all__ = ["without_entries"]
