"""The rounds that listen for silence: what was heard and when is read, what was found is told once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, or_, select, update

from bot.model import Alert, Destination, Show
from bot.store.alerts import Shown, delivery_row
from bot.store.codec import ALERT, FEED, WATCH, digest
from bot.store.engine import put, take_turn
from bot.store.tables import EPOCH, alert, delivery, destination, feed, report, route, silence, story, watch
from bot.watch.notes import health_note
from bot.watch.silence import DOWN, LEAST, LOOKED, Back, Known, Quiet, judged

Opened = Callable[[], AbstractContextManager[Connection]]
EVERY = timedelta(minutes=10)
BATCH = 500
ROUNDS = ""  # the row of the rounds themselves: since when we listen, and when the last round was
TOLD_CLOSED = "shut:"  # before a destination: the operator was told that it is closed to us
TOLD_ASIDE = "aside:"  # before a story and its version: the operator was told that it was set aside
TOLD_LOST = "lost:"  # before a delivery: the operator was told that it was given up
TOLD = (TOLD_CLOSED, TOLD_ASIDE, TOLD_LOST)
LOCK = 0x70C53  # the advisory lock of these rounds


@dataclass(frozen=True, slots=True)
class Heard:
    """What a round found."""

    quiet: tuple[Quiet, ...] = ()
    back: tuple[Back, ...] = ()
    notes: int = 0  # messages put into the outbox


class Told(NamedTuple):
    """What is silent and was told: since when, and where."""

    since: datetime
    places: tuple[str, ...]


class Silences:
    """One method, one transaction."""

    def __init__(self, write: Opened) -> None:
        self._write = write

    def round(self, now: datetime, owner: Destination | None = None) -> Heard:
        """Listens, at most every ten minutes whoever asks. One note a destination on all that changed; `owner` hears of everything."""
        with self._write() as connection:
            take_turn(connection, LOCK)
            up = _listening_since(connection, now)
            if up is None:
                return Heard()
            told = _told(connection)
            known = [*_feeds(connection, told, now), *_watches(connection, told, now)]
            _forget(connection, told.keys() - {one.what for one in known})
            quiet, back = judged(known, {what: one.since for what, one in told.items()}, now, up)
            return _tell(connection, quiet, back, told, owner, now)

    def tell(self, owner: Destination, one: Alert, now: datetime) -> None:
        """Puts a note into the outbox for the operator alone."""
        with self._write() as connection:
            tell_owner(connection, one, owner, now)


def _listening_since(connection: Connection, now: datetime) -> datetime | None:
    """Since when we listen without a break; None where it is too early for another round."""
    row = connection.execute(select(silence.c.since, silence.c.told).where(silence.c.what == ROUNDS)).first()
    if row and timedelta() <= now - row.told < EVERY:
        return None
    up: datetime = row.since if row and now - row.told <= DOWN else now
    put(connection, silence, [{"what": ROUNDS, "since": up, "told": now, "places": "[]"}], update=("since", "told"))
    return up


def _feeds(connection: Connection, told: Collection[str], now: datetime) -> Iterable[Known]:
    """Feeds that are on, as far as they were heard lately or are known to be silent."""
    heard: dict[str, list[datetime]] = defaultdict(list)
    seen = select(story.c.feed, story.c.seen).where(story.c.version == 1, story.c.seen > now - LOOKED, story.c.seen <= now)
    for url, at in connection.execute(seen.order_by(story.c.seen)):
        heard[url].append(at)
    for row in connection.execute(select(feed.c.url, feed.c.listed, feed.c.state)):
        state = FEED.value(row.state)
        if (heard[row.url] or f"feed:{row.url}" in told) and (row.listed or state.off):
            why = state.note if state.failing_since else "its visits go well, they bring nothing new"
            yield Known(f"feed:{row.url}", state.feed.outlet, tuple(heard[row.url]), why)


def _watches(connection: Connection, told: Collection[str], now: datetime) -> Iterable[Known]:
    """Watches that are on and yield; what came before the last change of one tells nothing of it."""
    heard: dict[str, list[datetime]] = defaultdict(list)
    seen = select(route.c.watch, route.c.at).where(route.c.watch != "", route.c.at > now - LOOKED, route.c.at <= now).distinct()
    for key, at in connection.execute(seen.order_by(route.c.at)):
        heard[key].append(at)
    silent = (what.removeprefix("watch:") for what in told if what.startswith("watch:"))
    asked = list(dict.fromkeys([*(key for key, times in heard.items() if len(times) >= LEAST), *silent]))
    for start in range(0, len(asked), BATCH):
        bodies = connection.scalars(select(watch.c.body).where(watch.c.id.in_(asked[start : start + BATCH])))
        for one in filter(lambda found: found.on, map(WATCH.value, bodies)):
            since = one.changed or EPOCH
            yield Known(f"watch:{one.id}", f"watch “{one.name}”", tuple(at for at in heard[one.id] if at >= since))


def _told(connection: Connection) -> dict[str, Told]:
    rows = connection.execute(select(silence).where(silence.c.what != ROUNDS, ~or_(*map(silence.c.what.startswith, TOLD))))
    return {row.what: Told(row.since, tuple(json.loads(row.places))) for row in rows}


def _forget(connection: Connection, gone: Collection[str]) -> None:
    """What nobody listens to any more is neither silent nor back."""
    if gone:
        connection.execute(delete(silence).where(silence.c.what.in_(list(gone))))


def _tell(
    connection: Connection,
    quiet: Sequence[Quiet],
    back: Sequence[Back],
    told: Mapping[str, Told],
    owner: Destination | None,
    now: datetime,
) -> Heard:
    places = {one.what: _places(connection, one.what, now, owner) for one in quiet}
    rows = [{"what": one.what, "since": one.since, "told": now, "places": json.dumps(places[one.what])} for one in quiet]
    put(connection, silence, rows, keep=True)
    connection.execute(delete(silence).where(silence.c.what.in_([one.what for one in back])))
    everywhere = {what: one.places for what, one in told.items()} | places
    changed = [one.what for one in quiet] + [one.what for one in back]
    targets = sorted({place for what in changed for place in everywhere[what]})
    if owner and owner.id in targets:
        put(connection, destination, [owner_row(owner)], keep=True)
    for place in targets:
        here = [one for one in quiet if place in everywhere[one.what]], [one for one in back if place in everywhere[one.what]]
        send_note(connection, health_note(*here, f"silence:{digest(place, now)}", now), place, now)
    return Heard(tuple(quiet), tuple(back), len(targets))


def owner_row(owner: Destination) -> dict[str, object]:
    """The operator's destination, which no watch and no setting opens."""
    return {"id": owner.id, "platform": owner.platform, "address": owner.address, "label": owner.label, "listed": True, "named": False}


def _places(connection: Connection, what: str, now: datetime, owner: Destination | None) -> list[str]:
    """Whom a silence concerns: a watch's destinations, or those that this feed's stories reached lately; and the owner."""
    kind, _, key = what.partition(":")
    if kind == "watch":
        body = connection.scalar(select(watch.c.body).where(watch.c.id == key))
        found = set(WATCH.value(body).destinations) if body else set()
    else:
        reached = select(delivery.c.destination).join(report, report.c.event == delivery.c.event).join(story, story.c.id == report.c.story)
        lately = (story.c.feed == key, delivery.c.made > now - LOOKED, delivery.c.show == "post")
        found = set(connection.scalars(reached.where(*lately).distinct()))
    served = select(destination.c.id).where(destination.c.id.in_(found), destination.c.listed, destination.c.paused == "")
    return sorted({*connection.scalars(served), *({owner.id} if owner else ())})


def tell_owner(connection: Connection, note: Alert, owner: Destination, now: datetime) -> None:
    """A word of our own to the operator, whose destination no watch may have opened."""
    put(connection, destination, [owner_row(owner)], keep=True)
    send_note(connection, note, owner.id, now)


def send_note(connection: Connection, note: Alert, place: str, now: datetime) -> None:
    """Puts a word of our own into the outbox."""
    row = {"event": note.event, "revision": note.revision, "kind": str(note.kind), "made": now, "body": ALERT.text(note)}
    put(connection, alert, [row], keep=True)
    put(connection, delivery, [delivery_row(note, place, now, Shown(Show.POST))], keep=True)
    connection.execute(update(destination).where(destination.c.id == place).values(open=destination.c.open + 1))
