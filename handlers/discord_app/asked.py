"""What came in from Discord, as a question: who asks, where, and what they may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from handlers.commands import Asked, Command, Kind
from handlers.discord_app.form import PREFIX
from handlers.discord_app.register import SUB

Came = discord.Interaction[discord.Client]
THREADS = (discord.ChannelType.public_thread, discord.ChannelType.private_thread, discord.ChannelType.news_thread)
NOT_WRITER = "Only who may manage the server (Manage Server) can change this: ask one of them."


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as it was typed; `focus` is the option that is being typed."""

    noun: str
    sub: str
    options: Mapping[str, str]
    focus: str = ""


def typed(data: Mapping[str, Any]) -> Typed:
    """The command, sub-command and options of an interaction's data."""
    given: Sequence[Mapping[str, Any]] = data.get("options") or ()
    sub = ""
    if given and given[0]["type"] == SUB:
        sub, given = given[0]["name"], given[0].get("options") or ()
    told = {option["name"]: _value(option["value"]) for option in given if "value" in option}
    return Typed(data["name"], sub, told, next((option["name"] for option in given if option.get("focused")), ""))


def _value(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def named(command: Command, options: Mapping[str, str]) -> dict[str, str]:
    """The options with channels named as destinations are."""
    channels = {option.name for option in command.options if option.kind is Kind.CHANNEL}
    return {name: f"{PREFIX}{value}" if name in channels and value.isdecimal() else value for name, value in options.items()}


def asked(came: Came, noun: str, verb: str, options: Mapping[str, str]) -> Asked:
    """The question, with who asks it and where. A server that only the person brought the bot to is no home of ours."""
    home = f"{PREFIX}{came.guild_id}" if came.guild_id and not _brought(came) else ""
    place = f"{PREFIX}{_channel(came)}" if home else ""
    may = bool(home) and came.permissions.manage_guild
    label = came.guild.name if home and came.guild else ""
    who, name = f"{PREFIX}{came.user.id}", came.user.display_name
    may_all, own = may, bool(home) and _alone(came.client)
    private = _private(came)
    return Asked(noun, verb, options, who, place, home, private, may_write=may, may_all=may_all, own=own, name=name, label=label)


def _alone(client: discord.Client) -> bool:
    """Whether the bot is in one server only: then that is the operator's. Of a bot in shards nobody sees all servers."""
    return len(client.guilds) == 1 and (client.shard_count or 1) == 1


def _brought(came: Came) -> bool:
    return came.is_user_integration() and not came.is_guild_integration()


def _channel(came: Came) -> int | None:
    """The channel asked in; in a thread or a forum's post, the channel that this is of."""
    parent = getattr(came.channel, "parent_id", None)
    return parent if parent and getattr(came.channel, "type", None) in THREADS else came.channel_id


def _private(came: Came) -> bool:
    """Not everybody of the server sees the channel; where we cannot tell, nobody does."""
    if came.guild is None or getattr(came.channel, "type", None) is discord.ChannelType.private_thread:
        return True
    channel = came.guild.get_channel(_channel(came) or 0)
    everyone = came.guild.default_role
    return channel is None or everyone is None or not channel.permissions_for(everyone).view_channel


def unmanaged(came: Came, data: Mapping[str, Any]) -> Iterator[str]:
    """Channels named in the question that the person may not manage: private ones are not theirs to hand out."""
    for channel in (data.get("resolved") or {}).get("channels", {}).values():
        may = discord.Permissions(int(channel.get("permissions") or 0))
        if not (may.administrator or (may.view_channel and (may.manage_channels or came.permissions.manage_guild))):
            yield str(channel.get("name") or channel["id"])
