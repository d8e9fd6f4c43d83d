"""What is no background: the event that a whole story opens with, of its own day or the day before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Doc, Zone, starts
from bot.extract.confidence import SHORT
from bot.extract.text.view import View
from bot.extract.verify import MOST
from bot.model import Claim

NEAR = timedelta(days=1)
OPENING = 2  # sentences, the title counted, of which one tells it


def with_fresh(doc: Doc, claims: Sequence[Claim], _: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims, with what a whole story is about, opens with and dates of its day as its news."""
    at = starts(doc)
    whole = len(doc.story.text) >= SHORT
    return tuple(replace(c, background=False) if whole and c.background and _opens(doc, c, at) else c for c in claims)


def _opens(doc: Doc, claim: Claim, at: dict[int, int]) -> bool:
    near = claim.date is not None and abs(doc.story.published.date() - claim.date.end) <= NEAR
    told = (doc.sentences[at[span.start]] for span in claim.evidence if span.start in at)
    return claim.importance == MOST and near and any(s.zone is Zone.TITLE or s.index < OPENING for s in told)


__all__ = ["with_fresh"]
