"""Feeds in the store: which are due, who is visiting them, and what a visit brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.model import Feed, FeedState
from bot.store.codec import FEED
from bot.store.engine import put
from bot.store.tables import clock, feed


def keep(connection: Connection, feeds: Sequence[Feed], now: datetime) -> None:
    """The catalogue as it stands: new feeds are due at once, known ones keep what was learnt, the others rest."""
    known = states(connection)
    rows = [_row(replace(known.get(one.url, FeedState(one)), feed=one), now) for one in feeds]
    connection.execute(update(feed).values(listed=False).where(feed.c.url.not_in([one.url for one in feeds])))
    put(connection, feed, rows, update=("listed", "state"))


def states(connection: Connection) -> dict[str, FeedState]:
    """What polling remembers, by URL."""
    return {row.url: FEED.value(row.state) for row in connection.execute(select(feed.c.url, feed.c.state).order_by(feed.c.url))}


def claim(connection: Connection, now: datetime, limit: int, lease_s: float, worker: str) -> list[FeedState]:
    """The feeds due by `now` that nobody visits, longest overdue first, leased to `worker`."""
    due = select(feed.c.url, feed.c.state).where(feed.c.listed, feed.c.next_check <= now, feed.c.lease <= clock())
    rows = connection.execute(due.order_by(feed.c.next_check).limit(limit).with_for_update(skip_locked=True)).all()
    leased = update(feed).where(feed.c.url.in_([row.url for row in rows])).values(lease=clock(lease_s), worker=worker)
    connection.execute(leased)
    return [FEED.value(row.state) for row in rows]


def settle(connection: Connection, state: FeedState, now: datetime) -> None:
    """What a visit taught; the feed is free again."""
    connection.execute(update(feed).where(feed.c.url == state.feed.url).values(**_row(state, now), lease=clock(), worker=""))


def _row(state: FeedState, now: datetime) -> dict[str, object]:
    return {
        "url": state.feed.url,
        "listed": state.feed.on and not state.off,
        "next_check": state.next_check or now,
        "state": FEED.text(state),
    }
