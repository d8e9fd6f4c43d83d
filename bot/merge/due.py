"""What was announced and when it is due: expectations for a digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.merge.ladder import standing
from bot.model import AHEAD, Days, Event, LinkKind, Reversal, Status

GRACE_DAYS = 1  # a report of the last day comes the day after


class State(StrEnum):
    """Where an expectation stands."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    OVERDUE = "overdue"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Expectation:
    """An announced event, the days it is due, and how that stands."""

    event: str
    due: Days
    state: State


def expectation_of(event: Event, now: datetime) -> Expectation | None:
    """What an event's planned reports lead to expect; None where none tells a day, or the last word is that it is put off."""
    dues: list[Days] = []
    for report in standing(event.reports):
        day = report.claim.date
        if report.claim.reversal is Reversal.POSTPONED:
            dues.clear()  # what was announced before holds no more
        elif report.claim.status is Status.PLANNED and day and day.end >= report.published.date():
            dues.append(day)
    return Expectation(event.id, dues[-1], _state(event, dues[-1], now)) if dues else None  # the latest announcement stands


def _state(event: Event, due: Days, now: datetime) -> State:
    if event.status not in AHEAD or any(link.kind is LinkKind.PLANS for link in event.links):
        return State.FULFILLED
    if any(told.slot in {"denied", "doubted"} for told in event.revisions):
        return State.CONTRADICTED
    return State.OVERDUE if (now.date() - due.end).days > GRACE_DAYS else State.OPEN
