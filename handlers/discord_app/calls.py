"""Calls to Discord under a time limit of ours, which may cut one off at any point."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import discord

from bot.errors import InDoubt
from handlers.discord_app.faults import translated

T = TypeVar("T")


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
