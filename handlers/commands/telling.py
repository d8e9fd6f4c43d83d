"""An event in words: the same line wherever one is listed."""

from __future__ import annotations

from bot.alert.names import names_of
from bot.alert.shape import alert_for, lead_of
from bot.alert.words import status_word, what_of
from bot.model import Alert, AlertKind, Change, Claim, Decision, Event, Report, Show
from handlers.commands.words import Line
from handlers.wording import days


def headline_of(event: Event) -> str:
    """REPORTED · Russia → Ukraine · attack: two drones · 1 Mar 2026."""
    told = (status_word(event.status, event.flags), sides_of(event.claim), what_of(event.claim), day_of(event))
    return " · ".join(filter(None, told))


def sides_of(claim: Claim) -> str:
    """Who → whom, in names."""
    who, whom = names_of(claim.actor) or "unknown", names_of(claim.target)
    return f"{who} → {whom}" if whom else who


def day_of(event: Event) -> str:
    """The day it was, where that is told."""
    return days(event.claim.date) if event.claim.date else ""


def line_of(event: Event) -> Line:
    """An event in a list."""
    grade = f" · grade {event.grade[:2]}" if event.grade else ""
    return Line(f"{headline_of(event)} · {outlets(event.outlets)}{grade}", event=event.id)


def outlets(count: int) -> str:
    """2 outlets."""
    return f"{count} outlet{'' if count == 1 else 's'}"


def card_of(event: Event) -> Alert | None:
    """The card that alerts have, as the event stands now; None where no report of it is left."""
    report: Report | None = lead_of(event) or next(iter(event.reports), None)
    return alert_for(Decision(event, Change.NONE, report), AlertKind.NEW, Show.POST) if report else None
