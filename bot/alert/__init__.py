"""What a channel is told of a decision, and how loudly. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.alert.shape import alert_for, tally
from bot.model import Alert, AlertKind, Change, Decision, Event, Show, Status

__all__ = ["alert_of", "tally"]

QUIET = timedelta(minutes=30)
SHOWN = MappingProxyType(
    {
        Change.OUTLET: Show.EDIT,
        Change.PARTY: Show.REPLY,
        Change.REFINED: Show.REPLY,
        Change.STATUS: Show.REPLY,
        Change.DISPUTED: Show.REPLY,
        Change.REVISED: Show.BROADCAST,
        Change.DENIED: Show.BROADCAST,
        Change.ADMITTED: Show.BROADCAST,
        Change.CORRECTED: Show.BROADCAST,
        Change.WITHDRAWN: Show.BROADCAST,
    }
)
KINDS = MappingProxyType({Change.DENIED: AlertKind.DENIAL, Change.CORRECTED: AlertKind.CORRECTION, Change.WITHDRAWN: AlertKind.CORRECTION})
NEGATIVE = frozenset({Status.DENIED, Status.NEGATED})
# Within the quiet time after a push: a denial or admission still stands in the thread, the rest waits in the edited message.
QUIETER = MappingProxyType({Change.DENIED: Show.REPLY, Change.ADMITTED: Show.REPLY})
LOUD = frozenset({Change.CORRECTED, Change.WITHDRAWN})


def alert_of(decision: Decision, now: datetime) -> tuple[Alert | None, Event]:
    """The message for a decision, or None where there is nothing to tell; and the event, which remembers what was told when."""
    event = decision.event
    if event.alerted is None:
        if not _first(decision):
            return None, event
        return alert_for(decision, AlertKind.NEW, Show.POST), replace(event, alerted=now, pushed=now)
    show = _show(decision, now)
    if show is None:
        return None, event
    told = event if show is Show.EDIT else replace(event, pushed=now)
    return alert_for(decision, KINDS.get(decision.change, AlertKind.UPDATE), show), told


def _first(decision: Decision) -> bool:
    """Whether an event that nobody was told of yet deserves its first message."""
    claim = decision.report.claim
    told = claim.post and not claim.background and not decision.report.withdrawn
    return told and decision.event.status not in NEGATIVE


def _show(decision: Decision, now: datetime) -> Show | None:
    show = SHOWN.get(decision.change)
    pushed = decision.event.pushed
    if show is None or decision.change in LOUD or pushed is None or now - pushed >= QUIET:
        return show
    return QUIETER.get(decision.change, Show.EDIT)
