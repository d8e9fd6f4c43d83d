"""The connection to Discord: one client, logged in and kept connected, with waits that grow when it is refused."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp
import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route

from bot.errors import Fix, Later
from handlers.discord_app.client import ALL, Client, Hearing, Shards

log = structlog.get_logger(__name__)

FIRST_WAIT, LONGEST_WAIT = 5.0, 900.0  # seconds between two tries to log in
LASTED = 600.0  # seconds after which a connection counts as a good one: Discord allows 1000 a day
CLOSING = 5.0  # seconds for a goodbye
STUCK = 180.0  # seconds without a heartbeat answered, or without being ready; the library itself gives up on a silent line after 60
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DISCORD = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
REFUSED = "DISCORD_TOKEN is refused by Discord: reset it (developer portal, Bot, Reset Token) and set the new one"


def point_at(base: str | None) -> None:
    """Points the library at a loopback stand-in, or back at Discord. Any other address is refused: the token would go there."""
    if base is None:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = DISCORD
        return
    parts = urlsplit(base)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise Fix(f"TOCSIN_DISCORD_BASE_URL: {base!r} is not a loopback address (http://127.0.0.1:PORT)")
    Route.BASE = f"{base.rstrip('/')}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{parts.netloc}/gateway")


def _still(client: Client) -> None:
    """Stops heartbeats that outlive their client: a handshake that is broken off leaves its thread beating on a loop that ends."""
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler) and getattr(thread.ws, "_connection", None) is client._connection:  # noqa: SLF001 - the only tie there is
            thread.stop()


class Connection:
    """Keeps one client connected until it is closed, and builds a new one where the old one is stuck.

    One that does not listen logs in and no more: it can send.
    """

    def __init__(
        self,
        token: str,
        base: str | None,
        first_wait: float = FIRST_WAIT,
        hearing: Hearing | None = None,
        stuck: float = STUCK,
        listens: bool = True,
        shards: Shards = ALL,
    ) -> None:
        point_at(base)
        self._listens, self._shards = listens, shards
        self._token, self._base, self._first_wait, self._hearing, self._stuck = token, base, first_wait, hearing, stuck
        self._client: Client | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    @property
    def client(self) -> Client:
        """The client that is logged in; Later while there is none."""
        if self._client is None:
            raise Later("not logged in at Discord yet")
        return self._client

    async def open(self) -> None:
        """Logs in and starts listening; Fix where the token is refused. An unreachable Discord is tried again in the background."""
        try:
            await self._log_in()
        except discord.LoginFailure:
            raise Fix(REFUSED) from None
        except (discord.HTTPException, OSError, aiohttp.ClientError) as fault:
            log.warning("Discord cannot be reached, trying again", reason=f"{type(fault).__name__}: {fault}")
        self._task = asyncio.create_task(self._stay())

    async def close(self) -> None:
        """Disconnects."""
        self._closing = True
        await self._drop()
        if self._task:
            await _ended(self._task)

    async def _log_in(self) -> None:
        client = Client(self._base, self._hearing if self._listens else None, self._shards)
        try:
            await client.login(self._token)
        except BaseException:
            await client.http.close()
            raise
        self._client = client

    async def _drop(self) -> None:
        client, self._client = self._client, None
        if client and not client.is_closed():
            try:
                with suppress(TimeoutError):
                    async with asyncio.timeout(CLOSING):
                        await client.close()
            finally:
                _still(client)

    async def _stay(self) -> None:
        """Connects again and again, each time later; the library itself resumes and reconnects while its session lasts."""
        wait, clock = self._first_wait, asyncio.get_running_loop().time
        while not self._closing:
            begun = clock()
            try:
                if self._client is None:
                    await self._log_in()
                if not self._listens:
                    return
                await self._connected(self.client)
            except discord.LoginFailure:
                log.error(REFUSED)  # noqa: TRY400  # the reason is the whole story
            except Exception as fault:
                log.warning("connection to Discord lost", reason=f"{type(fault).__name__}: {fault}")
            await self._drop()
            wait = self._first_wait if clock() - begun > LASTED else wait
            await asyncio.sleep(0 if self._closing else wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _connected(self, client: Client) -> None:
        """Listens until the connection is lost, or stuck."""
        listening = asyncio.create_task(client.connect())
        watching = asyncio.create_task(self._silence(client))
        try:
            await asyncio.wait({listening, watching}, return_when=asyncio.FIRST_COMPLETED)
            if listening.done():
                listening.result()
            else:
                log.warning("connection to Discord is stuck, building a new one", silent=self._stuck)
        finally:
            watching.cancel()
            await _ended(listening)

    async def _silence(self, client: Client) -> None:
        """Returns once no heartbeat has been answered, or no further session begun, for too long."""
        loop = asyncio.get_running_loop()
        seen, since = "", loop.time()
        while loop.time() - since < self._stuck:
            await asyncio.sleep(self._stuck / 6)
            # measured anew at each heartbeat that is answered; before all is ready only one shard more is progress
            now = str(client.latencies) if client.is_ready() else str(len(client.latencies))
            if now != seen:
                seen, since = now, loop.time()


async def _ended(task: asyncio.Task[None]) -> None:
    while not task.done():
        task.cancel()  # more than once: on Python 3.11 wait_for, which the library connects by, can swallow one
        await asyncio.wait({task}, timeout=1.0)
