"""Feeds in the store: which are due, who is visiting them, what a visit brought, and what a person added or switched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from bot.model import Feed, FeedState
from bot.store.codec import FEED
from bot.store.engine import put
from bot.store.tables import EPOCH, AnyRow, clock, feed

HOT = timedelta(hours=2)  # visited often after it told of something of weight
SOON = timedelta(minutes=5)
ASKED_LIMIT = 3600.0  # seconds a feed may ask to be left alone
ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Source:
    """A feed with how it comes to be read: by the catalogue, or by a person."""

    state: FeedState
    listed: bool  # it is visited
    own: bool = False  # added by a person
    switch: str = ""  # on | off, where a person switched it


def keep(connection: Connection, feeds: Sequence[Feed], now: datetime, over_s: float = 0.0) -> None:
    """The catalogue as it stands: known feeds keep what was learnt, new ones are due within `over_s` seconds, spread evenly.

    What it does not name rests, but for a person's own.
    """
    held = {row.url: row for row in connection.execute(select(feed).order_by(feed.c.url).with_for_update())}
    rest = held.keys() - {one.url for one in feeds}
    connection.execute(update(feed).values(listed=False).where(feed.c.url.in_([url for url in rest if not held[url].own])))
    new = [one for one in feeds if one.url not in held and one.on]
    first = {one.url: now + timedelta(seconds=over_s * place / len(new)) for place, one in enumerate(new)}
    rows = [_kept(one, held.get(one.url), first.get(one.url, now)) for one in feeds]
    put(connection, feed, sorted(rows, key=lambda row: str(row["url"])), update=("listed", "state"))


def _kept(one: Feed, known: AnyRow | None, first: datetime) -> dict[str, object]:
    if known is None:
        return _row(FeedState(one), first)
    return _row(replace(FEED.value(known.state), feed=one), first, known.switch)


def states(connection: Connection) -> dict[str, FeedState]:
    """What polling remembers, by URL."""
    return {row.url: _state(row) for row in connection.execute(select(feed).order_by(feed.c.url))}


def _state(row: AnyRow) -> FeedState:
    """A feed's state, on where it is read: whoever switched it has the last word, not its catalogue."""
    state = FEED.value(row.state)
    on = row.listed or state.off
    return state if state.feed.on == on else replace(state, feed=replace(state.feed, on=on))


def sources(connection: Connection) -> list[Source]:
    """Every feed, by URL."""
    return [_source(row) for row in connection.execute(select(feed).order_by(feed.c.url))]


def _source(row: AnyRow) -> Source:
    return Source(_state(row), row.listed, row.own, row.switch)


def claim(connection: Connection, now: datetime, limit: int, lease_s: float, worker: str, takeovers: Counter[str]) -> list[FeedState]:
    """The feeds due by `now` that nobody visits, longest overdue first, leased to `worker`."""
    due = select(feed.c.url, feed.c.state, feed.c.hot, feed.c.worker)
    due = due.where(feed.c.listed, feed.c.next_check <= now, feed.c.lease <= clock())
    rows = connection.execute(due.order_by(feed.c.next_check).limit(limit).with_for_update(skip_locked=True)).all()
    leased = update(feed).where(feed.c.url.in_([row.url for row in rows])).values(lease=clock(lease_s), worker=worker)
    connection.execute(leased)
    takeovers["feed"] += sum(row.worker not in {"", worker} for row in rows)
    return [_heated(FEED.value(row.state), row.hot) for row in rows]


def _heated(state: FeedState, hot: datetime) -> FeedState:
    return state if hot == (state.hot_until or EPOCH) else replace(state, hot_until=hot)


def settle(connection: Connection, state: FeedState, now: datetime) -> None:
    """What a visit taught; the feed is free again. Who switched it off meanwhile has the last word."""
    told = _row(state, now) | {"listed": feed.c.listed} if not state.off else _row(state, now)
    connection.execute(update(feed).where(feed.c.url == state.feed.url).values(**told, lease=clock(), worker=""))


def heat(connection: Connection, url: str, now: datetime) -> None:
    """A feed told of something of weight: it is visited often for two hours, and soon; never sooner than it asks for."""
    held = select(feed).where(feed.c.url == url, feed.c.listed)
    row = connection.execute(held.with_for_update(skip_locked=True)).first()  # who holds it may wait for the story we hold
    if row is None:
        return
    state = FEED.value(row.state)
    soon = max(now + SOON, (state.checked or now) + timedelta(seconds=min(state.ttl, ASKED_LIMIT)))
    due = row.next_check if state.failures else min(row.next_check, soon)
    connection.execute(update(feed).where(feed.c.url == url).values(hot=now + HOT, next_check=due))


def add(connection: Connection, one: Feed, now: datetime) -> bool:
    """A person's own feed, due at once; False where it was read already. What was learnt of it stays."""
    known = connection.execute(select(feed).where(feed.c.url == one.url)).first()
    if known is not None and known.listed:
        return False
    state = replace(FEED.value(known.state), off=False, failures=0, next_check=now) if known else FeedState(replace(one, on=True))
    row = _row(state, now, ON) | {"own": known.own if known else True, "switch": ON}
    put(connection, feed, [row], update=("listed", "state", "own", "switch", "next_check"))
    return True


def switch(connection: Connection, urls: Collection[str], on: bool, now: datetime) -> int:
    """Switches feeds on or off whatever the catalogue says; how many that changed."""
    rows = connection.execute(select(feed).where(feed.c.url.in_(urls), feed.c.listed != on)).all()
    for row in rows:
        state = replace(FEED.value(row.state), off=False, failures=0, next_check=now) if on else FEED.value(row.state)
        told = {"switch": ON if on else OFF, "listed": on, "state": FEED.text(state)} | ({"next_check": now} if on else {})
        connection.execute(update(feed).where(feed.c.url == row.url).values(**told))
    return len(rows)


def remove(connection: Connection, url: str) -> bool:
    """Takes a person's own feed away, or switches a catalogue's feed off; False where it was not read."""
    gone = connection.execute(delete(feed).where(feed.c.url == url, feed.c.own)).rowcount
    off = update(feed).where(feed.c.url == url, or_(feed.c.listed, feed.c.switch == ON)).values(listed=False, switch=OFF)
    return gone + connection.execute(off).rowcount > 0


def _row(state: FeedState, now: datetime, switched: str = "") -> dict[str, object]:
    wanted = state.feed.on if not switched else switched == ON
    return {
        "url": state.feed.url,
        "listed": wanted and not state.off,
        "next_check": state.next_check or now,
        "state": FEED.text(state),
    }
