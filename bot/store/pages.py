"""Pages of stories that were told: which are due to be read again, what that brought, and which texts are let go in the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bot.model import Feed, Story
from bot.store import foreign, stories
from bot.store.codec import FEED
from bot.store.engine import put
from bot.store.tables import alert, clock, feed, page, report, story

BATCH = 500
DONE = ("done", "old")
FIRST = timedelta(minutes=15)  # after a claim was put out, its page is read again
Opened = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page to read again: the newest words held of it, and the validators to ask with."""

    story: Story
    feed: Feed | None
    told: datetime  # when its claim was put out
    done: int = 0  # how often it was read again
    etag: str = ""
    modified: str = ""
    gone: bool = False


class Pages:
    """One method, one transaction."""

    def __init__(self, write: Opened, read: Opened) -> None:
        self._write, self._read = write, read

    def due(self, now: datetime, limit: int, lease_s: float, worker: str) -> list[KeptPage]:
        """Pages due by `now`, longest overdue first, leased to `worker`."""
        with self._write() as connection:
            return _claim(connection, now, limit, lease_s, worker)

    def settle(self, one: KeptPage, next_at: datetime | None, edited: Story | None, now: datetime) -> int:
        """Writes how a reading ended; an edited story waits to be taken in as its next version. How many versions that made."""
        values = {"done": one.done, "next_at": next_at, "etag": one.etag, "modified": one.modified, "gone": one.gone}
        with self._write() as connection:
            connection.execute(update(page).where(page.c.story == one.story.id).values(**values, lease=clock(), worker=""))
            return stories.keep(connection, [edited], now) if edited else 0

    def prune(self, before: datetime) -> int:
        """Lets texts go that were seen before then; how many versions those were.

        Never one whose claim was put out, one that waits, or one that its feed still shows: it would come again as a new one.
        """
        with self._read() as connection:
            old = _old(connection, before)
        gone = 0
        for start in range(0, len(old), BATCH):
            with self._write() as connection:
                these = (story.c.id.in_(old[start : start + BATCH]), story.c.seen < before, story.c.state.in_(DONE))
                gone += connection.execute(delete(story).where(*these)).rowcount
                foreign.forget(connection, old[start : start + BATCH])
        return gone


def follow(connection: Connection, one: Story, now: datetime) -> None:
    """Begins to read a told story's page again; one that is followed already goes on as it does.

    A story in its feed's own words is left to its feed, which is visited anyway: its page says the same in other words.
    """
    if not one.url or not one.whole:
        return
    fed = connection.scalar(select(story.c.hash).where(story.c.id == one.id, story.c.version == one.version))
    if fed and fed != stories.hash_of(one):
        put(connection, page, [{"story": one.id, "told": now, "next_at": now + FIRST}], keep=True)


def _claim(connection: Connection, now: datetime, limit: int, lease_s: float, worker: str) -> list[KeptPage]:
    due = select(page).where(page.c.next_at <= now, page.c.lease <= clock()).order_by(page.c.next_at).limit(limit)
    rows = connection.execute(due.with_for_update(skip_locked=True)).all()
    connection.execute(update(page).where(page.c.story.in_([row.story for row in rows])).values(lease=clock(lease_s), worker=worker))
    held = [(row, stories.latest(connection, row.story)) for row in rows]
    return [
        KeptPage(found, _feed(connection, found.feed), row.told, row.done, row.etag, row.modified, row.gone) for row, found in held if found
    ]


def _feed(connection: Connection, url: str) -> Feed | None:
    state = connection.scalar(select(feed.c.state).where(feed.c.url == url))
    return FEED.value(state).feed if state else None


def _old(connection: Connection, before: datetime) -> list[str]:
    """The stories that nothing holds any more."""
    told = select(report.c.id).join(alert, alert.c.event == report.c.event).where(report.c.story == story.c.id)
    old = select(story.c.id, story.c.feed).where(story.c.seen < before, story.c.state.in_(DONE), ~told.exists()).distinct()
    rows = connection.execute(old).all()
    shown = _shown(connection, {row.feed for row in rows})
    return sorted({row.id for row in rows} - shown)


def _shown(connection: Connection, urls: set[str]) -> set[str]:
    bodies = connection.scalars(select(feed.c.state).where(feed.c.url.in_(sorted(urls))))
    return {known.partition("=")[2] for body in bodies for known in FEED.value(body).known}
