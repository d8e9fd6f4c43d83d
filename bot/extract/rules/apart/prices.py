"""Whose price it is: a deal has a sum, an attack has none ("struck the ship, worth $65 million"), and "$5 million each" is no deal's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less, spots
from bot.model import Claim, ClaimType, Span

PRICED = frozenset({ClaimType.ARMS_TRANSFER, ClaimType.PROCUREMENT, ClaimType.EXERCISE, ClaimType.AGREEMENT, ClaimType.SANCTION})
BEHIND = re.compile(
    r"(?i)\s(?:each\b|apiece\b|a\s?piece\b|per\s(?!cent|year|annum)[a-z]+|for (?:each|every|one)\b"
    r"|(?:a|every) (?:unit|missile|jet|round|shot|plane|tank|drone)\b)"
)
BEFORE = re.compile(
    r"(?i)\b(?:each(?:\s[\w-]+){0,3}?\s(?:costs?|costing|worth|priced at|valued at|of|for|at)|unit (?:cost|price)s?(?:\s[\w-]+){0,3}?"
    r"|(?:cost|price)s?(?:\s[\w-]+){0,2}? per [a-z]+(?:\s[\w-]+){0,2}?)"
    r"\s(?:(?:about|around|some|nearly|over|up to|at least)\s|more than\s)?$"
)

BY = re.compile(  # what a price is raised by is no price: "the cost rises by up to"
    r"(?i)\b(?:ris(?:es?|en|ing)|rose|increas\w+|grow\w*|grew|cut(?:s|ting)?|fall(?:s|en|ing)?|fell|drop\w*|exceed\w*|overr[au]n\w*|climb\w*)"
    r"(?:\s\w+)?\sby\s(?:up to|about|around|some|nearly|over|at least|more than|as much as)?\s?$"
)


def without_prices(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without sums where what they tell has no price, or where the sum is that of one thing of many."""
    return tuple(c if c.money is None or not _astray(read.doc, c) else _without(c) for c in claims)


def _astray(doc: Doc, claim: Claim) -> bool:
    return claim.type not in PRICED or any(_single(doc, s) for s in spots(claim, "money"))


def _single(doc: Doc, spot: Span) -> bool:
    full = doc.story.full
    line = full.rfind("\n", 0, spot.start) + 1
    before = full[max(line, spot.start - 80) : spot.start]
    return BEHIND.match(full, spot.end) is not None or BEFORE.search(before) is not None or BY.search(before) is not None


def _without(claim: Claim) -> Claim:
    return replace(claim, money=None, spans=less(claim, "money"))


__all__ = ["without_prices"]
