"""Which of a report's sentences stands in its alert."""

from __future__ import annotations

import re

from bot.model import Report

ADDS = re.compile(r"\balso\b", re.IGNORECASE)  # what adds to the news is not the news


def quote_of(report: Report) -> str:
    """The sentence that says it; where that only adds to one before it, that one; the headline where nothing else says it."""
    claim, title = report.claim, report.title
    said = claim.said(title)
    if not ADDS.search(said):
        return said or title
    before = [quote for quote in claim.quotes[: claim.quotes.index(said)] if not ADDS.search(quote)]
    return next((quote for quote in before if quote != title), next(iter(before), said))
