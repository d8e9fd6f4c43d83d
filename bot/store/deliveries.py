"""The outbox: deliveries in order behind their destination, whose row is order, pace and fence in one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from bot.model import Alert, Delivery, DeliveryState, Destination, Handle, Show
from bot.store import buckets
from bot.store.buckets import Pace
from bot.store.codec import ALERT, HANDLE, digest
from bot.store.engine import put
from bot.store.tables import OPEN, AnyRow, alert, clock, delivery, destination

REFUSALS = 3  # final refusals in a row after which a destination is paused
ORPHAN = "its first message was never sent here"


@dataclass(frozen=True, slots=True)
class Settled:
    """How an attempt ended; `delivery` is the one that was taken. `next_at`: when its destination may be served again."""

    delivery: Delivery
    state: DeliveryState
    next_at: datetime
    handle: Handle | None = None
    error: str = ""
    refused: bool = False  # a final refusal: REFUSALS in a row close the destination
    pause: str = ""  # why the destination is paused from now on


def put_alerts(connection: Connection, alerts: Sequence[Alert], now: datetime) -> int:
    """A delivery of each alert to each open destination; what is not a post goes only where its event was posted."""
    return sum(_put_alert(connection, one, now) for one in alerts)


def _put_alert(connection: Connection, one: Alert, now: datetime) -> int:
    row = {"event": one.event, "revision": one.revision, "kind": str(one.kind), "made": now, "body": ALERT.text(one)}
    put(connection, alert, [row], keep=True)
    places = _open_destinations(connection, one)
    fresh = [place for place in places if place not in _already(connection, one)]
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


def claim(
    connection: Connection,
    now: datetime,
    lease_s: float,
    worker: str,
    platforms: Collection[str],
    paces: Mapping[str, Pace],
) -> tuple[Delivery, Handle | None] | None:
    """The next delivery, marked in doubt and counted, its destination leased; with it the handle of the message it follows.

    Its `state` is the one before: IN_DOUBT means that an earlier attempt may have got through.
    """
    free = buckets.with_room(connection, platforms, paces)
    while place := _due_destination(connection, now, free):
        head = _head(connection, place.id)
        if head is None:
            connection.execute(update(destination).where(destination.c.id == place.id).values(open=0))
            continue
        parent = _parent(connection, head) if head.show != "post" else None
        if head.show != "post" and parent is None:
            _bury(connection, head)
            continue
        if not buckets.take(connection, place.platform, paces):
            free.remove(place.platform)
            continue
        return _taken(connection, place, head, parent, now, lease_s, worker), parent
    return None


def _due_destination(connection: Connection, now: datetime, platforms: Collection[str]) -> AnyRow | None:
    due = select(destination).where(*_servable(platforms), destination.c.next_at <= now)
    return connection.execute(due.order_by(destination.c.next_at).limit(1).with_for_update(skip_locked=True)).first()


def _head(connection: Connection, place: str) -> AnyRow | None:
    same_alert = (alert.c.event == delivery.c.event) & (alert.c.revision == delivery.c.revision)
    waiting = select(delivery, alert.c.body).join(alert, same_alert).where(delivery.c.destination == place, delivery.c.state.in_(OPEN))
    return connection.execute(waiting.order_by(delivery.c.seq).limit(1)).first()


def _parent(connection: Connection, head: AnyRow) -> Handle | None:
    posted = select(delivery.c.handle).where(
        delivery.c.event == head.event, delivery.c.destination == head.destination, delivery.c.show == "post", delivery.c.state == "sent"
    )
    handle = connection.scalar(posted.order_by(delivery.c.seq).limit(1))
    return HANDLE.value(handle) if handle else None


def _bury(connection: Connection, head: AnyRow) -> None:
    connection.execute(update(delivery).where(delivery.c.seq == head.seq).values(state="dead", error=ORPHAN, settled=clock()))
    connection.execute(update(destination).where(destination.c.id == head.destination).values(open=destination.c.open - 1))


def _taken(
    connection: Connection, place: AnyRow, head: AnyRow, parent: Handle | None, now: datetime, lease_s: float, worker: str
) -> Delivery:
    first = head.first_try or now
    marked = update(delivery).where(delivery.c.seq == head.seq)
    connection.execute(marked.values(state="in_doubt", attempts=head.attempts + 1, first_try=first))
    connection.execute(update(destination).where(destination.c.id == place.id).values(lease=clock(lease_s), worker=worker))
    return Delivery(
        id=head.id,
        destination=Destination(place.id, place.platform, place.address, place.label, place.paused),
        alert=ALERT.value(head.body),
        state=DeliveryState(head.state),
        attempts=head.attempts + 1,
        first_try=first,
        handle=parent,
        error=head.error,
    )


def due_in(connection: Connection, now: datetime, platforms: Collection[str], paces: Mapping[str, Pace]) -> float:
    """Seconds until a destination that nobody holds can be served; infinite where nothing waits."""
    waiting = select(destination.c.platform, func.min(destination.c.next_at)).where(*_servable(platforms))
    soonest = connection.execute(waiting.group_by(destination.c.platform)).all()
    rooms = buckets.free_in(connection, paces)
    return min((max((at - now).total_seconds(), rooms.get(platform, 0.0), 0.0) for platform, at in soonest), default=inf)


def _servable(platforms: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return (
        destination.c.open > 0,
        destination.c.lease <= clock(),
        destination.c.listed,
        destination.c.paused == "",
        destination.c.platform.in_(list(platforms)),
    )


def renew(connection: Connection, taken: Delivery, lease_s: float, worker: str) -> bool:
    """Holds the destination on; False where somebody else has it by now."""
    held = update(destination).where(destination.c.id == taken.destination.id, destination.c.worker == worker, _still(taken))
    return connection.execute(held.values(lease=clock(lease_s))).rowcount > 0


def _still(taken: Delivery) -> Any:
    """The attempt's number is the fence: whoever takes over counts one more."""
    same = (delivery.c.id == taken.id, delivery.c.attempts == taken.attempts, delivery.c.state == "in_doubt")
    return select(delivery.c.seq).where(*same).exists()


def settle(connection: Connection, end: Settled, worker: str) -> bool:
    """Writes how an attempt ended and frees its destination; False, and nothing written, where somebody else took over."""
    taken = end.delivery
    of_it = update(delivery).where(delivery.c.id == taken.id, delivery.c.attempts == taken.attempts, delivery.c.state == "in_doubt")
    over = end.state not in OPEN
    values: dict[str, Any] = {"state": str(end.state), "error": end.error, "settled": clock() if over else None}
    if end.handle:
        values["handle"] = HANDLE.text(end.handle)
    if not connection.execute(of_it.values(**values)).rowcount:
        return False
    place: dict[str, Any] = {"lease": clock(), "worker": "", "next_at": end.next_at}
    if over:
        refused = _refused(connection, taken.destination.id) + 1 if end.refused else 0
        pause = end.pause or (f"refused {refused} times in a row: {end.error}" if refused >= REFUSALS else "")
        place |= {"open": destination.c.open - 1, "refused": refused} | ({"paused": pause} if pause else {})
    mine = update(destination).where(destination.c.id == taken.destination.id, destination.c.worker == worker)
    connection.execute(mine.values(**place))
    return True


def _refused(connection: Connection, place: str) -> int:
    return connection.scalar(select(destination.c.refused).where(destination.c.id == place)) or 0
