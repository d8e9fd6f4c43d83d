"""Announcement channels: what we post there is published to those who follow them, as often as Discord allows."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import discord
import structlog

from bot.errors import InDoubt, Later, Never
from handlers.discord_app.channels import Within

log = structlog.get_logger(__name__)
HOURLY, HOUR = 10, 3600.0  # messages a channel may publish in that many seconds
AGAIN = 60.0  # seconds after a fault: to publish twice does no harm
STALE = timedelta(hours=6)  # what is older is no news
LOOK_AT = 50  # messages of the channel's history


class Publisher:
    """Publishes messages one after another, each channel at its own pace; what a stop leaves over is found in the history."""

    def __init__(
        self, client: Callable[[], discord.Client], within: Within, pace: tuple[int, float] = (HOURLY, HOUR), again: float = AGAIN
    ) -> None:
        self._client, self._within, self._pace, self._again = client, within, pace, again
        self._left: dict[int, deque[int]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._seen: set[int] = set()

    def add(self, channel: int, message: int) -> None:
        """One more to publish."""
        self._left.setdefault(channel, deque()).append(message)
        if channel not in self._tasks or self._tasks[channel].done():
            self._tasks[channel] = asyncio.create_task(self._work(channel))

    async def close(self) -> None:
        """Stops; the next start looks for what is left."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _work(self, channel: int) -> None:
        loop, done, left = asyncio.get_running_loop(), deque[float](maxlen=self._pace[0]), self._left[channel]
        if channel not in self._seen:
            self._seen.add(channel)
            left.extendleft(reversed([one for one in await self._unpublished(channel) if one not in left]))
        while left:
            if len(done) == self._pace[0]:
                await asyncio.sleep(max(0.0, done[0] + self._pace[1] - loop.time()))
            done.append(loop.time())
            if await self._published(channel, left[0]):
                left.popleft()

    async def _published(self, channel: int, message: int) -> bool:
        """Whether no more is to be done about it."""
        if datetime.now(UTC) - discord.utils.snowflake_time(message) > STALE:
            return True
        try:
            await self._within(self._client().http.publish_message(channel, message))
        except (Later, InDoubt) as fault:
            await asyncio.sleep(getattr(fault, "after", None) or self._again)
            return False
        except Never as fault:
            log.warning("a message was not published", channel=channel, reason=str(fault))
        return True

    async def _unpublished(self, channel: int) -> Sequence[int]:
        """Messages of ours that a stop left over, oldest first."""
        try:
            client = self._client()
            held = await self._within(client.http.logs_from(channel, LOOK_AT))
        except (Later, InDoubt, Never):
            return []
        me = str(client.user.id) if client.user else ""
        mine = [one for one in held if one["author"]["id"] == me and one["type"] in {0, 19}]
        return [int(one["id"]) for one in reversed(mine) if not one.get("flags", 0) & discord.MessageFlags.crossposted.flag]
