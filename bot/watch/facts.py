"""What a query can ask of an event: its slots as sets and intervals, made once an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from bot.model import Amount, Claim, ClaimType, Event, Reversal, Severity, Status, word_of
from bot.watch.kinds import WIDER
from bot.watch.vocabulary import Line, normal

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Facts:
    """An event as queries see it. Every set is of ids; an empty one is an untold slot, which no positive term matches."""

    type: ClaimType
    statuses: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    speakers: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]
    outlets: frozenset[str]
    words: str  # normal text between spaces
    background: bool
    counts: tuple[Interval, ...]
    killed: tuple[Interval, ...]
    parties: int
    newsrooms: int
    told: int  # outlets
    importance: int
    grade: str
    severity: Severity
    reversal: Reversal | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """Its type, and what undoes it where that is told."""
        return frozenset({self.type.value, *((word_of(self.type, self.reversal),) if self.reversal else ())})

    @property
    def sides(self) -> frozenset[str]:
        """Actors and targets."""
        return self.actors | self.targets


def facts_of(event: Event, severity: Severity, line: Line, *, words: bool = True) -> Facts:
    """An event's facts; `line` tells what holds a place. Words cost as much as all the rest: leave them out where none are asked for."""
    claim, standing = event.claim, [report for report in event.reports if not report.withdrawn]
    speakers = (speaker.party for one in (claim, *(report.claim for report in standing)) for speaker in one.source)
    return Facts(
        type=event.type,
        statuses=_statuses(event),
        actors=frozenset(claim.actor),
        targets=frozenset(claim.target),
        speakers=frozenset(filter(None, speakers)),
        things=frozenset(_things(claim)),
        places=frozenset(holder for place in claim.place for holder in line(place)),
        outlets=frozenset(normal(report.outlet) for report in standing),
        words=_words([claim, *(report.claim for report in standing)], (report.title for report in standing)) if words else "",
        background=claim.background,
        counts=tuple(bounds for item in claim.item if (bounds := _bounds(item.quantity))),
        killed=_killed(claim),
        parties=event.parties,
        newsrooms=event.newsrooms,
        told=event.outlets,
        importance=claim.importance,
        grade=event.grade[:2],
        severity=severity,
        reversal=claim.reversal,
    )


def _statuses(event: Event) -> frozenset[str]:
    """Its own status, and denied where somebody denies it."""
    denied = any(flag.startswith("DENIED") for flag in event.flags)
    return frozenset({event.status.value, *((Status.DENIED.value,) if denied else ())})


def _things(claim: Claim) -> Iterable[str]:
    for item in claim.item:
        yield from filter(None, (item.category.value, WIDER.get(item.category), item.model))


def _bounds(amount: Amount | None) -> Interval | None:
    """What a count surely lies between; a vague one tells nothing."""
    if amount is None or (amount.min is None and amount.max is None):
        return None
    return (0.0 if amount.min is None else amount.min, inf if amount.max is None else amount.max)


def _killed(claim: Claim) -> tuple[Interval, ...]:
    toll = claim.casualties
    if toll is None or (toll.killed_min is None and toll.killed_max is None):
        return ()
    return ((toll.killed_min or 0, inf if toll.killed_max is None else toll.killed_max),)


def _words(claims: Iterable[Claim], titles: Iterable[str]) -> str:
    told = [part for claim in claims for part in (*claim.quotes, *(item.text for item in claim.item))]
    return f" {' | '.join(dict.fromkeys(_plain(text) for text in (*told, *titles)))} "


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in normal(text)).split())
