"""All the store knows of one story or event, for `why`: nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, or_, select

from bot.read.identity import canonical, mark_of, pasted
from bot.store import stories
from bot.store.codec import ALERT, FEED, REPORT, ROUTE, STORY
from bot.store.events import Ledger
from bot.store.tables import OPEN, alert, delivery, destination, feed, report, route, story
from bot.watch.trace import Sent, Trace

ENDS = tuple(slash + end for slash in ("", "/") for end in ('"', "?", "#", "&"))  # how an address goes on, or ends, as a report holds it


def trace(connection: Connection, ledger: Ledger, asked: Sequence[str]) -> Trace:
    """What is known of the first of some ids or addresses that is known at all: an event, a story, a link."""
    found = next((one for key in asked if (one := _found(connection, ledger, key))), Trace())
    ids = [one.id for one in found.events]
    served = select(destination.c.id, destination.c.named).where(destination.c.listed).order_by(destination.c.id)
    places = connection.execute(served).all()
    alerts = connection.scalars(select(alert.c.body).where(alert.c.event.in_(ids)).order_by(alert.c.event, alert.c.revision))
    routes = connection.scalars(select(route.c.body).where(route.c.event.in_(ids)).order_by(route.c.at, route.c.destination))
    return Trace(
        found.story,
        found.state,
        found.error,
        found.feed,
        found.reports,
        found.events,
        tuple(map(ALERT.value, alerts)),
        tuple(map(ROUTE.value, routes)),
        tuple(_sent(connection, ids)),
        tuple(place.id for place in places),
        frozenset(place.id for place in places if place.named),
        found.came,
    )


def _found(connection: Connection, ledger: Ledger, asked: str) -> Trace | None:
    if event := ledger.meant(connection, asked):
        return Trace(events=(event,))
    key = asked if stories.latest(connection, asked) else _by_link(connection, asked)
    if not key:
        return None
    row = connection.execute(select(story).where(story.c.id == key).order_by(story.c.version.desc()).limit(1)).first()
    if row is None:
        return None
    reports = connection.execute(select(report.c.event, report.c.body).where(report.c.story == key).order_by(report.c.version)).all()
    held = ledger.of(connection, list(dict.fromkeys(one.event for one in reports if one.event)))
    state = connection.scalar(select(feed.c.state).where(feed.c.url == row.feed))
    told = tuple(REPORT.value(one.body) for one in reports)
    came = connection.scalar(select(func.min(story.c.seen)).where(story.c.id == key))
    brought = FEED.value(state) if state else None
    return Trace(STORY.unpacked(row.body), row.state, row.error, brought, told, tuple(held), came=came)


def _by_link(connection: Connection, said: str) -> str:
    """The story behind an address in any of its forms: as the feeds' memory has it, or as a report has it."""
    if not (address := pasted(said)):
        return ""
    mark = f"{mark_of(address)}="
    remembered = connection.scalar(select(feed.c.state).where(feed.c.state.contains(f'"{mark}', autoescape=True)))
    if remembered:
        return next(known.removeprefix(mark) for known in FEED.value(remembered).known if known.startswith(mark))
    page, _, query = address.removeprefix("//").partition("?")
    mine = page if "/" in page.rstrip("/") else query or page
    near = or_(*(report.c.body.contains(mine.rstrip("/") + end, autoescape=True) for end in ENDS))
    told = map(REPORT.value, connection.scalars(select(report.c.body).where(near)))
    return next((one.story for one in told if one.url and canonical(one.url) == address), "")


def _sent(connection: Connection, ids: Sequence[str]) -> list[Sent]:
    same = destination.c.id == delivery.c.destination
    rows = select(delivery, destination.c.paused).join(destination, same).where(delivery.c.event.in_(ids)).order_by(delivery.c.seq)
    return [
        Sent(
            row.destination,
            row.revision,
            row.show,
            row.state,
            row.error,
            row.paused,
            row.made if row.state in OPEN else row.settled or row.made,
        )
        for row in connection.execute(rows)
    ]
