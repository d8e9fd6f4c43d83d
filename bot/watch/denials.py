"""An event and what denies it as one item: two messages of one dispute are not two events. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.model import Alert, AlertKind, Status

Denied = Mapping[str, Sequence[str]]  # a denial's event -> the events that it denies
NOTHING: Denied = MappingProxyType({})


def told_once(alerts: Iterable[Alert], denied: Denied) -> tuple[Alert, ...]:
    """Alerts without the denials that stand beside what they deny: its own alert says who denies it, and links to both."""
    each = {alert.event: alert for alert in alerts}
    for key, denial in list(each.items()):
        meant = [event for event in denied.get(key, ()) if event in each and event != key]
        each |= {event: _with(each[event], denial) for event in meant}
        if meant:
            del each[key]
    return tuple(each.values())


def restored(alert: Alert) -> Alert:
    """A denial's message in the words of what it denies: who denies it stands in the change."""
    now = alert.standing
    if alert.kind is not AlertKind.DENIAL or now is None:
        return alert
    return replace(alert, headline=now.headline, quote=now.quote, quote_outlet=now.quote_outlet)


def _with(event: Alert, denial: Alert) -> Alert:
    verb = "denied" if denial.status is Status.DENIED else "not confirmed"
    said = f"{verb} by {denial.speaker or denial.who}"
    told = f"{verb} by" in event.change  # its own message said so already
    return replace(
        event,
        kind=AlertKind.DENIAL,
        change=event.change if told else "; ".join(filter(None, (event.change, said))),
        links=tuple(dict.fromkeys((*event.links, *denial.links))),
        party_ids=tuple(dict.fromkeys((*event.party_ids, *denial.party_ids))),
    )
