"""The last look: a slot without ground is emptied, a claim without substance dropped, and only what is sure is posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Doc, Zone
from bot.extract.genre import Genre, genre_of
from bot.model import Claim, ClaimType, Span, Status

POST_AT = 0.75  # confidence from which a claim is posted; chosen on dev
KEEP_AT = 0.0
OLDEST = timedelta(days=10)
SOFT = frozenset({Status.POSSIBLE})
NEEDS_ITEM = frozenset({ClaimType.MISSILE_LAUNCH, ClaimType.INTERCEPTION, ClaimType.SEIZURE, ClaimType.WEAPON_TEST})


def verified(doc: Doc, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims that hold, each marked with whether it is posted."""
    genre = genre_of(doc.story)
    kept = (_grounded(doc, c) for c in claims)
    return tuple(replace(c, post=_posted(doc, c, genre)) for c in kept if c is not None)


def _grounded(doc: Doc, claim: Claim) -> Claim | None:
    size = len(doc.story.full)
    evidence = tuple(s for s in claim.evidence if 0 <= s.start < s.end <= size)
    if not evidence or claim.confidence < KEEP_AT or not _substance(claim):
        return None
    spans = tuple((name, tuple(s for s in held if _within(s, size))) for name, held in claim.spans)
    return replace(claim, evidence=evidence, quotes=tuple(doc.story.cut(s) for s in evidence), spans=spans, place=_places(claim))


def _within(span: Span, size: int) -> bool:
    return 0 <= span.start < span.end <= size


def _substance(claim: Claim) -> bool:
    if claim.type in NEEDS_ITEM and not claim.item:
        return False
    return bool(claim.actor or claim.target or claim.casualties or claim.place)


def _places(claim: Claim) -> tuple[str, ...]:
    return claim.place


def _posted(doc: Doc, claim: Claim, genre: Genre) -> bool:
    return (
        claim.confidence >= POST_AT
        and genre is Genre.NEWS
        and not claim.background
        and claim.importance == 3
        and claim.status not in SOFT
        and bool(claim.actor)
        and _fresh(doc, claim)
        and any(doc.sentences and _leads(doc, s) for s in claim.evidence)
    )


def _fresh(doc: Doc, claim: Claim) -> bool:
    return claim.date is None or claim.date.end >= doc.story.published.date() - OLDEST


def _leads(doc: Doc, span: Span) -> bool:
    return any(s.start == span.start and (s.zone is Zone.TITLE or s.index <= 3) for s in doc.sentences)
