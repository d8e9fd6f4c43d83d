"""Which of a report's sentences stands in its alert."""

from __future__ import annotations

import re

from bot.alert.names import name_of
from bot.alert.stamps import unstamped
from bot.model import Claim, Report, Span

OWN = frozenset({"actor", "target", "item", "casualties", "money"})
ENOUGH = 2  # of these that another sentence must have
# What adds to the news is not the news; a second thing in its own sentence ("and has also") is.
ADDS = re.compile(r"(?P<before>(?:[\w'’-]+\W+){0,3})\balso\b", re.IGNORECASE)
JOINED = re.compile(r"\b(?:and|but|while|who|which|that|as|where)\b", re.IGNORECASE)


def quote_of(report: Report) -> str:
    """The sentence that says it, from its first own word on; the headline where nothing else says it.

    A sentence that only adds to one before it gives way to that one, one that names nothing of the claim to one that names more of it.
    """
    claim, title = report.claim, report.title
    said = _fuller(claim, title, claim.said(title))
    if not _adds(said):
        return unstamped(said) or title
    before = [quote for quote in claim.quotes[: claim.quotes.index(said)] if not _adds(quote)]
    return unstamped(next((quote for quote in before if quote != title), next(iter(before), said)))


def _fuller(claim: Claim, title: str, said: str) -> str:
    """The sentence chosen; where it has neither doer nor hit, things, toll or sum of the claim, the one that has most of these."""
    held = {quote: _named(claim, span) for span, quote in zip(claim.evidence, claim.quotes, strict=False) if quote != title}
    names = (re.escape(name_of(side, (said,))) for side in (*claim.actor, *claim.target))
    if held.get(said, 1) or any(re.search(rf"\b{name}\b(?!['’]s)", said) for name in names):
        return said
    best = max(held, key=held.__getitem__)
    return best if held[best] >= ENOUGH else said


def _named(claim: Claim, sentence: Span) -> int:
    """How many of a claim's own things were read from a sentence."""
    spans = (spans for slot, spans in claim.spans if slot in OWN)
    return sum(any(sentence.start <= span.start < sentence.end for span in mine) for mine in spans)


def _adds(sentence: str) -> bool:
    found = ADDS.search(sentence)
    return found is not None and not JOINED.search(found["before"])
