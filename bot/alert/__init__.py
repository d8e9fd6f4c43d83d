"""What a channel is told of a decision, and how loudly. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.alert.shape import alert_for, tally
from bot.model import Alert, AlertKind, Change, Decision, Event, Show, Status

__all__ = ["alert_of", "alerts_of", "tally"]

QUIET = timedelta(minutes=30)
PARTED = timedelta(days=1)  # what stood longer is nobody's news any more
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
# Within the quiet time after a push an admission still stands in the thread; the rest waits in the edited message.
QUIETER = MappingProxyType({Change.ADMITTED: Show.REPLY})
LOUD = frozenset({Change.CORRECTED, Change.WITHDRAWN, Change.DENIED})


def alerts_of(decision: Decision, now: datetime) -> tuple[tuple[Alert, ...], tuple[Event, ...]]:
    """All messages for a decision and every event it touched: what was parted from a told event is told too, for no message stands for it."""
    others = {other.id: other for other in decision.also if other.id != decision.event.id}
    each = [*(_parted(other, now) for other in others.values()), alert_of(decision, now)]
    return tuple(alert for alert, _ in each if alert is not None), tuple(event for _, event in each)


def _parted(event: Event, now: datetime) -> tuple[Alert | None, Event]:
    """The first message of an event that was made of reports told under another."""
    if event.alerted is not None or event.merged_into or event.status in NEGATIVE:
        return None, event
    fit = (r for r in event.reports if r.claim.post and not r.claim.background and not r.withdrawn and now - r.seen <= PARTED)
    report = next(fit, None)
    if report is None:
        return None, event
    return alert_of(Decision(event, Change.OPENED, report, opened=True, why=report.why), now)


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
