"""Alerts put into the outbox: a delivery to each destination that is open to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.model import Alert, Destination, Show
from bot.store.codec import ALERT, digest
from bot.store.engine import put
from bot.store.tables import alert, delivery, destination


def put_alerts(connection: Connection, alerts: Sequence[Alert], now: datetime) -> int:
    """A delivery of each alert to each open destination; what is not a post goes only where its event was posted."""
    return sum(_put_alert(connection, one, now) for one in alerts)


def _put_alert(connection: Connection, one: Alert, now: datetime) -> int:
    row = {"event": one.event, "revision": one.revision, "kind": str(one.kind), "made": now, "body": ALERT.text(one)}
    put(connection, alert, [row], keep=True)
    already = _already(connection, one)
    fresh = [place for place in _open_destinations(connection, one) if place not in already]
    put(connection, delivery, [_row(one, place, now) for place in fresh], keep=True)
    connection.execute(update(destination).where(destination.c.id.in_(fresh)).values(open=destination.c.open + 1))
    return len(fresh)


def _open_destinations(connection: Connection, one: Alert) -> list[str]:
    found = select(destination.c.id).where(destination.c.listed, destination.c.paused == "")
    if one.show is not Show.POST:
        posted = select(delivery.c.destination).where(delivery.c.event == one.event, delivery.c.show == "post", delivery.c.state != "dead")
        found = found.where(destination.c.id.in_(posted))
    return list(connection.scalars(found.order_by(destination.c.id).with_for_update()))


def _already(connection: Connection, one: Alert) -> set[str]:
    held = select(delivery.c.destination).where(delivery.c.event == one.event, delivery.c.revision == one.revision)
    return set(connection.scalars(held))


def _row(one: Alert, place: str, now: datetime) -> dict[str, object]:
    return {
        "id": id_of(one.event, one.revision, place),
        "destination": place,
        "event": one.event,
        "revision": one.revision,
        "show": str(one.show),
        "state": "todo",
        "made": now,
    }


def id_of(event: str, revision: int, place: str) -> str:
    """A delivery's identity: the same alert for the same place is the same delivery, whoever makes it."""
    return digest(event, revision, place)


def keep_destinations(connection: Connection, destinations: Sequence[Destination]) -> None:
    """The destinations the settings name; one that is named no more rests, and a paused one stays paused."""
    rows = [{"id": d.id, "platform": d.platform, "address": d.address, "label": d.label, "listed": True} for d in destinations]
    connection.execute(update(destination).where(destination.c.id.not_in([d.id for d in destinations])).values(listed=False))
    put(connection, destination, rows, update=("platform", "address", "label", "listed"))
