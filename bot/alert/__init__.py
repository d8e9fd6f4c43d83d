"""What a channel is told of a decision, and how loudly. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.alert.edits import MOVED, edited
from bot.alert.gather import gathered
from bot.alert.shape import alert_for, headline_of, tally
from bot.alert.twins import twins
from bot.model import NEGATIVE, Alert, AlertKind, Change, Claim, Decision, Event, Report, Show, Status

__all__ = ["alert_of", "alerts_of", "edited", "gathered", "headline_of", "joined", "parted", "tally", "twins"]

QUIET = timedelta(minutes=30)
PARTED = timedelta(hours=6)  # what stood longer is nobody's news any more
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
LEADING, SURE, OWN = 3, 0.9, 0.6  # what a denial must be to be told by itself; the chance of what a doer denies of himself
# Within the quiet time after a push an admission still stands in the thread; the rest waits in the edited message.
QUIETER = MappingProxyType({Change.ADMITTED: Show.REPLY})
LOUD = frozenset({Change.CORRECTED, Change.WITHDRAWN, Change.DENIED})


def alerts_of(decision: Decision, now: datetime) -> tuple[tuple[Alert, ...], tuple[Event, ...]]:
    """The messages for a decision and every event it touched.

    What was parted from a told event is told too, for no message stands for it; where one went into another, its message says so; where
    reports moved to or from one, its message is edited to the links that it has now.
    """
    others = {other.id: other for other in decision.also if other.id != decision.event.id}
    each = [*(_aside(other, decision, now) for other in others.values()), _own(decision, now)]
    return tuple(alert for alert, _ in each if alert is not None), tuple(event for _, event in each)


def _own(decision: Decision, now: datetime) -> tuple[Alert | None, Event]:
    alert, event = alert_of(decision, now)
    if alert is None and event.id in decision.anew:
        alert = edited(event, MOVED)
    return alert, event


def _aside(other: Event, decision: Decision, now: datetime) -> tuple[Alert | None, Event]:
    if other.id in decision.anew:
        return edited(other, MOVED), other
    if not other.merged_into:
        return parted(other, now)
    home = next((event for event in (decision.event, *decision.also) if event.id == other.merged_into), None)
    return (joined(other, home, decision.report) if other.alerted and home else None), other


def parted(event: Event, now: datetime) -> tuple[Alert | None, Event]:
    """The first message of an event that was made of reports told under another; None where it is no news any more."""
    if event.alerted is not None or event.status in NEGATIVE:
        return None, event
    fit = (r for r in event.reports if r.claim.post and not r.claim.background and not r.withdrawn and now - r.seen <= PARTED)
    report = next(fit, None)
    if report is None:
        return None, event
    return alert_of(Decision(event, Change.OPENED, report, opened=True, why=report.why), now)


def joined(left: Event, home: Event, report: Report) -> Alert:
    """The last message of an event that turned out to be another: in its thread, where that one is told."""
    note = f"one event with: {headline_of(home)}"
    return alert_for(Decision(left, Change.OUTLET, report, note=note), AlertKind.UPDATE, Show.REPLY)


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
    """Whether an event that nobody was told of yet deserves its first message.

    A denial that answers nothing we know does where it is a story's own news, sure, and somebody's: less sure where it is of his own doing.
    """
    report, claim = decision.report, decision.report.claim
    if not claim.post or claim.background or report.withdrawn or report.retold:
        return False
    if claim.status is Status.NEGATED and decision.event.ruled_out:
        return False  # nothing but what its own teller rules out
    return decision.event.status not in NEGATIVE or (decision.event.status is Status.DENIED and _plain(claim))


def _plain(claim: Claim) -> bool:
    least = OWN if any(s.party in claim.actor for s in claim.source) else SURE
    return claim.importance >= LEADING and claim.confidence >= least and any(s.party or s.org or s.name for s in claim.source)


def _show(decision: Decision, now: datetime) -> Show | None:
    show = SHOWN.get(decision.change)
    pushed = decision.event.pushed
    if show is None or decision.change in LOUD or pushed is None or now - pushed >= QUIET:
        return show
    return QUIETER.get(decision.change, Show.EDIT)
