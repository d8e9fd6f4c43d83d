"""A first message written anew."""

from __future__ import annotations

from bot.alert.shape import alert_for, lead_of
from bot.model import Alert, AlertKind, Change, Decision, Event, Show

MOVED = "reports sorted anew"


def edited(event: Event, note: str) -> Alert | None:
    """A told event's first message anew, nobody disturbed; None where nobody was told."""
    report = lead_of(event)
    if event.alerted is None or report is None:
        return None
    return alert_for(Decision(event, Change.OUTLET, report, note=note), AlertKind.UPDATE, Show.EDIT)
