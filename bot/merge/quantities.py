"""Counts as intervals: whether two figures can both be true, and how far they lie apart."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from bot.model import Amount

ABOUT = re.compile(r"\b(about|around|roughly|approximately|nearly|almost|some|close to|or so)\b", re.IGNORECASE)
OVER = re.compile(r"\b(more than|over|upwards? of|above|exceeding)\b", re.IGNORECASE)
# First match wins: "hundreds of thousands" must not read as hundreds.
VAGUE = (
    (re.compile(r"hundreds of thousands", re.IGNORECASE), 100_000.0),
    (re.compile(r"tens of thousands", re.IGNORECASE), 10_000.0),
    (re.compile(r"millions", re.IGNORECASE), 1_000_000.0),
    (re.compile(r"thousands", re.IGNORECASE), 1000.0),
    (re.compile(r"hundreds", re.IGNORECASE), 100.0),
    (re.compile(r"scores", re.IGNORECASE), 20.0),
    (re.compile(r"dozens", re.IGNORECASE), 12.0),
    (re.compile(r"\b(several|a number of)\b", re.IGNORECASE), 2.0),
)


@dataclass(frozen=True, slots=True)
class Range:
    """A closed interval of counts."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        """Whether one figure can satisfy both."""
        return self.low <= other.high and other.low <= self.high

    def within(self, other: Range) -> bool:
        """Whether this is the narrower of the two, inside the other."""
        return self.low >= other.low and self.high <= other.high

    @property
    def figure(self) -> float:
        """The one number a reader would keep: the lower bound where there is one."""
        return self.low if self.low > 0 or math.isinf(self.high) else self.high


def range_of(amount: Amount | None) -> Range | None:
    """The interval a figure stands for; None where it tells no number ("significant")."""
    if amount is None:
        return None
    low, high = amount.min, amount.max
    if low is None and high is None:
        return next((Range(least, math.inf) for words, least in VAGUE if words.search(amount.text)), None)
    if low is not None and high is not None and low == high and ABOUT.search(amount.text):
        return Range(low * 0.85, low * 1.15)
    over = low is not None and high is None and OVER.search(amount.text)
    return Range((low or 0.0) + (1.0 if over else 0.0), math.inf if high is None else high)


def shift(old: Range, new: Range) -> float:
    """How far the figure moved, as a share of the old one."""
    return abs(new.figure - old.figure) / old.figure if old.figure else math.inf


def spoken(amount: Amount | None) -> str:
    """A figure in the story's words, or from its bounds where it has none."""
    if amount is None:
        return ""
    if amount.text:
        return amount.text.lower()
    low, high = amount.min, amount.max
    if low is not None and low == high:
        return f"{low:,.0f}"
    return " to ".join(f"{bound:,.0f}" for bound in (low, high) if bound is not None)
