"""Which of a report's sentences stands in its alert, and which of its speakers gave its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Claim, Report, Speaker

ADDS = re.compile(r"\balso\b", re.IGNORECASE)  # what adds to the news is not the news


def quote_of(report: Report) -> str:
    """The sentence that says it; where that only adds to one before it, that one; the headline where nothing else says it."""
    claim, title = report.claim, report.title
    said = claim.said(title)
    if not ADDS.search(said):
        return said or title
    before = [quote for quote in claim.quotes[: claim.quotes.index(said)] if not ADDS.search(quote)]
    return next((quote for quote in before if quote != title), next(iter(before), said))


def tellers(claim: Claim) -> tuple[Speaker, ...]:
    """Who says it; of a toll without the other side, which is named only in sentences that do not count the dead."""
    tolls = [span.start for name, spans in claim.spans if name == "casualties" for span in spans]
    count = [quote for at, quote in zip(claim.evidence, claim.quotes, strict=False) if any(at.start <= toll < at.end for toll in tolls)]
    sides = {speaker.party for speaker in claim.source if _named(speaker, count)}
    if not all(sides):
        return claim.source
    return tuple(s for s in claim.source if not sides or not s.party or s.party in sides or not _named(s, claim.quotes))


def _named(speaker: Speaker, sentences: Sequence[str]) -> bool:
    names = [name for name in (speaker.name, speaker.org) if name]
    return any(name in sentence for name in names for sentence in sentences)
