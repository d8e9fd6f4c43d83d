"""A watch tried out on what was told lately, before it is saved."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import nlargest

from bot.model import Both, Compare, Either, Is, Measure, Not, Query, Severity, Slot
from bot.watch.kinds import UNDONE
from bot.watch.match import HELD, STEPS, SURELY, Groups, members, test_of
from bot.watch.packed import unpacked

HOUR = timedelta(hours=1)
SHOWN = 5
Past = tuple[str, int, str, str]  # event, when it was first told in microseconds since 1970, packed facts, words
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a watch would have done."""

    looked_at: int
    matched: int
    busiest: int  # the most in any one hour
    pings: int  # how many were severe
    strongest: tuple[str, ...]  # event ids, the gravest first
    first: datetime | None = None  # when the first of those looked at was told

    def __str__(self) -> str:
        """In one line."""
        return f"would have posted {self.matched:,} of {self.looked_at:,}, at most {self.busiest:,} in an hour, {self.pings:,} severe"


def rehearsed(query: Query, past: Iterable[Past], groups: Groups) -> Rehearsal:
    """What a query would have posted of the past."""
    test, near, looked_at = test_of(query, groups), near_of(query, groups), 0
    first: int | None = None
    hits: list[tuple[tuple[int, int, int, int], str]] = []
    for event, at, facts_text, words in past:
        looked_at += 1
        first = at if first is None or at < first else first
        if near(facts_text) and test(facts := unpacked(facts_text, words)):
            hits.append(((STEPS[facts.severity], facts.parties, facts.importance, at), event))
    pings = sum(rank[0] == STEPS[Severity.SEVERE] for rank, _ in hits)
    strongest = tuple(event for _, event in nlargest(SHOWN, hits))
    times = (EPOCH + timedelta(microseconds=rank[3]) for rank, _ in hits)
    since = None if first is None else EPOCH + timedelta(microseconds=first)
    return Rehearsal(looked_at, len(hits), busiest(times), pings, strongest, since)


def near_of(query: Query, groups: Groups) -> Callable[[str], bool]:
    """Whether packed facts may match at all, seen from their text: most need not be read. Whatever matches is near."""
    each = [_needs(part, groups) for part in (query.parts if isinstance(query, Either) else (query,))]
    return lambda text: any(all(any(mark in text for mark in marks) for marks in needs) for needs in each)


def _needs(query: Query, groups: Groups) -> tuple[tuple[str, ...], ...]:
    """For each term that must hold, what of it stands in the text of every event it holds for."""
    parts = query.parts if isinstance(query, Both) else (query,)
    return tuple(marks for part in parts if (marks := _marks(part, groups)) is not None)


def _marks(query: Query, groups: Groups) -> tuple[str, ...] | None:
    """Pieces of text of which one must be there; None where no text tells."""
    if isinstance(query, Either):
        found = [_marks(part, groups) for part in query.parts]
        return None if None in found else tuple(mark for marks in found if marks for mark in marks)
    if isinstance(query, Is) and query.slot is Slot.TYPE:
        return tuple(f'["{UNDONE.get(kind, kind)}' for kind in query.values)  # what undoes it stands behind the kind
    if isinstance(query, Is) and query.slot in HELD and query.slot is not Slot.STATE:
        return tuple(json.dumps(value, ensure_ascii=False) for value in members(query, groups))
    if isinstance(query, Compare) and query.measure is Measure.SEVERITY:
        bound = STEPS[Severity(query.bound)]
        return tuple(f',"{step}",' for step, rank in STEPS.items() if SURELY[query.op]((rank, rank), bound))
    return None


def busiest(times: Iterable[datetime]) -> int:
    """The most moments within any one hour."""
    ordered, most, first = sorted(times), 0, 0
    for last, at in enumerate(ordered):
        while at - ordered[first] >= HOUR:
            first += 1
        most = max(most, last - first + 1)
    return most


def asks_words(query: Query) -> bool:
    """Whether a query looks into an event's words."""
    if isinstance(query, Is):
        return query.slot is Slot.SAYING
    inner = (query.part,) if isinstance(query, Not) else getattr(query, "parts", ())
    return any(map(asks_words, inner))
