"""Facts as one short text and back: a month of them is read for a rehearsal in a moment."""

from __future__ import annotations

import json
from typing import Any

from bot.model import ClaimType, Reversal, Severity
from bot.watch.facts import Facts, Interval

SETS = ("statuses", "actors", "targets", "speakers", "things", "places", "outlets")
NUMBERS = ("parties", "newsrooms", "told", "importance")
SEVERITIES = {step.value: step for step in Severity}
TYPES = {kind.value: kind for kind in ClaimType}


def packed(facts: Facts) -> str:
    """The facts but their words, which are kept apart."""
    sets = [sorted(getattr(facts, name)) for name in SETS]
    bounds = [[_open(told) for told in facts.counts], [_open(told) for told in facts.killed]]
    numbers = [getattr(facts, name) for name in NUMBERS]
    kind = " ".join(filter(None, (facts.type, facts.reversal)))
    row = [kind, facts.severity.value, facts.grade, int(facts.background), *sets, *bounds, *numbers]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _open(told: Interval) -> list[float | None]:
    return [told[0], None if told[1] == float("inf") else told[1]]


def _interval(told: list[float | None]) -> Interval:
    return (told[0] or 0.0, float("inf") if told[1] is None else told[1])


def unpacked(text: str, words: str = "") -> Facts:
    """The facts a text tells."""
    row: list[Any] = json.loads(text)
    kind, severity, grade, background, statuses, actors, targets, speakers, things, places, outlets, counts, killed, *numbers = row
    name, _, reversal = kind.partition(" ")
    return Facts(
        type=TYPES[name],
        statuses=frozenset(statuses),
        actors=frozenset(actors),
        targets=frozenset(targets),
        speakers=frozenset(speakers),
        things=frozenset(things),
        places=frozenset(places),
        outlets=frozenset(outlets),
        words=words,
        background=bool(background),
        counts=tuple(map(_interval, counts)),
        killed=tuple(map(_interval, killed)),
        parties=numbers[0],
        newsrooms=numbers[1],
        told=numbers[2],
        importance=numbers[3],
        grade=grade,
        severity=SEVERITIES[severity],
        reversal=Reversal(reversal) if reversal else None,
    )
