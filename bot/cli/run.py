"""run: what the settings switch on, in one process or in several that have roles, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial

import structlog
from aiohttp import web
from rich.console import Console

from bot.cli.desk import answers_of
from bot.cli.jobs import Job, Parts, jobs_of, now_
from bot.cli.logs import set_up
from bot.cli.parts import destinations_of, feeds_of, outlets_of, store_of, web_of
from bot.cli.patience import Patience, Stopped
from bot.cli.site import site_routes
from bot.cli.watching import routed
from bot.deliver import Outlet
from bot.errors import BadInput, Fix, TocsinError
from bot.extract import load
from bot.poll import Poller
from bot.store import Roll, Store
from bot.web import Web
from config.settings import ROLES, Settings
from handlers.clock import Clock
from handlers.http import Health, HttpServer, Lobby
from handlers.metrics import Metrics, Reading

log = structlog.get_logger(__name__)
ANSWERING = frozenset({"deliver", "discord", "slack", "http"})  # the roles that need a desk: a card's buttons are its own
GRACE = 10.0  # seconds for work under way to end
FIRST_VISITS = 60.0  # seconds that the first visits of new feeds are spread over


def roles_of(only: str) -> frozenset[str]:
    """The roles that --only names, all where it names none; BadInput where there is no such role."""
    named = [word.strip() for word in only.split(",") if word.strip()]
    if unknown := [word for word in named if word not in ROLES]:
        raise BadInput(f"--only {unknown[0]}: no such role; there are {', '.join(ROLES)}")
    return frozenset(named or ROLES)


def run_forever(settings: Settings, only: str = "") -> None:
    """Runs until SIGTERM or Ctrl-C; what is under way is finished or left in the store for the next start."""
    roles = roles_of(only)
    check_roles(settings, only)
    set_up(settings.log_level, as_json=settings.log_json, secrets=settings.secrets)
    with suppress(Stopped):
        asyncio.run(_serve(settings, roles))


def check_roles(settings: Settings, only: str) -> None:
    """Fix where all the roles that --only names have nothing to do under these settings."""
    needed = {
        "http": ("TOCSIN_HTTP_PORT", bool(settings.http_port)),
        "discord": ("DISCORD_TOKEN", bool(settings.discord_token)),
        "slack": ("SLACK_BOT_TOKEN", settings.slack_on),
    }
    idle = [role for role in sorted(roles_of(only)) if role in needed and not needed[role][1]]
    if set(idle) == roles_of(only):
        missing = [needed[role][0] for role in idle]
        verb = "is" if len(missing) == 1 else "are"
        raise Fix(f"--only {','.join(idle)}: nothing to do, {' and '.join(missing)} {verb} not set")


async def _serve(settings: Settings, roles: frozenset[str]) -> None:
    stopped = _stop_signal()
    async with AsyncExitStack() as stack:
        there = Patience(settings.database_url, stopped)
        lobby = await _lobby(settings, roles, there)
        stack.push_async_callback(lobby.close)
        store = routed(await there.of(partial(store_of, settings)))
        stack.callback(store.close)
        roll = Roll(store.file)
        stack.callback(roll.close)
        me = roll.sign(settings.worker or socket.gethostname())
        await there.of(partial(_bury, store, roll))
        door = await stack.enter_async_context(web_of(settings))
        await _named(settings, roles, store, door, there)
        answers = answers_of(settings, store, door, load) if roles & ANSWERING else None
        outlets = await stack.enter_async_context(outlets_of(settings, Console(), answers, store, roles))
        metrics = Metrics(partial(_reading, store))
        poller = _poller(settings, store, door, me)
        stack.push_async_callback(poller.close)
        jobs = await asyncio.to_thread(jobs_of, Parts(settings, store, door, poller, outlets, metrics, stopped, me), roles)
        if settings.http_port and "http" in roles:
            health = partial(_health, store, jobs)
            routes = [*_routes(outlets), *site_routes(settings, store)]
            server = HttpServer(settings.http_host, settings.http_port, health, metrics.registry, routes)
            await lobby.close()
            await server.start()
            stack.push_async_callback(server.close)
        elif "http" in roles and (settings.publish or settings.api_token):
            log.warning("no pages and no API: TOCSIN_HTTP_PORT is not set")
        clock = Clock([job.tick for job in jobs])
        for job in jobs:
            job.wake = clock.wake
        log.info("running", roles=sorted(roles), outlets=sorted(outlets), store=settings.database_url.split(":")[0])
        gc.freeze()  # what was loaded stays: walking through it again would hold every answer up for a tenth of a second
        clock.start()
        await stopped.wait()
        log.info("stopping")
        clock.pause()
        all_ended = await _ended(jobs)
        clock.stop()
        await poller.close()
        await asyncio.to_thread(_leave, store, me, all_ended)


async def _lobby(settings: Settings, roles: frozenset[str], there: Patience) -> Lobby:
    """What answers on our port until all is there, started where a port is set."""
    lobby = Lobby(settings.http_host, settings.http_port, lambda: there.reason)
    if settings.http_port and "http" in roles:
        await lobby.start()
    return lobby


async def _named(settings: Settings, roles: frozenset[str], store: Store, door: Web, there: Patience) -> None:
    """Puts into the store what the settings name; only those who work with it do so."""
    if "poll" in roles:
        feeds = await feeds_of(settings, door)
        await there.of(partial(store.keep_feeds, feeds, now_(), min(settings.poll_interval, FIRST_VISITS)))
        log.info("catalogue", feeds=len(feeds), on=sum(feed.on for feed in feeds))
    if "deliver" in roles:
        await there.of(partial(_keep_destinations, settings, store))


def _keep_destinations(settings: Settings, store: Store) -> None:
    """Settings only add: other processes and watches have destinations of their own. A terminal is only its own process's."""
    named = destinations_of(settings)
    store.keep_destinations(named, now_())
    if shut := store.places.wake():
        log.info("channels that were closed to the bot are tried again", count=shut)
    if not settings.console_on:
        store.rest_destination("console:")
    on = {"console": settings.console_on, "discord": bool(settings.discord_token), "slack": settings.slack_on}
    for name in idle_channels(settings):
        log.warning("channels that nothing is posted to: their token is not set", setting=name)
    left = [place.id for place in store.destinations() if not on.get(place.platform)]
    if left:
        log.warning("destinations that no process with these settings serves: `store pause` ends what is put by for them", places=left)


def idle_channels(settings: Settings) -> list[str]:
    """The settings that name channels of a chat that is off."""
    on = {"discord": bool(settings.discord_token), "slack": settings.slack_on}
    named = {
        "DISCORD_CHANNELS": bool(settings.discord_channels) and not on["discord"],
        "SLACK_CHANNELS": bool(settings.slack_channels and not settings.slack_bot_token),
        "TOCSIN_OWNER": not on.get(settings.owner.partition(":")[0], True),
    }
    return [name for name, idle in named.items() if idle]


def _reading(store: Store) -> Reading:
    feeds = tuple(one.state for one in store.sources.all() if one.listed)
    return Reading(store.counts(), store.queue_age(), feeds, store.takeovers, now_())


def _routes(outlets: Mapping[str, Outlet]) -> list[web.AbstractRouteDef]:
    """What the outlets have others call."""
    return [route for outlet in outlets.values() for route in getattr(outlet, "routes", ())]


def _poller(settings: Settings, store: Store, door: Web, me: str) -> Poller:
    shortest, longest = settings.poll_interval, settings.poll_max_interval
    return Poller(store, door, worker=me, min_interval=shortest, max_interval=longest)


async def _health(store: Store, jobs: Sequence[Job]) -> Health:
    """Whether every job ends its rounds and the store answers."""
    late = [job.name for job in jobs if job.late]
    if late:
        return Health(ready=False, reason=f"no round has ended for five minutes: {', '.join(late)}")
    try:
        await asyncio.to_thread(store.ping)
    except Fix as fault:  # it names hosts and users, and whoever reaches the port reads this
        log.warning("not ready", reason=str(fault).splitlines()[0])
        return Health(ready=False, reason="the database must be mended: the log says what it is")
    except TocsinError as fault:
        return Health(ready=False, reason=str(fault).splitlines()[0])
    return Health(ready=True)


def _bury(store: Store, roll: Roll) -> None:
    """Ends the leases of processes that are known to be gone, so that a restart after a crash waits for nobody."""
    dead = sorted(filter(roll.gone, store.lease_holders()))
    if dead:
        log.info("leases of a dead process ended", workers=dead, leases=store.end_leases(dead))


def _leave(store: Store, me: str, all_ended: bool) -> None:
    """Gives back what is held here; a lease of what was cut off runs on, as a message may still be on its way."""
    store.release_stories(me)
    if all_ended:
        store.end_leases([me])


def _stop_signal() -> asyncio.Event:
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stopped.set)
    return stopped


async def _ended(jobs: Sequence[Job]) -> bool:
    """Whether all work under way ended by itself."""
    waits = [asyncio.create_task(job.ended(), name=job.name) for job in jobs]
    _, late = await asyncio.wait(waits, timeout=GRACE) if waits else (set(), set())
    for task in late:
        task.cancel()
    if late:
        log.warning("left unfinished, the next start goes on with it", jobs=sorted(task.get_name() for task in late))
    return not late
