"""A call that two people agreed to, with the real client over sockets: heard in a channel and in a forum."""

import asyncio
from dataclasses import replace

import pytest
from fakes.alerts import NEW, delivery
from fakes.discord_rooms import FakeRooms
from fakes.ledger import NOW

from bot.watch.notes import called_note
from handlers.discord_app import DiscordOutlet


async def called(kind):
    """What a role's call looks like in a channel of a kind: every text it holds."""
    async with FakeRooms(("100", "200"), {"100": kind}, ()) as discord:
        discord.pingable.add("77")
        outlet = DiscordOutlet(discord.token, base=discord.base, timeout_s=0.5)
        await outlet.start()
        try:
            parent = await outlet.send(delivery(), None)
            await outlet.send(replace(delivery(called_note(NEW, 1, NOW)), ping="77", handle=parent), parent)
            return "\n".join(text for channel in ("100", *discord.posts) for text in discord.texts(channel))
        finally:
            await outlet.close()


@pytest.mark.parametrize(("kind", "name"), [(0, "a text channel"), (15, "a forum")])
def test_the_role_is_called_once_where_people_see_it(kind, name):
    told = asyncio.run(called(kind))
    assert told.count("<@&77>") == 1, name
    assert "CALLED by two people" in told
