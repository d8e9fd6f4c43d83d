"""A state's ship that is met or driven off is not seized: "the navy intercepts a Chinese coast guard vessel"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.rules.reading import Reading
from bot.extract.tables import holds, words
from bot.extract.text.tree import is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def without_chased(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without seizures of a state's ship whose sentences only tell that it was met."""
    return tuple(c for c in claims if not _may(c) or not _only_met(read.shown(c)))


def _may(claim: Claim) -> bool:
    """Whether a state's own ship, and no cargo, was met by another's forces."""
    theirs = bool(claim.target) and all(t.isupper() for t in claim.target)
    return claim.type is ClaimType.SEIZURE and theirs and bool(claim.item) and all(holds("chased", "states", i.text) for i in claim.item)


def _only_met(held: Sequence[View]) -> bool:
    verbs = [{lemma(t) for t in v.tokens if is_verb(t) or t.pos_ == "NOUN"} for v in held]
    return bool(verbs) and all(v & words("chased")["met"] and not v & words("chased")["taken"] for v in verbs)


__all__ = ["without_chased"]
