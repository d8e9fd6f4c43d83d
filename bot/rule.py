"""Edge: what an operator rules on events, kept for ever, and what the channels are told of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot import alert, merge
from bot.errors import BadInput
from bot.model import Alert, Event
from bot.store import Store
from bot.store.ruling import Ruling
from bot.watch.severity import Scale, rating_of


def join(store: Store, kept: str, other: str, now: datetime, who: str) -> Event:
    """Makes two events one: `kept` with all reports of `other`, whose message points there; the one that channels know goes on.

    Ids may be cut short.
    """
    with store.rulings.open() as ruling:
        event, left = _named(ruling, kept), _named(ruling, other)
        if event.id == left.id:
            raise BadInput(f"{kept} and {other} are one event already")
        event, left = (left, event) if left.alerted and not event.alerted else (event, left)
        note = f"{who} joined it with: {alert.headline_of(left)}"
        whole, left = merge.joined(event, left, now, who)
        told = [alert.joined(left, whole, whole.reports[-1])] if left.alerted and whole.reports else []
        changed = alert.edited(whole, note)
        ruling.keep((whole, left), [*told, *([changed] if changed else [])], now)
    return whole


def split(store: Store, from_: str, reports: Collection[str], now: datetime, who: str, scale: Scale | None = None) -> tuple[Event, Event]:
    """Takes reports out of an event into one of their own, told if they are news; neither takes the other's in again."""
    with store.rulings.open() as ruling:
        event = _named(ruling, from_)
        old, new = merge.split(event, _reports(event, reports), now, who)
        if old is new:
            raise BadInput(f"{from_} has no reports beside those: name some of its reports, not all")
        first, new = alert.parted(new, now)
        changed = alert.edited(old, f"{who} split off {len(new.reports)} report{'' if len(new.reports) == 1 else 's'}")
        ruling.keep((old, new), _rated((changed, first), (old, new), scale), now)
    return old, new


def _rated(alerts: Sequence[Alert | None], events: Sequence[Event], scale: Scale | None) -> list[Alert]:
    by = {event.id: event for event in events}
    told = [one for one in alerts if one is not None]
    return [replace(one, severity=rating_of(by[one.event], scale).severity.value) for one in told] if scale else told


def _named(ruling: Ruling, beginning: str) -> Event:
    found = ruling.named(beginning) if beginning else []
    if len(found) != 1:
        raise BadInput(f"no event {beginning!r} in this store" if not found else f"{beginning!r} begins the id of more than one event")
    if found[0].merged_into:
        raise BadInput(f"{found[0].id} was joined to {found[0].merged_into}: name that one")
    return found[0]


def _reports(event: Event, named: Collection[str]) -> set[str]:
    """The ids of the reports meant, each by how its id begins."""
    meant = {name: [report.id for report in event.reports if name and report.id.startswith(name)] for name in named}
    for name, found in meant.items():
        if len(found) != 1:
            raise BadInput(f"{'no report' if not found else 'more than one report'} of {event.id} begins with {name!r}")
    return {found[0] for found in meant.values()}
