"""Calls to Discord under a time limit of ours, which may cut one off at any point."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import discord

from bot.errors import InDoubt
from handlers.discord_app.faults import translated

T = TypeVar("T")


class Steady:
    """So many calls a second and never more at once: whoever comes early waits. A message may take several calls, each of which counts."""

    def __init__(self, per_s: float) -> None:
        self._step, self._free = 1 / per_s, 0.0

    async def turn(self, work: Awaitable[object]) -> None:
        """Returns when it is the caller's turn; the work that is cut off before that is never begun."""
        now = asyncio.get_running_loop().time()
        self._free = max(self._free + self._step, now)
        try:
            await asyncio.sleep(self._free - now)
        except BaseException:
            if asyncio.iscoroutine(work):
                work.close()
            raise


async def within(seconds: float, client: discord.Client, work: Awaitable[T]) -> T:
    """What the call returns; Later, Never, Closed or InDoubt where it raises or takes too long."""
    try:
        with translated():
            async with asyncio.timeout(seconds):
                return await work
    except (InDoubt, asyncio.CancelledError):
        _unlock(client)
        raise


def _unlock(client: discord.Client) -> None:
    """A call cut off while it sleeps through a global rate limit leaves the library's lock shut: no call would ever be made again.

    Opened too early, the next call is told to wait once more.
    """
    client.http._global_over.set()  # noqa: SLF001  # there is no public way; a test holds it to what it does
