"""What a claim's own sentence tells of another event: whom it answers, and where that was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, repeat

from bot.merge import places
from bot.model import Claim, Days, Span

# What stands behind these words is the event that is answered.
CUE = re.compile(
    r"\b(?:(?:revenge|retaliations?|reprisals?|responses?|answer|return)\s+(?:for|to|against|after|following)"
    r"|reveng(?:e|es|ed|ing) on|retaliat(?:e|es|ed|ing) (?:for|against|after)|respond(?:s|ed|ing)? to|answer(?:s|ed|ing)"
    r"|tied .{1,40}? to|days? after)\b",
    re.IGNORECASE,
)

# "Envoys denounce Gaza shelling": what stands before a noun of force, with nothing on whom, is where it fell.
_REACT = r"(?:celebrat|condemn|denounc|decr(?:y|ie)|prais|hail|slam|mourn|cheer|welcom|react\w* to)\w*"
FELL = re.compile(
    rf"\b(?i:{_REACT}) (?P<name>[A-Z]\w+(?: [A-Z]\w+)?) (?i:air ?strikes?|strikes?|attacks?|bombings?|shelling)\b(?! (?:on|against)\b)"
)
SAYING = r"(?:accused|announced|blamed|called|claimed|condemned|confirmed|denied|said|told|urged|vowed|warned)"
_LATE = r"\b(?i:late|overnight)(?: on)? {day}\b|\b{day},? (?i:late|night|evening|overnight)\b|(?=\b{day}\b)(?i:late|overnight) "
# "The army has shelled", "junta jets bombed": whose own forces do it is not the one struck.
FORCES = re.compile(
    r"\b(?:army|military|air force|junta|regime|(?:government|state|federal|security) forces|troops|soldiers"
    r"|(?:war)?planes?|(?:fighter |military |army )?jets?|aircraft|helicopters?|gunships?|drones?|artillery)"
    r" (?:(?:has|have|had|also|again|\w+ly) ){0,2}"
    r"(?:bombed|bombs|bombarded|struck|strikes|shelled|shells|attacked|attacks|raided|raids|pounded|pounds|strafed|dropped|drops"
    r"|opened fire|carried out|conducted|launched)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"[A-Z][\w.]+")


def asides(quote: str) -> tuple[str, str]:
    """A sentence in two: what it tells, and what stands behind its first word of answering."""
    cue = CUE.search(quote)
    return (quote[: cue.start()], quote[cue.end() :]) if cue else (quote, "")


def own_words(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Each of a claim's sentences in what it tells and what is told of another event: what is answered stands behind the word."""
    return tuple(map(_told, claim.quotes, repeat(frozenset(claim.actor))))


@lru_cache(maxsize=4_000)
def _told(quote: str, actor: frozenset[str]) -> tuple[str, str]:
    before, behind = asides(quote)
    answered = bool(behind) and bool(actor & _states(behind)) and actor.isdisjoint(_states(before))
    return (behind, before) if answered else (before, behind)


def own_places(claim: Claim) -> tuple[str, ...]:
    """The claim's places without those that its sentences name only of the other event."""
    parts = own_words(claim)
    return tuple(name for name in claim.place if not _only_aside(name, parts))


def _only_aside(name: str, parts: Sequence[tuple[str, str]]) -> bool:
    return any(name in other for _, other in parts) and not any(name in own for own, _ in parts)


def own_days(claim: Claim) -> Days | None:
    """The claim's days, unless its sentences tell them only of another event, or of when somebody spoke."""
    words = {claim_words(claim, span) for name, spans in claim.spans if name == "date" for span in spans} - {""}
    parts = own_words(claim)
    other = words and all(_only_aside(word, parts) or _spoken(word, claim.quotes) for word in words)
    return None if other else claim.date


def late(claim: Claim) -> bool:
    """Whether its one day is told as ending, which further east is the next one: "late on Tuesday", "Tuesday night"."""
    if claim.date is None or claim.date.start != claim.date.end:
        return False
    words = {claim_words(claim, span) for name, spans in claim.spans if name == "date" for span in spans} - {""}
    return any(re.search(_LATE.format(day=re.escape(word)), quote) for word in words for quote in claim.quotes)


def _spoken(word: str, quotes: tuple[str, ...]) -> bool:
    """Whether a day stands beside a word of saying: "on Sunday accused", "said on Sunday that"; not "fell on Sunday, officials said"."""
    day = re.escape(word)
    beside = re.compile(rf"(?:^{day},|{day}) (?:\w+ )?{SAYING}\b|\b{SAYING}(?: \w+)? {day}(?: that\b|,? (?:of|for)\b)")
    return any(beside.search(quote) for quote in quotes)


def claim_words(claim: Claim, span: Span) -> str:
    """The words of a claim's evidence under a span of its story."""
    for sentence, quote in zip(claim.evidence, claim.quotes, strict=False):
        if sentence.start <= span.start and span.end <= sentence.end:
            return quote[span.start - sentence.start : span.end - sentence.start]
    return ""


def struck(claim: Claim) -> tuple[str, ...]:
    """Those of a claim's doers who are named as where it fell."""
    names = [found["name"] for quote in claim.quotes for found in FELL.finditer(quote)]
    where = {places.usual(name).upper() for name in names if places.whole(name) and not name.endswith(places.ADJECTIVE)}
    return tuple(party for party in claim.actor if party in where)


def forces_strike(claim: Claim) -> bool:
    """Whether a sentence of its own says that armed forces did it, by an active verb."""
    return any(FORCES.search(quote) for quote in claim.quotes)


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
