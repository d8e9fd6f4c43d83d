"""Which of a report's sentences stands in its alert."""

from __future__ import annotations

import re

from bot.model import Report

# What adds to the news is not the news; a second thing in its own sentence ("and has also") is.
ADDS = re.compile(r"(?P<before>(?:[\w'’-]+\W+){0,3})\balso\b", re.IGNORECASE)
JOINED = re.compile(r"\b(?:and|but|while|who|which|that|as|where)\b", re.IGNORECASE)


def quote_of(report: Report) -> str:
    """The sentence that says it; where that only adds to one before it, that one; the headline where nothing else says it."""
    claim, title = report.claim, report.title
    said = claim.said(title)
    if not _adds(said):
        return said or title
    before = [quote for quote in claim.quotes[: claim.quotes.index(said)] if not _adds(quote)]
    return next((quote for quote in before if quote != title), next(iter(before), said))


def _adds(sentence: str) -> bool:
    found = ADDS.search(sentence)
    return found is not None and not JOINED.search(found["before"])
