"""Alerts put into the outbox: a delivery to each destination that is open to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.model import Alert, Destination, Show
from bot.store.closing import SHUT, TRIED
from bot.store.codec import ALERT, digest
from bot.store.engine import put
from bot.store.tables import alert, delivery, destination


@dataclass(frozen=True, slots=True)
class Shown:
    """How an alert appears at one destination, and whom it calls there."""

    show: Show
    ping: str = ""
    call: str = ""  # whom it would call, once two people agree


# The destinations of an alert, of those open or tried again, and those its event was posted to; None: as where there is no plan.
Plan = Callable[[Alert, Sequence[str], frozenset[str]], Mapping[str, Shown] | None]


def put_alerts(connection: Connection, alerts: Sequence[Alert], now: datetime, plan: Plan | None = None) -> int:
    """A delivery of each alert to each open destination; what is not a post goes only where its event was posted.

    A `plan` chooses among the destinations, and how the alert is shown at each.
    """
    return sum(_put_alert(connection, one, now, plan) for one in alerts)


def _put_alert(connection: Connection, one: Alert, now: datetime, plan: Plan | None) -> int:
    row = {"event": one.event, "revision": one.revision, "kind": str(one.kind), "made": now, "body": ALERT.text(one)}
    put(connection, alert, [row], keep=True)
    already = _already(connection, one)
    planned = plan(one, _open_destinations(connection), _posted(connection, one)) if plan else None
    chosen = _everywhere(connection, one) if planned is None else planned
    fresh = [place for place in chosen if place not in already]
    put(connection, delivery, [delivery_row(one, place, now, chosen[place]) for place in fresh], keep=True)
    connection.execute(update(destination).where(destination.c.id.in_(fresh)).values(open=destination.c.open + 1))
    return len(fresh)


def _everywhere(connection: Connection, one: Alert) -> dict[str, Shown]:
    among = _named(connection) if one.show is Show.POST else _posted(connection, one)
    places = _open_destinations(connection, among)
    shut = shut_of(connection)
    return {place: Shown(one.show) for place in places if place not in shut}


def _open_destinations(connection: Connection, among: Collection[str] | None = None) -> list[str]:
    found = select(destination.c.id).where(destination.c.listed, TRIED)
    if among is not None:
        found = found.where(destination.c.id.in_(among))
    return list(connection.scalars(found.order_by(destination.c.id).with_for_update()))


def shut_of(connection: Connection) -> frozenset[str]:
    """Destinations closed by their platform, with a message already waiting there to be tried again."""
    return frozenset(connection.scalars(select(destination.c.id).where(destination.c.listed, SHUT)))


def _named(connection: Connection) -> list[str]:
    return list(connection.scalars(select(destination.c.id).where(destination.c.named)))


def _posted(connection: Connection, one: Alert) -> frozenset[str]:
    posted = select(delivery.c.destination).where(delivery.c.event == one.event, delivery.c.show == "post", delivery.c.state != "dead")
    return frozenset(connection.scalars(posted))


def _already(connection: Connection, one: Alert) -> set[str]:
    held = select(delivery.c.destination).where(delivery.c.event == one.event, delivery.c.revision == one.revision)
    return set(connection.scalars(held))


def delivery_row(one: Alert, place: str, now: datetime, shown: Shown) -> dict[str, object]:
    """A delivery's row."""
    return {
        "id": id_of(one.event, one.revision, place),
        "destination": place,
        "event": one.event,
        "revision": one.revision,
        "show": str(shown.show),
        "state": "todo",
        "made": now,
        "ping": shown.ping,
        "call": shown.call,
    }


def id_of(event: str, revision: int, place: str) -> str:
    """A delivery's identity: the same alert for the same place is the same delivery, whoever makes it."""
    return digest(event, revision, place)


def keep_destinations(connection: Connection, destinations: Sequence[Destination]) -> None:
    """These destinations are open, as they are named now; the others, and what is paused, stay as they are."""
    labels = {row.id: row.label for row in connection.execute(select(destination.c.id, destination.c.label))}
    rows = [
        {"id": d.id, "platform": d.platform, "address": d.address, "label": d.label or labels.get(d.id, ""), "listed": True, "named": True}
        for d in destinations
    ]
    put(connection, destination, rows, update=("platform", "address", "label", "listed", "named"))


def rest(connection: Connection, place: str) -> bool:
    """Takes a destination off the list; what waits for it stays."""
    return connection.execute(update(destination).where(destination.c.id == place).values(listed=False)).rowcount > 0
