"""The outbox: deliveries in order behind their destination, whose row is order, pace and fence in one.

Its statements are made once: making them anew for each delivery cost more than running them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Boolean, ColumnElement, Connection, Text, bindparam, case, func, literal_column, select, true, update

from bot.model import Alert, Delivery, DeliveryState, Destination, Handle, Show
from bot.store import buckets
from bot.store.buckets import Pace
from bot.store.closing import TRIED, close, reopen
from bot.store.codec import ALERT, HANDLE, plain
from bot.store.missed import given_up
from bot.store.tables import OPEN, AnyRow, Utc, alert, clock, delivery, destination, route

REFUSALS = 3  # final refusals in a row after which a destination counts as closed
ORPHAN = "its first message was never sent here"
STALE = "no news any more when its turn came"
MAY_BE_THERE = ", may be there"  # in the error of what was given up in doubt

NOW, PLACE, WORKER = bindparam("b_now", type_=Utc), bindparam("b_place", type_=Text), bindparam("b_worker", type_=Text)
KEY, TRY = bindparam("b_key", type_=Text), bindparam("b_try", type_=BigInteger)
LEASE = clock(bindparam("b_lease", type_=BigInteger))
SERVABLE = (
    destination.c.open > 0,
    destination.c.lease <= clock(),
    destination.c.listed,
    TRIED,
    destination.c.platform.in_(bindparam("b_platforms", expanding=True)),
)
ATTEMPT: tuple[ColumnElement[bool], ...] = (  # its number is the fence: whoever takes over counts one more
    delivery.c.id == KEY,
    delivery.c.attempts == TRY,
    delivery.c.state == "in_doubt",
)
DUE = select(destination).where(*SERVABLE, destination.c.next_at <= NOW).order_by(destination.c.next_at).limit(1)
DUE = DUE.with_for_update(skip_locked=True)
SOONEST = select(destination.c.platform, func.min(destination.c.next_at)).where(*SERVABLE).group_by(destination.c.platform)
HEAD = (
    select(delivery, alert.c.body)
    .join(alert, (alert.c.event == delivery.c.event) & (alert.c.revision == delivery.c.revision))
    .where(delivery.c.destination == PLACE, delivery.c.state.in_(OPEN))
    .order_by(delivery.c.seq)
    .limit(1)
)
PARENT = (
    select(delivery.c.handle)
    .where(delivery.c.event == KEY, delivery.c.destination == PLACE, delivery.c.show == "post", delivery.c.state == "sent")
    .order_by(delivery.c.seq)
    .limit(1)
)
MARK = (
    update(delivery)
    .where(delivery.c.seq == bindparam("b_seq", type_=BigInteger))
    .values(state="in_doubt", attempts=delivery.c.attempts + 1, first_try=func.coalesce(delivery.c.first_try, NOW))
)
HOLD = update(destination).where(destination.c.id == PLACE).values(lease=LEASE, worker=WORKER)
RENEW = (
    update(destination)
    .where(destination.c.id == PLACE, destination.c.worker == WORKER, select(delivery.c.seq).where(*ATTEMPT).exists())
    .values(lease=LEASE)
)
STAY = update(delivery).where(*ATTEMPT).values(state=bindparam("b_state"), error=bindparam("b_error"))
END = (
    update(delivery)
    .where(*ATTEMPT)
    .values(state=bindparam("b_state"), error=bindparam("b_error"), settled=clock(), handle=bindparam("b_handle", type_=Text))
)
REFUSED = bindparam("b_refused", type_=Boolean)
FREE = update(destination).where(destination.c.id == PLACE, destination.c.worker == WORKER)
FREE = FREE.values(lease=clock(), worker="", next_at=bindparam("b_next", type_=Utc))
FREE_ONE_LESS = FREE.values(open=destination.c.open - 1, refused=case((REFUSED, destination.c.refused + 1), else_=0))
MISSED = (route.c.destination == PLACE, route.c.told.is_(None), route.c.way == literal_column("'shut'"))
FREE_SENT = FREE_ONE_LESS.values(back=case((select(route.c.event).where(*MISSED).exists(), true()), else_=destination.c.back))
BURY = update(delivery).where(delivery.c.id == KEY).values(state="dead", error=ORPHAN, settled=clock())
ONE_LESS = update(destination).where(destination.c.id == PLACE).values(open=destination.c.open - 1)
OLD = update(delivery).where(delivery.c.destination == PLACE, delivery.c.made < bindparam("b_since", type_=Utc))
LET_GO = OLD.where(
    delivery.c.state == "todo", delivery.c.attempts == 0, delivery.c.show == "post"
)  # what was tried ends with its own reason
LET_GO = LET_GO.values(state="dead", error=STALE, settled=clock()).returning(delivery.c.event, delivery.c.revision)
ONLY_EDIT = OLD.where(
    delivery.c.state.in_(OPEN), delivery.c.show.in_(("reply", "broadcast"))
)  # what stands there is set right, however late
ONLY_EDIT = ONLY_EDIT.values(show="edit").returning(delivery.c.event, delivery.c.revision)
COUNT = bindparam("b_count", type_=BigInteger)
FEWER = update(destination).where(destination.c.id == PLACE)
FEWER = FEWER.values(open=destination.c.open - COUNT, back=case((destination.c.open == COUNT, true()), else_=destination.c.back))
NONE_LEFT = update(destination).where(destination.c.id == PLACE).values(open=0)


class Taken(NamedTuple):
    """A delivery to send now."""

    delivery: Delivery
    parent: Handle | None  # the message it follows
    wait: float = 0.0  # seconds to wait before it is sent: its platform has room then
    over: str = ""  # the worker whose lease ran out on it


@dataclass(frozen=True, slots=True)
class Settled:
    """How an attempt ended; `delivery` is the one that was taken. `next_at`: when its destination may be served again."""

    delivery: Delivery
    state: DeliveryState
    next_at: datetime
    handle: Handle | None = None
    error: str = ""
    refused: bool = False  # a final refusal: REFUSALS in a row close the destination
    pause: str = ""  # why the platform closed the destination: it is tried again later
    missed: bool = False  # given up as no news any more: its destination is told of it with what came after


def claim(
    connection: Connection,
    now: datetime,
    lease_s: float,
    worker: str,
    platforms: Collection[str],
    paces: Mapping[str, Pace],
    since: datetime | None = None,
) -> Taken | None:
    """The next delivery, marked in doubt and counted, its destination leased. What waits since before `since` is no news.

    Its `state` is the one before: IN_DOUBT means that an earlier attempt may have got through.
    """
    free = buckets.with_room(connection, platforms, paces)
    while place := connection.execute(DUE, {"b_now": now, "b_platforms": free}).first():
        head = connection.execute(HEAD, {"b_place": place.id}).first()
        if head is None:
            connection.execute(NONE_LEFT, {"b_place": place.id})
            continue
        if since and head.made < since and _let_go(connection, place.id, since):
            continue
        parent = _parent(connection, head) if head.show != "post" else None
        if head.show != "post" and parent is None:
            connection.execute(BURY, {"b_key": head.id})
            connection.execute(ONE_LESS, {"b_place": place.id})
            continue
        wait = buckets.take(connection, place.platform, paces, head.show)
        if wait is None:
            free.remove(place.platform)
            continue
        connection.execute(MARK, {"b_seq": head.seq, "b_now": now})
        connection.execute(HOLD, {"b_place": place.id, "b_lease": _micros(lease_s), "b_worker": worker})
        return Taken(_delivery(place, head, parent, now), parent, wait, "" if place.worker == worker else place.worker)
    return None


def _let_go(connection: Connection, place: str, since: datetime) -> int:
    """Gives up posts that wait untried since too long ago, and makes what follows a post a mere edit of it; how many those were.

    The place is told of both in one message.
    """
    which = {"b_place": place, "b_since": since}
    turned, gone = connection.execute(ONLY_EDIT, which).all(), connection.execute(LET_GO, which).all()
    if gone:
        connection.execute(FEWER, {"b_place": place, "b_count": len(gone)})
    for row in (*turned, *gone):
        given_up(connection, row.event, row.revision, place)
    return len(turned) + len(gone)


def _micros(seconds: float) -> int:
    return round(seconds * 1_000_000)


def _parent(connection: Connection, head: AnyRow) -> Handle | None:
    handle = connection.scalar(PARENT, {"b_key": head.event, "b_place": head.destination})
    return HANDLE.value(handle) if handle else None


def _delivery(place: AnyRow, head: AnyRow, parent: Handle | None, now: datetime) -> Delivery:
    return Delivery(
        id=head.id,
        destination=Destination(place.id, place.platform, place.address, place.label, place.paused),
        alert=_shown(head),
        state=DeliveryState(head.state),
        attempts=head.attempts + 1,
        first_try=head.first_try or now,
        last_try=head.settled,
        made=head.made,
        handle=parent,
        error=head.error,
        ping=head.ping,
        call=head.call,
    )


def _shown(head: AnyRow) -> Alert:
    """The alert as this destination sees it: what is an update elsewhere may be the first word here."""
    one = ALERT.value(head.body)
    return one if str(one.show) == head.show else replace(one, show=Show(head.show))


def due_in(connection: Connection, now: datetime, platforms: Collection[str], paces: Mapping[str, Pace]) -> float:
    """Seconds until a destination that nobody holds can be served; infinite where nothing waits."""
    soonest = connection.execute(SOONEST, {"b_platforms": list(platforms)}).all()
    rooms = buckets.free_in(connection, paces) if paces and soonest else {}
    return min((max((at - now).total_seconds(), rooms.get(platform, 0.0), 0.0) for platform, at in soonest), default=inf)


def renew(connection: Connection, taken: Delivery, lease_s: float, worker: str) -> bool:
    """Holds the destination on; False where somebody else has it by now."""
    whose = _attempt(taken) | {"b_place": taken.destination.id, "b_worker": worker}
    return connection.execute(RENEW, whose | {"b_lease": _micros(lease_s)}).rowcount > 0


def _attempt(taken: Delivery) -> dict[str, Any]:
    return {"b_key": taken.id, "b_try": taken.attempts}


def settle(connection: Connection, end: Settled, worker: str) -> bool:
    """Writes how an attempt ended and frees its destination; False, and nothing written, where somebody else took over."""
    taken, over = end.delivery, end.state not in OPEN
    written = _attempt(taken) | {"b_state": str(end.state), "b_error": plain(end.error)}
    if over:
        written["b_handle"] = HANDLE.text(end.handle) if end.handle else None
    if not connection.execute(END if over else STAY, written).rowcount:
        return False
    place = {"b_place": taken.destination.id, "b_worker": worker, "b_next": end.next_at}
    sent = end.state is DeliveryState.SENT
    connection.execute((FREE_SENT if sent else FREE_ONE_LESS) if over else FREE, place | ({"b_refused": end.refused} if over else {}))
    if end.missed:
        given_up(connection, taken.alert.event, taken.alert.revision, taken.destination.id)
    if end.pause or end.refused:
        _close(connection, end)
    elif sent and taken.destination.paused:
        reopen(connection, taken.destination.id)
    return True


def _close(connection: Connection, end: Settled) -> None:
    """Closes the destination of a refusal, where that says so or too many came in a row."""
    place = end.delivery.destination.id
    refused = connection.scalar(select(destination.c.refused).where(destination.c.id == place)) or 0
    reason = end.pause or (f"refused {refused} times in a row: {end.error}" if refused >= REFUSALS else "")
    if reason:
        close(connection, place, reason, end.next_at)
