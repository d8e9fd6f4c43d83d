"""What the bot may do where, and what it lacks, named as Discord names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import discord

NEEDED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "view_channel": ("View Channel", "to see the channel at all"),
        "send_messages": ("Send Messages", "for the alerts"),
        "create_public_threads": ("Create Public Threads", "for an event's updates"),
        "send_messages_in_threads": ("Send Messages in Threads", "for an event's updates"),
        "read_message_history": ("Read Message History", "to see, after a broken connection, what was posted"),
    }
)
FORUM: Mapping[str, tuple[str, str]] = MappingProxyType({**NEEDED, "send_messages": ("Create Posts", "for the alerts")})
Channel = discord.abc.GuildChannel


def lacking(channel: Channel) -> Iterator[str]:
    """Each permission that the bot lacks in a channel, with what it is for."""
    given = channel.permissions_for(channel.guild.me)
    needed = FORUM if channel.type is discord.ChannelType.forum else NEEDED
    for name, (words, reason) in needed.items():
        if not getattr(given, name) and not (name == "create_public_threads" and channel.type is discord.ChannelType.forum):
            yield f"{words}: {reason}"


def where_to_greet(guild: discord.Guild) -> discord.TextChannel | None:
    """The server's own channel for such messages, or the first one where the bot may write."""
    channels = [one for one in (guild.system_channel, *sorted(guild.text_channels, key=lambda one: one.position)) if one]
    return next((channel for channel in channels if _may_write(channel)), None)


def _may_write(channel: discord.TextChannel) -> bool:
    given = channel.permissions_for(channel.guild.me)
    return given.view_channel and given.send_messages
