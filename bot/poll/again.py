"""A round of pages read again: those whose claims were put out, on the revision schedule."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.model import Story
from bot.poll.pages import Again, Change, reread
from bot.poll.schedule import reread_at
from bot.store import KeptPage
from bot.web import Web

log = structlog.get_logger(__name__)
LEASE_S = 180.0
Gone = Callable[[KeptPage], Awaitable[object]]  # notes on a story's events that its page was taken down


class PageStore(Protocol):
    """What reading again needs of the store; every call is made off the loop."""

    def due(self, now: datetime, limit: int, lease_s: float, worker: str) -> list[KeptPage]:
        """Pages to read again, leased."""
        ...

    def settle(self, one: KeptPage, next_at: datetime | None, edited: Story | None, now: datetime) -> int:
        """Keeps how a reading ended; how many new versions that made."""
        ...


@dataclass(frozen=True, slots=True)
class RereadReport:
    """What a round came to."""

    pages: int = 0
    edited: int = 0
    gone: int = 0
    failed: int = 0


async def reread_round(
    store: PageStore, web: Web, now: datetime, gone: Gone, *, worker: str = "poll", limit: int = 20, lease_s: float = LEASE_S
) -> RereadReport:
    """Reads the pages that are due once more; what is edited waits as the story's next version. One that fails stops no other."""
    due = await asyncio.to_thread(store.due, now, limit, lease_s, worker)
    ends = Counter(await asyncio.gather(*(_tried(store, web, now, gone, one) for one in due)))
    return RereadReport(len(due), ends[Change.EDITED], ends[Change.GONE], ends[Change.FAILED])


async def _tried(store: PageStore, web: Web, now: datetime, gone: Gone, one: KeptPage) -> Change:
    try:
        found = await reread(web, one.story, one.etag, one.modified)
        return await _settled(store, now, gone, one, found)
    except Exception:
        log.exception("page left as it was, it will be tried again", outlet=one.story.outlet, story=one.story.id, url=one.story.url)
        return Change.FAILED


async def _settled(store: PageStore, now: datetime, gone: Gone, one: KeptPage, found: Again) -> Change:
    """Tells the ledger first: a page whose end was not written is simply read once more."""
    if found.change is Change.GONE and not one.gone:
        await gone(one)
    if found.change in {Change.GONE, Change.EDITED}:
        log.info("page read again", change=found.change.value, outlet=one.story.outlet, story=one.story.id, url=one.story.url)
    done, next_at = _next(one, now)
    after = replace(one, done=done, etag=found.etag, modified=found.modified, gone=found.change is Change.GONE)
    edited = found.story if found.change is Change.EDITED else None
    await asyncio.to_thread(store.settle, after, next_at, edited, now)
    return found.change


def _next(one: KeptPage, now: datetime) -> tuple[int, datetime | None]:
    """How often it is read by now, and when again; what was missed while nobody was at work is not caught up with."""
    done = one.done + 1
    while (when := reread_at(one.told, done)) and when <= now:
        done += 1
    return done, when
