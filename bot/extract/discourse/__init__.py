"""One claim per event and status in a story: proposals of the same event join, and what one leaves open the other fills."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Doc
from bot.extract.discourse.drafts import Draft, draft_of, kin, settled, settled_in
from bot.extract.discourse.joining import joined
from bot.extract.discourse.likeness import likeness
from bot.extract.discourse.naming import speaker_of
from bot.extract.proposal import Proposal
from bot.model import Claim, Span

EVIDENCE = 3  # sentences a claim may lean on
JOIN = 1.0  # likeness from which two drafts are one event


def merge_proposals(doc: Doc, proposals: Sequence[Proposal]) -> tuple[Claim, ...]:
    """The claims of a story from all that was proposed for its sentences."""
    drafts: list[Draft] = []
    for proposal in sorted(proposals, key=lambda p: (p.sentence, p.trigger or 0)):
        _place(doc, drafts, draft_of(doc, proposal))
    return tuple(_claim(doc, d) for d in drafts)


def _place(doc: Doc, drafts: list[Draft], new: Draft) -> None:
    ranked = sorted(((likeness(doc, old, new), -i) for i, old in enumerate(drafts)), reverse=True)
    if ranked and ranked[0][0] >= JOIN:
        at = -ranked[0][1]
        drafts[at] = joined(drafts[at], new)
    else:
        drafts.append(new)


def _claim(doc: Doc, draft: Draft) -> Claim:
    spans = tuple(_evidence(doc, i) for i in _best_sentences(draft))
    return Claim(
        type=draft.type,
        status=draft.status,
        evidence=spans,
        quotes=tuple(doc.story.cut(s) for s in spans),
        actor=draft.actor,
        target=draft.target,
        item=draft.item,
        money=draft.money,
        casualties=draft.casualties,
        date=draft.date,
        place=draft.place,
        source=draft.source,
        background=draft.background,
        importance=draft.importance,
        confidence=draft.score,
        spans=draft.spans,
    )


def _best_sentences(draft: Draft) -> tuple[int, ...]:
    return draft.sentences[:EVIDENCE]


def _evidence(doc: Doc, index: int) -> Span:
    return doc.sentences[index].said


__all__ = ["kin", "likeness", "merge_proposals", "settled", "settled_in", "speaker_of"]
