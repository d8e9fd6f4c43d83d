"""What became of what an outlet told: its record of corrections, withdrawals and denials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Event, Report

CORRECTED = frozenset({"CORRECTED", "REFILE"})
FIRM = frozenset({"denied", "denied earlier", "doubted"})


@dataclass(frozen=True, slots=True)
class Record:
    """Events an outlet told of, by what became of them; each list holds ids, the latest first."""

    events: tuple[str, ...]
    first: tuple[str, ...]  # it told of them before any other
    alone: tuple[str, ...]  # nobody else told of them
    corrected: tuple[str, ...]  # it corrected itself
    withdrawn: tuple[str, ...]  # it took its report back
    denied: tuple[str, ...]  # somebody denied or did not confirm them
    admitted: tuple[str, ...]  # the doer owned up to them


def record_of(outlet: str, events: Sequence[Event]) -> Record:
    """The record of an outlet over some events, those it did not tell of left out."""
    told = [(event, own) for event in events if (own := [report for report in event.reports if _same(report.outlet, outlet)])]
    return Record(
        events=tuple(event.id for event, _ in told),
        first=tuple(event.id for event, own in told if _first(event) in own),
        alone=tuple(event.id for event, own in told if len(own) == len(event.reports)),
        corrected=tuple(event.id for event, own in told if any(CORRECTED & set(report.marks) for report in own)),
        withdrawn=tuple(event.id for event, own in told if any(report.withdrawn for report in own)),
        denied=tuple(event.id for event, _ in told if any(change.slot in FIRM for change in event.revisions)),
        admitted=tuple(event.id for event, _ in told if any(change.slot == "admitted" for change in event.revisions)),
    )


def _first(event: Event) -> Report:
    return min(event.reports, key=lambda report: (report.published, report.seen))


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
