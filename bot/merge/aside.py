"""What a claim's own sentence tells of another event: whom it answers, and where that was."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.merge import places
from bot.model import Claim, Days, Span

# What stands behind these words is the event that is answered.
CUE = re.compile(
    r"\b(?:(?:as |in )?(?:\w+ )?(?:revenge|retaliations?|reprisals?|responses?|answer|return)\s+(?:for|to|against|after|following)"
    r"|reveng(?:e|es|ed|ing) on|retaliat(?:e|es|ed|ing) (?:for|against|after)|respond(?:s|ed|ing)? to|answer(?:s|ed|ing)"
    r"|tied .{1,40}? to|days? after)\b",
    re.IGNORECASE,
)

SAYING = r"(?:accused|announced|blamed|called|claimed|condemned|confirmed|denied|said|told|urged|vowed|warned)"
NAMES = re.compile(r"[A-Z][\w.]+")


def asides(quote: str) -> tuple[str, str]:
    """A sentence in two: what it tells, and what stands behind its first word of answering."""
    cue = CUE.search(quote)
    return (quote[: cue.start()], quote[cue.end() :]) if cue else (quote, "")


def own_places(claim: Claim) -> tuple[str, ...]:
    """The claim's places without those that its sentences name only of the event they answer."""
    parts = [asides(quote) for quote in claim.quotes]
    return tuple(name for name in claim.place if not _only_behind(name, parts))


def _only_behind(name: str, parts: list[tuple[str, str]]) -> bool:
    return any(name in behind for _, behind in parts) and not any(name in before for before, _ in parts)


def own_days(claim: Claim) -> Days | None:
    """The claim's days, unless its sentences tell them only of what they answer, or of when somebody spoke."""
    words = {claim_words(claim, span) for name, spans in claim.spans if name == "date" for span in spans} - {""}
    parts = [asides(quote) for quote in claim.quotes]
    other = words and all(_only_behind(word, parts) or _spoken(word, claim.quotes) for word in words)
    return None if other else claim.date


def _spoken(word: str, quotes: tuple[str, ...]) -> bool:
    """Whether a day stands beside a word of saying: "on Sunday accused", "said on Sunday that"."""
    day = re.escape(word)
    beside = re.compile(rf"{day},? (?:\w+ )?{SAYING}\b|\b{SAYING}(?: \w+)? {day}(?: that\b|,? (?:of|for)\b)")
    return any(beside.search(quote) for quote in quotes)


def claim_words(claim: Claim, span: Span) -> str:
    """The words of a claim's evidence under a span of its story."""
    for sentence, quote in zip(claim.evidence, claim.quotes, strict=False):
        if sentence.start <= span.start and span.end <= sentence.end:
            return quote[span.start - sentence.start : span.end - sentence.start]
    return ""


def own_doers(claim: Claim) -> tuple[str, ...]:
    """The claim's doers without those whom it answers, where others are named that do so."""
    if len(claim.actor) < 2:
        return claim.actor
    parts = [asides(quote) for quote in claim.quotes]
    answered = {party for before, behind in parts if behind for party in _states(behind) - _states(before)}
    left = tuple(party for party in claim.actor if party not in answered)
    return left or claim.actor


@lru_cache(maxsize=4_000)
def _states(text: str) -> frozenset[str]:
    """The states that a text names, by code."""
    words = NAMES.findall(text)
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return frozenset(filter(None, map(places.state_called, (*words, *pairs))))
