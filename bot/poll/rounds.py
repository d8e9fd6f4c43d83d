"""One round of polling: every due feed is visited once, some at a time; one broken feed never stops it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog

from bot.errors import Fix, Later, TocsinError
from bot.model import FeedState, Story
from bot.poll.schedule import CEILING, FLOOR, Asked
from bot.poll.visit import Fault, Visit, address_of, answered, failed, unanswered
from bot.web import Page, Web

log = structlog.get_logger(__name__)
FILL = 8  # free slots worth a question to the store
LEASE_S = 180.0  # longer than a host's queue is likely to be, and a visit for certain


class FeedStore(Protocol):
    """What polling needs of the store; every call is made off the loop."""

    def due_feeds(self, now: datetime, limit: int, lease_s: float, worker: str) -> list[FeedState]:
        """Feeds to visit, leased."""
        ...

    def settle_feed(self, state: FeedState, found: Sequence[Story], now: datetime) -> int:
        """Keeps what a visit taught and brought; how many stories were new or edited."""
        ...


@dataclass(frozen=True, slots=True)
class PollReport:
    """What a round came to."""

    feeds: int = 0
    unchanged: int = 0  # 304s and equal bodies
    stories: int = 0  # new or edited
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Round:
    store: FeedStore
    web: Web
    now: datetime
    floor: float
    ceiling: float
    chance: Callable[[], float]


class Poller:
    """Visits due feeds round by round; a visit that takes long goes on beside the next rounds and holds nobody up."""

    def __init__(
        self,
        store: FeedStore,
        web: Web,
        *,
        worker: str = "poll",
        min_interval: float = FLOOR,
        max_interval: float = CEILING,
        at_once: int = 32,
        lease_s: float = LEASE_S,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._worker = worker
        self._at_once = at_once
        self._lease_s = lease_s
        self._like = _Round(store, web, datetime.min.replace(tzinfo=UTC), min_interval, max_interval, chance)
        self._running: set[asyncio.Task[PollReport]] = set()

    async def round(self, now: datetime, patience: float | None = None) -> PollReport:
        """Visits every feed due by `now`; ends when all are done, or `patience` seconds after the last was begun."""
        work, report, more = replace(self._like, now=now), PollReport(), True
        while more or self._running:
            more = more and await self._begin(work)
            done = await self._some(patience if not more else None)
            report = _sum(report, [task.result() for task in done])
            if not more and not done:
                break
        return report

    async def close(self) -> None:
        """Breaks off what is under way; its feeds are due again when their lease ends."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running = set()

    async def _begin(self, work: _Round) -> bool:
        """Fills the free slots where there are enough to be worth asking; False where no more feed is due."""
        free = self._at_once - len(self._running)
        if free < min(self._at_once, FILL):
            return True
        claimed = await asyncio.to_thread(self._store.due_feeds, work.now, free, self._lease_s, self._worker)
        self._running |= {asyncio.create_task(_visited(work, state)) for state in claimed}
        return bool(claimed)

    async def _some(self, patience: float | None) -> set[asyncio.Task[PollReport]]:
        if not self._running:
            return set()
        done, self._running = await asyncio.wait(self._running, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        return done


async def poll_round(
    store: FeedStore,
    web: Web,
    now: datetime,
    *,
    worker: str = "poll",
    min_interval: float = FLOOR,
    max_interval: float = CEILING,
    at_once: int = 32,
    lease_s: float = LEASE_S,
    chance: Callable[[], float] = random.random,
) -> PollReport:
    """One round by itself: every feed due by `now` is visited, to the end."""
    poller = Poller(
        store, web, worker=worker, min_interval=min_interval, max_interval=max_interval, at_once=at_once, lease_s=lease_s, chance=chance
    )
    try:
        return await poller.round(now)
    finally:
        await poller.close()


async def _visited(work: _Round, state: FeedState) -> PollReport:
    """One feed's part of the report; whatever goes wrong with it stays with it."""
    try:
        visit = await _visit(work, state)
        new = await asyncio.to_thread(_settled, work, visit)
    except Exception as fault:
        ours = isinstance(fault, TocsinError)
        told = str(fault) if ours else f"{type(fault).__name__}: {fault}"
        log.warning(
            "feed left as it was, it will be tried again", outlet=state.feed.outlet, feed=state.feed.url, reason=told, exc_info=not ours
        )
        return PollReport(1, faults=(Fault(state.feed.url, state.feed.outlet, told, loud=True),))
    _tell(visit)
    return PollReport(1, int(visit.unchanged), new, (visit.fault,) if visit.fault else ())


def _settled(work: _Round, visit: Visit) -> int:
    """Keeps what a visit brought; a story that the store refuses keeps none of the others out."""
    state = _within(work, visit.state)
    try:
        return work.store.settle_feed(state, visit.stories, work.now)
    except (Later, Fix):
        raise
    except Exception:
        new = work.store.settle_feed(state, (), work.now)
        return new + sum(_kept(work, state, story) for story in visit.stories)


def _kept(work: _Round, state: FeedState, story: Story) -> int:
    try:
        return work.store.settle_feed(state, (story,), work.now)
    except (Later, Fix):
        raise
    except Exception as fault:
        log.warning("story not kept, the store refuses it", outlet=story.outlet, story=story.id, url=story.url, reason=str(fault))
        return 0


def _within(work: _Round, state: FeedState) -> FeedState:
    """A feed that answers is visited again within the longest interval, whatever its own pace."""
    latest = work.now + timedelta(seconds=work.ceiling)
    return state if state.failures or state.next_check is None else replace(state, next_check=min(state.next_check, latest))


async def _visit(work: _Round, state: FeedState) -> Visit:
    try:
        page = await work.web.fetch(address_of(state), state.etag, state.modified)
    except TocsinError as fault:
        return unanswered(state, fault, work.now, work.floor, work.chance())
    try:
        return await _read(work, state, page)
    except Exception as fault:
        log.exception("feed cannot be read", outlet=state.feed.outlet, feed=state.feed.url)
        return failed(state, f"cannot be read ({type(fault).__name__})", "wrong", work.now, Asked(), work.floor, work.chance())


async def _read(work: _Round, state: FeedState, page: Page) -> Visit:
    """A body is read off the loop; an answer without one is not worth a thread."""
    told = (state, page, work.now, work.floor, work.chance())
    return await asyncio.to_thread(answered, *told) if page.body else answered(*told)


def _tell(visit: Visit) -> None:
    """One line where a person should know: at once where it will not pass by itself, after three failures where it may."""
    feed = visit.state.feed
    if visit.state.off:
        log.warning("feed switched off", outlet=feed.outlet, feed=feed.url, reason=visit.state.note)
    elif visit.fault and visit.fault.loud:
        log.warning("feed fails", outlet=feed.outlet, feed=feed.url, reason=visit.fault.reason, failures=visit.state.failures)
    elif visit.fault:
        log.debug("feed fails", outlet=feed.outlet, feed=feed.url, reason=visit.fault.reason, failures=visit.state.failures)
    elif visit.told:
        log.info("feed", outlet=feed.outlet, feed=feed.url, told=visit.told)


def _sum(report: PollReport, parts: Sequence[PollReport]) -> PollReport:
    for part in parts:
        report = replace(
            report,
            feeds=report.feeds + part.feeds,
            unchanged=report.unchanged + part.unchanged,
            stories=report.stories + part.stories,
            faults=report.faults + part.faults,
        )
    return report
