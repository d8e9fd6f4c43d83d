"""Servers that the bot comes to and leaves: the welcome, with what it lacks named one by one, and the farewell."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import aiohttp
import discord
import structlog

from handlers.commands import Answers, Asked, Line, Reply
from handlers.discord_app.form import PREFIX
from handlers.discord_app.permissions import lacking, where_to_greet
from handlers.discord_app.reply import shown

log = structlog.get_logger(__name__)
NOBODY = discord.AllowedMentions.none()
NOWHERE = "The bot may not write in any channel of the server: let its role see one and write there (View Channel, Send Messages)."


class Servers:
    """Greets, and says goodbye."""

    def __init__(self, answers: Answers, clock: Callable[[], datetime]) -> None:
        self._answers, self._clock = answers, clock

    async def joined(self, client: discord.Client, guild: discord.Guild) -> None:
        """One message: in the server where the bot may write, else to its owner."""
        channel = where_to_greet(guild)
        place = f"{PREFIX}{channel.id}" if channel else ""
        try:
            reply = await self._answers.joined(place, f"{PREFIX}{guild.id}", guild.name)
            if channel:
                await self._greet(channel, guild, replace(reply, lines=(*reply.lines, *_lacking(channel))))
            else:
                owner = await client.create_dm(discord.Object(guild.owner_id or 0))
                await self._greet(owner, guild, replace(reply, lines=(*reply.lines, Line(NOWHERE, strong=True)), buttons=()))
        except (discord.HTTPException, OSError, aiohttp.ClientError) as fault:
            log.warning("a server could not be greeted", server=guild.id, reason=f"{type(fault).__name__}: {fault}")
        except Exception:
            log.exception("a server could not be greeted", server=guild.id)

    async def _greet(self, place: discord.abc.Messageable, guild: discord.Guild, reply: Reply) -> None:
        joined = guild.me.joined_at if guild.me else None
        known = base64.b32encode(hashlib.sha256(f"welcome|{guild.id}|{joined}".encode()).digest())[:25].decode()
        await place.send(view=shown(reply, Asked("welcome")).view, nonce=known, allowed_mentions=NOBODY)

    async def known(self, client: discord.Client) -> None:
        """Tells which server each channel is of."""
        try:
            await self._answers.housed(lambda place: _home(client, place))
        except Exception:
            log.exception("the servers of channels could not be noted")

    async def left(self, guild: discord.Guild) -> None:
        """Everything of that server is cleaned up in time."""
        try:
            await self._answers.left(f"{PREFIX}{guild.id}", self._clock())
        except Exception:
            log.exception("what a server leaves could not be noted", server=guild.id)


def _lacking(channel: discord.TextChannel) -> Iterator[Line]:
    for told in lacking(channel):
        yield Line(f"The bot lacks a permission here: {told}", strong=True)


def _home(client: discord.Client, place: str) -> tuple[str, bool] | None:
    number = place.removeprefix(PREFIX)
    channel = client.get_channel(int(number)) if number.isdecimal() else None
    if not isinstance(channel, discord.abc.GuildChannel):
        return None
    return f"{PREFIX}{channel.guild.id}", not channel.permissions_for(channel.guild.default_role).view_channel
