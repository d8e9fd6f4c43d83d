"""What is no background: the event that a whole story opens with, of its own day or the day before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Zone
from bot.extract.rules.reading import Reading
from bot.extract.verify import MOST
from bot.model import Claim

NEAR = timedelta(days=1)
OPENING = 2  # sentences, the title counted, of which one tells it


def with_fresh(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with what a whole story is about, opens with and dates of its day as its news."""
    whole = not read.short
    return tuple(replace(c, background=False) if whole and c.background and _opens(read, c) else c for c in claims)


def _opens(read: Reading, claim: Claim) -> bool:
    near = claim.date is not None and abs(read.doc.story.published.date() - claim.date.end) <= NEAR
    told = (read.doc.sentences[i] for i in read.indices(claim))
    return claim.importance == MOST and near and any(s.zone is Zone.TITLE or s.index < OPENING for s in told)


__all__ = ["with_fresh"]
