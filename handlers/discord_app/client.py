"""The client: sees servers only, can mention nobody, and passes what comes in to the app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import discord
import structlog

from handlers.commands import Answers
from handlers.discord_app.app import PATIENCE, App
from handlers.discord_app.asked import Came
from handlers.discord_app.form import PREFIX
from handlers.discord_app.register import sync
from handlers.discord_app.servers import Servers

log = structlog.get_logger(__name__)
RATE_LIMIT = 60.0  # seconds the library may sleep for a rate limit; a longer one is the outbox's business
RETRIES: Sequence[float] = (5.0, 30.0, 300.0, 1800.0)  # seconds between two tries to register the commands


def _now() -> datetime:
    return datetime.now(UTC)


class Hearing:
    """Who hears what comes in: the app, and what keeps the list of servers."""

    def __init__(
        self,
        answers: Answers,
        clock: Callable[[], datetime] = _now,
        patience: float = PATIENCE,
        may_post: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self.answers = answers
        self.app = App(answers, clock, patience, may_post)
        self.servers = Servers(answers, clock)


@dataclass(frozen=True, slots=True)
class Shards:
    """The part of the gateway that a process listens to: which of how many. Without a number Discord says how many; without ids: all."""

    of: int = 0
    ids: tuple[int, ...] = ()


ALL = Shards()


class Client(discord.AutoShardedClient):
    """One connection's client; without `hearing` it only sends."""

    def __init__(self, base: str | None = None, hearing: Hearing | None = None, shards: Shards = ALL) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we have nothing to say aloud
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.05 if base else 2.0,
            max_ratelimit_timeout=RATE_LIMIT,
            shard_count=shards.of or None,
            shard_ids=list(shards.ids) or None,  # type: ignore[arg-type]  # None is the library's own default: all of them
        )
        self._hearing = hearing
        self._registering: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Registers the commands in the background, where Discord holds others."""
        if self._hearing:
            self._registering = asyncio.create_task(self._register(self._hearing))

    async def close(self) -> None:
        """Disconnects."""
        if self._registering:
            self._registering.cancel()
        await super().close()

    async def _register(self, hearing: Hearing) -> None:
        for wait in (*RETRIES, 0.0):
            try:
                if await sync(self, hearing.answers.commands):
                    log.info("commands registered at Discord", count=len(hearing.answers.commands))
            except (discord.HTTPException, discord.RateLimited, OSError, aiohttp.ClientError) as fault:
                log.warning("commands could not be registered at Discord", reason=f"{type(fault).__name__}: {fault}")
                await asyncio.sleep(wait)
            else:
                return

    async def on_interaction(self, came: Came) -> None:
        """Somebody typed or pressed something."""
        if self._hearing:
            await self._hearing.app.came(came)

    async def on_ready(self) -> None:
        """The servers are known."""
        if self._hearing:
            await self._hearing.servers.known(self)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server let the bot in."""
        if self._hearing:
            await self._hearing.servers.joined(self, guild)

    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A channel's permissions may be others now."""
        if before.overwrites != after.overwrites:
            await self._opened(f"{PREFIX}{after.id}")

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """A role may do more, or less: it may be ours."""
        if before.permissions != after.permissions:
            await self._opened(f"{PREFIX}{after.guild.id}")

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """We were given a role, or lost one; of others we hear nothing."""
        if self.user and after.id == self.user.id and before.roles != after.roles:
            await self._opened(f"{PREFIX}{after.guild.id}")

    async def _opened(self, of: str) -> None:
        if self._hearing:
            await self._hearing.answers.opened(of)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server is gone, or put the bot out."""
        if self._hearing:
            await self._hearing.servers.left(guild)
