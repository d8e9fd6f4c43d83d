"""A first message written anew, and what is said where reports were sorted into or out of its event."""

from __future__ import annotations

from collections.abc import Container, Iterator

from bot.alert.shape import alert_for, lead_of
from bot.model import Alert, AlertKind, Change, Decision, Event, Show, firm_word

MOVED = "reports sorted anew"  # until it is known what that changed
ASKED = (
    ("actor", "who"),
    ("target", "to whom"),
    ("item", "with what"),
    ("place", "where"),
    ("date", "when"),
    ("money", "the sum"),
    ("casualties", "the killed and wounded"),
)


def edited(event: Event, note: str) -> Alert | None:
    """A told event's first message anew, nobody disturbed; None where nobody was told."""
    report = lead_of(event)
    if event.alerted is None or report is None:
        return None
    return alert_for(Decision(event, Change.OUTLET, report, note=note), AlertKind.UPDATE, Show.EDIT)


def sorting(event: Event, before: Event, known: Container[str], note: str = "") -> str:
    """What moving reports changed beside the note; `known`: the reports that other events had. The note alone where none moved."""
    went = {report.id for report in before.reports} - {report.id for report in event.reports}
    came = {report.id for report in event.reports if report.id in known}
    if not went and not came:
        return note
    whence = "to and from other events" if went and came else "to another event" if went else "here from another event"
    many = "a report" if len(went | came) == 1 else "reports"
    return "; ".join(filter(None, (note or f"{many} moved {whence}", *_changed(event, before, note))))


def _changed(event: Event, before: Event, note: str) -> Iterator[str]:
    held = [(word, bool(getattr(before.claim, slot)), bool(getattr(event.claim, slot))) for slot, word in ASKED]
    if lost := ", ".join(word for word, was, now in held if was and not now):
        yield f"no longer known: {lost}"
    gained = ", ".join(word for word, was, now in held if now and not was)
    if gained and "now known" not in note:
        yield f"now known: {gained}"
    if before.status is not event.status and "→" not in note:
        yield f"{firm_word(before.status)} → {firm_word(event.status)}"
