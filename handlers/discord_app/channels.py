"""What sort of channel it is: what the gateway told, or else what Discord answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.errors import InDoubt, Later

FORUMS = frozenset({discord.ChannelType.forum.value, discord.ChannelType.media.value})
NEWS = discord.ChannelType.news.value
KEPT = 600.0  # seconds that an answer holds: tags and kinds of channels change rarely


@dataclass(frozen=True, slots=True)
class Place:
    """A channel: its kind, server, and, of a forum, the tags that anybody may set: (id, name)."""

    id: int
    kind: int
    guild: int = 0
    tags: Sequence[tuple[int, str]] = ()
    tagged: bool = False  # a post must have one


Within = Callable[[Awaitable[Any]], Awaitable[Any]]


class Places:
    """Knows channels. Those of servers that this process hears of need no question."""

    def __init__(self, within: Within) -> None:
        self._within = within
        self._told: dict[int, tuple[float, Place]] = {}

    async def place(self, client: discord.Client, channel: int) -> Place:
        """The channel; Later where Discord does not answer, Closed where it is gone or shut to us."""
        if known := client.get_channel(channel):
            return _known(known)
        now = asyncio.get_running_loop().time()
        at, held = self._told.get(channel, (0.0, None))
        if held and now - at < KEPT:
            return held
        try:
            told = _told(await self._within(client.http.get_channel(channel)))
        except InDoubt as fault:
            raise Later(str(fault)) from fault  # nothing was written yet
        self._told[channel] = (now, told)
        return told


def _known(channel: Any) -> Place:
    tags = [(tag.id, tag.name) for tag in getattr(channel, "available_tags", ()) if not tag.moderated]
    flags = getattr(channel, "flags", None)
    guild = getattr(channel, "guild", None)
    return Place(channel.id, channel.type.value, guild.id if guild else 0, tags, bool(getattr(flags, "require_tag", False)))


def _told(raw: Mapping[str, Any]) -> Place:
    tags = [(int(tag["id"]), tag["name"]) for tag in raw.get("available_tags") or () if not tag.get("moderated")]
    tagged = bool(int(raw.get("flags") or 0) & discord.ChannelFlags.require_tag.flag)
    return Place(int(raw["id"]), raw["type"], int(raw.get("guild_id") or 0), tags, tagged)
