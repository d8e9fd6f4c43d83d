"""The jobs of a process: rounds that the clock wakes, by the roles it has."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.cli.listening import listened, owner_of
from bot.cli.watching import scale
from bot.deliver import DeliverReport, Outlet, Policy, deliver_round
from bot.extract import load
from bot.model import Feed, Story
from bot.poll import Poller, PollReport, RereadReport, read_story, reread_round
from bot.store import KeptPage, Store
from bot.take import Taker, TakeReport, again
from bot.web import Web
from config.settings import Settings
from handlers.clock import Tick
from handlers.metrics import Metrics

TICK = 1.0  # seconds; what is due is decided in the store
OFTEN = 0.5  # of deliveries: what another process left is taken over within its lease and a second
SELDOM = 10.0  # of pages to read again
MINUTE = 60.0  # of listening for silence
DAILY = 6 * 3600.0  # of what is let go
STALE = 300.0  # seconds without a finished round before we say that we cannot work


def after(report: object) -> str:
    """The job that has something to do after a round; "" where none has."""
    match report:
        case PollReport(stories=count) | RereadReport(edited=count) if count:
            return "read"
        case TakeReport(alerts=count) if count:
            return "deliver"
    return ""


class Job:
    """A round that the clock wakes; it starts no more once closed, and `ended` waits for the one under way."""

    def __init__(self, name: str, work: Callable[[], Awaitable[object]], metrics: Metrics, every: float = TICK) -> None:
        self.name, self.every = name, every
        self.done = time.monotonic()  # when a round last ended well
        self.wake: Callable[[str], None] = lambda _: None  # how the job that has something to do after a round is told
        self._work = work
        self._metrics = metrics
        self._closed = False
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def tick(self) -> Tick:
        """How the clock wakes it."""
        return Tick(self.name, self.every, self.woken)

    @property
    def late(self) -> bool:
        """Whether no round has ended well for too long."""
        return time.monotonic() - self.done > STALE + 2 * self.every

    async def woken(self) -> None:
        """Does one round, unless closed."""
        if self._closed:
            return
        self._idle.clear()
        try:
            report = await self._work()
            self._metrics.count(report)
            self.done = time.monotonic()
            self.wake(after(report))
        except asyncio.CancelledError:
            if not self._closed:
                raise  # cut off at the stop is no fault: the lease ends and another goes on with it
        finally:
            self._idle.set()

    async def ended(self) -> None:
        """Starts no more rounds and returns when the one under way is over."""
        self._closed = True
        await self._idle.wait()


@dataclass(frozen=True, slots=True)
class Parts:
    """What the jobs work with."""

    settings: Settings
    store: Store
    web: Web
    poller: Poller
    outlets: Mapping[str, Outlet]
    metrics: Metrics
    stopped: asyncio.Event
    worker: str  # the name that leases are taken in


def now_() -> datetime:
    """Now."""
    return datetime.now(UTC)


def jobs_of(parts: Parts, roles: frozenset[str]) -> list[Job]:
    """The jobs of some roles; slow where it must load what reads stories."""
    made = {"poll": _polling, "read": _reading, "deliver": _delivering}
    return [job for role, make in made.items() if role in roles for job in make(parts)]


def _polling(parts: Parts) -> Iterator[Job]:
    settings, store = parts.settings, parts.store
    kept = timedelta(days=settings.keep_days)

    async def polled() -> PollReport:
        return await parts.poller.round(now_(), patience=1)

    async def gone(page: KeptPage) -> int:
        return await asyncio.to_thread(again, store, page.story, page.feed, now_())

    async def reread() -> RereadReport:
        return await reread_round(store.pages, parts.web, now_(), gone, worker=parts.worker)

    async def pruned() -> int:
        gone = await asyncio.to_thread(store.places.forget, now_(), settings.why_kept)
        return gone + (await asyncio.to_thread(store.pages.prune, now_() - kept) if kept else 0)

    yield Job("poll", polled, parts.metrics)
    if settings.pages:
        yield Job("reread", reread, parts.metrics, SELDOM)
    yield Job("prune", pruned, parts.metrics, DAILY)


def _reading(parts: Parts) -> Iterator[Job]:
    settings, store = parts.settings, parts.store
    max_age = timedelta(hours=settings.max_age_hours) if settings.max_age_hours else None

    async def reader(story: Story, feed: Feed | None) -> Story:
        return await read_story(parts.web, story, feed, now_()) if settings.pages else story

    async def released() -> int:
        return await asyncio.to_thread(store.watches.release, now_())

    owner = owner_of(settings.owner)

    async def heard() -> int:
        return await listened(store, owner, now_())

    taker = Taker(store, load(), reader, max_age, parts.worker, scale=scale(), stopping=parts.stopped.is_set)
    yield Job("read", lambda: taker.round(now_), parts.metrics)
    yield Job("watch", released, parts.metrics)
    yield Job("silence", heard, parts.metrics, MINUTE)


def _delivering(parts: Parts) -> Iterator[Job]:
    settings = parts.settings
    policy = Policy(hold=settings.slack_in_doubt == "hold")

    async def delivered() -> DeliverReport:
        return await deliver_round(parts.store, parts.outlets, now_(), worker=parts.worker, policy=policy, stopping=parts.stopped.is_set)

    yield Job("deliver", delivered, parts.metrics, OFTEN)
