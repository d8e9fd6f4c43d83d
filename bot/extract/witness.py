"""A second witness: a whole story's title and first sentences, read alone as a feed item; what both tell is surer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Zone
from bot.extract.confidence import SHORT
from bot.extract.proposal import Proposal
from bot.model import NEGATIVE, Claim, Story

FIRST = 2  # sentences behind the title that the witness is shown
WORD = 0.7  # how much the witness counts, who has read with the same encoders; chosen on dev, 91 and 36 others


def opening(doc: Doc, claims: Sequence[Claim]) -> Story | None:
    """A whole story cut to what a feed would give of it; None where it is no longer than that, or no claim stands there."""
    story = doc.story
    if len(story.text) < SHORT:
        return None
    behind = len(story.full) - len(story.text)
    ends = [s.end for s in doc.sentences if s.zone is Zone.BODY][:FIRST]
    end = max((e for e in ends if e - behind < SHORT), default=0)
    return replace(story, text=story.text[: end - behind]) if any(e.end <= end for c in claims for e in c.evidence) else None


def seconded(claims: Sequence[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each as sure as two readings are together where the witness (`told`, offsets as in the story) tells it too."""
    return tuple(_surer(claim, [t for t in told if _same(claim, t)]) for claim in claims)


def seconds(doc: Doc, claims: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Proposal]:
    """What the witness adds to a story's claims, for who asks why."""
    at = {s.said.start: s.index for s in doc.sentences}
    for one in told:
        shared = {e.start for e in one.evidence} & {e.start for c in claims if _same(c, one) for e in c.evidence} & at.keys()
        if shared:
            yield Proposal(at[min(shared)], one.type, one.status, (), one.confidence, "title and lead alone tell it too")


def _surer(claim: Claim, told: Sequence[Claim]) -> Claim:
    doubt = min((1 - t.confidence for t in told), default=1.0)
    return replace(claim, confidence=1 - (1 - claim.confidence) * doubt**WORD)


def _same(one: Claim, other: Claim) -> bool:
    """Whether two readings tell one claim by the same doer in the same sentence, and nothing apart of who or what was hit."""
    return (
        one.type is other.type
        and (one.status in NEGATIVE) == (other.status in NEGATIVE)
        and set(one.actor) == set(other.actor)
        and _agree(one.target, other.target)
        and _agree([i.category for i in one.item], [i.category for i in other.item])
        and any(a.start == b.start for a in one.evidence for b in other.evidence)
    )


def _agree(one: Sequence[object], other: Sequence[object]) -> bool:
    return not one or not other or bool(set(one) & set(other))
