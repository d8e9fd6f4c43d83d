"""run: everything the settings switch on, in one process, until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from aiohttp.web import AbstractRouteDef
from rich.console import Console

from bot.cli.logs import set_up
from bot.cli.parts import destinations_of, feeds_of, outlets_of, store_of, web_of
from bot.cli.watching import routed, scale
from bot.deliver import DeliverReport, Outlet, Policy, deliver_round
from bot.extract import load
from bot.model import Feed, Story
from bot.poll import Poller, PollReport, read_story
from bot.store import Store
from bot.take import Taker
from bot.web import Web
from config.settings import Settings
from handlers.clock import Clock, Tick
from handlers.http import Health, HttpServer
from handlers.metrics import Metrics

log = structlog.get_logger(__name__)
TICK = 1.0  # seconds; what is due is decided in the store
STALE = 300.0  # seconds without a finished round before we say that we cannot work
GRACE = 10.0  # seconds for work under way to end


def run_forever(settings: Settings) -> None:
    """Runs until SIGTERM or Ctrl-C; what is under way is finished or left in the store for the next start."""
    set_up(settings.log_level, as_json=settings.log_json, secrets=settings.secrets)
    asyncio.run(_serve(settings))


def _now() -> datetime:
    return datetime.now(UTC)


async def _serve(settings: Settings) -> None:
    stopped = _stop_signal()
    async with AsyncExitStack() as stack:
        store = routed(await asyncio.to_thread(store_of, settings))
        stack.callback(store.close)
        await asyncio.to_thread(_bury, store, settings.worker_name)
        web = await stack.enter_async_context(web_of(settings))
        feeds = await feeds_of(settings, web)
        await asyncio.to_thread(store.keep_feeds, feeds, _now())
        await asyncio.to_thread(store.keep_destinations, destinations_of(settings), _now())
        outlets = await stack.enter_async_context(outlets_of(settings, Console(), store=store))
        metrics = Metrics(store.counts)
        poller = _poller(settings, store, web)
        stack.push_async_callback(poller.close)
        jobs = await asyncio.to_thread(_jobs, settings, Parts(store, web, poller, outlets, metrics, stopped))
        if settings.http_port:
            server = HttpServer(settings.http_host, settings.http_port, partial(_health, jobs), metrics.registry, _routes(outlets))
            await server.start()
            stack.push_async_callback(server.close)
        clock = Clock([Tick(job.name, TICK, job.woken) for job in jobs])
        log.info("running", feeds=sum(feed.on for feed in feeds), outlets=sorted(outlets), store=settings.database_url.split(":")[0])
        clock.start()
        await stopped.wait()
        log.info("stopping")
        clock.pause()
        await _ended(jobs)
        clock.stop()
        await asyncio.to_thread(store.release_stories, settings.worker_name)


@dataclass(frozen=True, slots=True)
class Released:
    """How many digests and summaries a round put out."""

    messages: int


class Job:
    """A round that the clock wakes; it starts no more once closed, and `ended` waits for the one under way."""

    def __init__(self, name: str, work: Callable[[], Awaitable[object]], metrics: Metrics) -> None:
        self.name = name
        self.done = time.monotonic()  # when a round last ended well
        self._work = work
        self._metrics = metrics
        self._closed = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def woken(self) -> None:
        """Does one round, unless closed."""
        if self._closed:
            return
        self._idle.clear()
        try:
            self._metrics.count(self.name, _numbers(await self._work()))
            self.done = time.monotonic()
        finally:
            self._idle.set()

    async def ended(self) -> None:
        """Starts no more rounds and returns when the one under way is over."""
        self._closed = True
        await self._idle.wait()


def _numbers(report: object) -> dict[str, float]:
    """The counts in a round's report."""
    if not is_dataclass(report) or isinstance(report, type):
        return {}
    return {f.name: value for f in fields(report) if isinstance(value := getattr(report, f.name), int | float)}


@dataclass(frozen=True, slots=True)
class Parts:
    """What the jobs work with."""

    store: Store
    web: Web
    poller: Poller
    outlets: Mapping[str, Outlet]
    metrics: Metrics
    stopped: asyncio.Event


def _routes(outlets: Mapping[str, Outlet]) -> list[AbstractRouteDef]:
    """What the outlets have others call."""
    return [route for outlet in outlets.values() for route in getattr(outlet, "routes", ())]


def _poller(settings: Settings, store: Store, web: Web) -> Poller:
    shortest, longest = settings.poll_interval, settings.poll_max_interval
    return Poller(store, web, worker=settings.worker_name, min_interval=shortest, max_interval=longest)


def _jobs(settings: Settings, parts: Parts) -> list[Job]:
    extractor, store, metrics = load(), parts.store, parts.metrics
    policy = Policy(hold=settings.slack_in_doubt == "hold")
    max_age = timedelta(hours=settings.max_age_hours) if settings.max_age_hours else None

    async def reader(story: Story, feed: Feed | None) -> Story:
        return await read_story(parts.web, story, feed, _now()) if settings.pages else story

    async def polled() -> PollReport:
        return await parts.poller.round(_now(), patience=1)

    async def delivered() -> DeliverReport:
        return await deliver_round(store, parts.outlets, _now(), worker=settings.worker_name, policy=policy, stopping=parts.stopped.is_set)

    async def released() -> Released:
        return Released(await asyncio.to_thread(store.watches.release, _now()))

    taker = Taker(store, extractor, reader, max_age, settings.worker_name, scale=scale())
    return [
        Job("poll", polled, metrics),
        Job("read", lambda: taker.round(_now), metrics),
        Job("watch", released, metrics),
        Job("deliver", delivered, metrics),
    ]


async def _health(jobs: list[Job]) -> Health:
    late = [job.name for job in jobs if time.monotonic() - job.done > STALE]
    return Health(not late, f"no round has ended for {STALE:.0f} s: {', '.join(late)}" if late else "")


def _bury(store: Store, me: str) -> None:
    """Ends the leases of processes of this machine that are gone, so that a restart after a crash waits for nobody."""
    host = me.rsplit("-", 1)[0]
    named = {name: name.rsplit("-", 1) for name in store.lease_holders()}
    dead = [name for name, (*where, pid) in named.items() if where == [host] and pid.isdigit() and not _lives(int(pid))]
    if dead:
        log.info("leases of a dead process ended", workers=dead, leases=store.end_leases(dead))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _stop_signal() -> asyncio.Event:
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stopped.set)
    return stopped


async def _ended(jobs: list[Job]) -> None:
    waits = [asyncio.create_task(job.ended(), name=job.name) for job in jobs]
    _, late = await asyncio.wait(waits, timeout=GRACE)
    for task in late:
        task.cancel()
    if late:
        log.warning("left unfinished, the next start goes on with it", jobs=sorted(task.get_name() for task in late))
