"""A watch tried out on what was told lately, before it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest

from bot.model import Query, Severity
from bot.watch.match import STEPS, Groups, test_of
from bot.watch.packed import unpacked

HOUR = timedelta(hours=1)
SHOWN = 5
Past = tuple[str, datetime, str, str]  # event, when it was first told, packed facts, words


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a watch would have done."""

    looked_at: int
    matched: int
    busiest: int  # the most in any one hour
    pings: int  # how many were severe
    strongest: tuple[str, ...]  # event ids, the gravest first

    def __str__(self) -> str:
        """In one line."""
        return f"would have posted {self.matched:,} of {self.looked_at:,}, at most {self.busiest:,} in an hour, {self.pings:,} severe"


def rehearsed(query: Query, past: Iterable[Past], groups: Groups) -> Rehearsal:
    """What a query would have posted of the past."""
    test, looked_at = test_of(query, groups), 0
    hits: list[tuple[tuple[int, int, int, datetime], str]] = []
    for event, at, facts_text, words in past:
        looked_at += 1
        facts = unpacked(facts_text, words)
        if test(facts):
            hits.append(((STEPS[facts.severity], facts.parties, facts.importance, at), event))
    pings = sum(rank[0] == STEPS[Severity.SEVERE] for rank, _ in hits)
    strongest = tuple(event for _, event in nlargest(SHOWN, hits))
    return Rehearsal(looked_at, len(hits), busiest([rank[3] for rank, _ in hits]), pings, strongest)


def busiest(times: Iterable[datetime]) -> int:
    """The most moments within any one hour."""
    ordered, most, first = sorted(times), 0, 0
    for last, at in enumerate(ordered):
        while at - ordered[first] >= HOUR:
            first += 1
        most = max(most, last - first + 1)
    return most
