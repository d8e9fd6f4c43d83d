"""simcord with our real client on it: people type and press, and every body that this causes is held to Discord's document and limits."""

from __future__ import annotations

import asyncio
import json

import discord
import simcord
from fakes.discord_clerk import Clerk
from fakes.discord_rules import refusal
from fakes.specs import discord_spec

from handlers.discord_app.client import Client, Hearing


class Stage:
    """One server with a channel, a manager and a member."""

    def __init__(self, env, clerk, denied):
        self.env, self.clerk = env, clerk
        self.guild = env.create_guild(name="Newsroom")
        mine = discord.PermissionOverwrite(**dict.fromkeys(denied, False))
        self.channel = self.guild.create_text_channel("alerts", overwrites={env.bot.user: mine})
        editors = self.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
        self.editor = self.guild.add_member(env.create_user("editor"), roles=[editors])
        self.member = self.guild.add_member(env.create_user("member"))

    async def posted(self, view):
        """A message of the bot's in the channel, as the outlet would leave it there."""
        target = self.env.bot.get_partial_messageable(self.channel.id)
        with self.env._bot_scope():
            return await target.send(view=view, nonce="n" * 20, allowed_mentions=discord.AllowedMentions.none())


def play(scene, clerk=None, denied=(), settle=5.0, **held):
    """Runs a scene, some permissions denied to the bot in the channel; then every request is held to the document and the rules.

    What sleeps longer than `settle` seconds is not waited for: time is turned on by hand.
    """
    clerk = clerk or Clerk()

    async def main():
        client = Client(None, Hearing(clerk, **held))
        async with simcord.run(client, shard_count=1, settle_timeout=settle) as env:
            await scene(Stage(env, clerk, denied))
            refused = [f"{one.method} {one.path}: {why}" for one in env.http_requests if (why := refused_of(one))]
            assert not refused, refused

    asyncio.run(main())


def refused_of(request):
    """Why Discord would refuse a request; "" where it would not."""
    if request.method == "GET" or request.json is None:
        return ""
    body = json.loads(json.dumps(request.json))
    spec = discord_spec()
    return (spec.refusal_of_request(request.method, request.path, body) if spec else "") or refusal(request.method, request.path, body)


def said(message):
    """All text of a message."""
    return "\n".join(texts(message.components))


def texts(components):
    for part in components:
        raw = part if isinstance(part, dict) else part.to_dict()
        if "content" in raw:
            yield raw["content"]
        yield from texts(raw.get("components", []))


def pressables(components):
    """What can be pressed, by label or placeholder."""
    found = {}
    for part in components:
        raw = part if isinstance(part, dict) else part.to_dict()
        if raw.get("custom_id"):
            found[raw.get("label") or raw.get("placeholder")] = raw["custom_id"]
        found |= pressables(raw.get("components", []))
    return found
