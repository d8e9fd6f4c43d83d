"""What went wrong at Discord, in our words: try later, never, or look first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import aiohttp
import discord

from bot.errors import Closed, InDoubt, Later, Never

TOKEN_WAIT = 300.0  # seconds: a refused token needs a person, and many refusals in a row get the address banned
CLOSED: Mapping[int, str] = MappingProxyType(
    {
        10003: "the channel is gone",
        50001: "the bot cannot see the channel: let its role view it",
        50013: "the bot may not post there: give its role Send Messages, and Send Messages in Threads",
    }
)


@contextmanager
def translated() -> Iterator[None]:
    """Turns what discord.py and aiohttp raise into Later, Never, Closed or InDoubt."""
    try:
        yield
    except discord.RateLimited as fault:
        raise Later("Discord asks us to wait", fault.retry_after) from fault
    except discord.HTTPException as fault:
        raise _of_answer(fault) from fault
    except aiohttp.ClientConnectorError as fault:
        raise Later("Discord cannot be reached") from fault
    except (OSError, aiohttp.ClientError, TimeoutError) as fault:
        raise InDoubt(f"no answer from Discord ({type(fault).__name__})") from fault


def code_of(fault: Exception) -> int:
    """Discord's own number for what went wrong; 0 where there is none."""
    return fault.__cause__.code if isinstance(fault.__cause__, discord.HTTPException) else 0


def _of_answer(fault: discord.HTTPException) -> Exception:
    told = f"Discord answered {fault.status} (code {fault.code})"
    if fault.code in CLOSED:
        return Closed(CLOSED[fault.code])
    if fault.status == 401:
        return Later("Discord refuses DISCORD_TOKEN: reset it in the developer portal and set the new one", TOKEN_WAIT)
    if fault.status == 429:
        return Later(told, TOKEN_WAIT if not fault.code else None)
    # a server's error says nothing about whether the message was written before it
    return InDoubt(told) if fault.status >= 500 else Never(f"{told}: {fault.text[:200]}")
