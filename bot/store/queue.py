"""The outbox as an operator sees it: how much waits, how long, what died, and how to put it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, func, null, select, update

from bot.model import Alert, Destination
from bot.store.closing import GOES_ON
from bot.store.codec import ALERT
from bot.store.deliveries import MAY_BE_THERE
from bot.store.tables import EPOCH, OPEN, alert, clock, delivery, destination


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that was given up, and why."""

    id: str
    destination: str
    alert: Alert
    attempts: int
    settled: datetime
    error: str


def by_state(connection: Connection) -> dict[str, int]:
    """How many deliveries stand in each state."""
    held = select(delivery.c.state, func.count()).group_by(delivery.c.state)
    return {"todo": 0, "in_doubt": 0, "sent": 0, "dead": 0} | {row[0]: row[1] for row in connection.execute(held)}


def age(connection: Connection) -> float:
    """Seconds the oldest delivery has waited that nothing but time holds back; 0 where none waits."""
    served = select(destination.c.id).where(destination.c.listed, destination.c.paused == "", destination.c.open > 0)
    waiting = select(func.min(delivery.c.made)).where(delivery.c.state.in_(OPEN), delivery.c.destination.in_(served))
    oldest, now = connection.execute(select(waiting.scalar_subquery(), clock())).one()
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0


def dead(connection: Connection, limit: int) -> list[DeadLetter]:
    """What was given up, the latest first."""
    same_alert = (alert.c.event == delivery.c.event) & (alert.c.revision == delivery.c.revision)
    rows = select(delivery, alert.c.body).join(alert, same_alert).where(delivery.c.state == "dead")
    found = connection.execute(rows.order_by(delivery.c.settled.desc(), delivery.c.seq.desc()).limit(limit))
    return [DeadLetter(row.id, row.destination, ALERT.value(row.body), row.attempts, row.settled, row.error) for row in found]


def retry(connection: Connection, ids: Sequence[str]) -> int:
    """Puts dead deliveries back in their place in the queue; how many that were. `ids` empty: all of them.

    They are news anew from now on. What may be there is looked for before it is sent.
    """
    chosen = [delivery.c.state == "dead", *([delivery.c.id.in_(ids)] if ids else [])]
    places = list(connection.scalars(select(delivery.c.destination).where(*chosen).distinct()))
    connection.execute(select(destination.c.id).where(destination.c.id.in_(places)).order_by(destination.c.id).with_for_update())
    doubtful = delivery.c.error.contains(MAY_BE_THERE, autoescape=True)
    tried = {name: case((doubtful, delivery.c[name]), else_=null()) for name in ("first_try", "settled")}  # where it is looked for
    as_new = {"state": case((doubtful, "in_doubt"), else_="todo"), **tried}
    back = connection.execute(update(delivery).where(*chosen).values(**as_new, made=clock())).rowcount
    recount(connection, places)
    return back


def recount(connection: Connection, places: Sequence[str] | None = None) -> int:
    """Sets right how many deliveries each destination still has; how many were wrong."""
    waiting = select(func.count()).where(delivery.c.destination == destination.c.id, delivery.c.state.in_(OPEN)).scalar_subquery()
    wrong = update(destination).where(destination.c.open != waiting)
    chosen = wrong if places is None else wrong.where(destination.c.id.in_(places))
    return connection.execute(chosen.values(open=waiting)).rowcount


def places(connection: Connection) -> list[Destination]:
    """Destinations that are open, or would be if they were not paused."""
    rows = connection.execute(select(destination).where(destination.c.listed).order_by(destination.c.id))
    return [Destination(row.id, row.platform, row.address, row.label, row.paused, closed=row.closed) for row in rows]


def paused(connection: Connection) -> list[Destination]:
    """Destinations that get nothing, with the reason."""
    rows = connection.execute(select(destination).where(destination.c.paused != "").order_by(destination.c.id))
    return [Destination(row.id, row.platform, row.address, row.label, row.paused, closed=row.closed) for row in rows]


def pause(connection: Connection, place: str, reason: str) -> int:
    """Pauses a destination for an operator's reason, or lets it go on with an empty one, closed by its platform or not."""
    told = {"paused": reason, "closed": None, "refused": 0} if reason else GOES_ON | {"next_at": EPOCH}
    return connection.execute(update(destination).where(destination.c.id == place).values(**told)).rowcount
