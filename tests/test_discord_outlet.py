import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from fakes.alerts import CORRECTION, DENIAL, DENIED_CLAIM, NEW, UPDATE, delivery
from fakes.discord import FakeDiscord

from bot.errors import Fix
from bot.model import Handle, Show
from handlers.discord_app import DiscordOutlet


@asynccontextmanager
async def talking(channels=("100",), timeout_s=0.5, **held):
    """A fake Discord and an outlet that is connected to it."""
    async with FakeDiscord(channels) as discord:
        outlet = DiscordOutlet(discord.token, base=discord.base, timeout_s=timeout_s, **held)
        await outlet.start()
        try:
            yield discord, outlet
        finally:
            await outlet.close()


def run(scene, **held):
    async def main():
        async with talking(**held) as (discord, outlet):
            await scene(discord, outlet)

    asyncio.run(main())


def test_a_new_alert_is_one_message_with_all_its_facts():
    async def scene(discord, outlet):
        handle = await outlet.send(delivery(), None)
        [text] = discord.texts("100")
        assert handle == Handle(discord.messages["100"][0]["id"], "", "100")
        for fact in (
            "ALLEGED · Borduria → Syldavia · arms transfer: at least 23 Pelikan-2 drones",
            "Borduria handed over",
            "16–22 Nov 2026",
            "Klow",
        ):
            assert fact in text
        for fact in ("4 outlets · up to 2 newsrooms · 1 party", "[Harbour Wire](<https://harbourwire.example/", "state media", "grade B2"):
            assert fact in text

    run(scene)


def test_an_update_changes_the_message_and_is_told_in_its_thread():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        handle = await outlet.send(delivery(UPDATE), parent)
        [first] = discord.texts("100")
        [reply] = discord.texts(parent.message)
        assert "count at least 23 → 40" in first
        assert "count at least 23 → 40" in reply
        assert handle.channel == parent.message

    run(scene)


def test_an_edit_disturbs_nobody():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        assert await outlet.send(delivery(replace(UPDATE, show=Show.EDIT)), parent) == parent
        assert len(discord.texts("100")) == 1
        assert list(discord.messages) == ["100"]

    run(scene)


@pytest.mark.parametrize("alert", [DENIAL, CORRECTION])
def test_denials_and_corrections_stand_in_the_thread_and_in_the_channel(alert):
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        await outlet.send(delivery(alert), parent)
        assert len(discord.texts(parent.message)) == 1
        assert len(discord.texts("100")) == 2
        assert discord.messages["100"][1]["message_reference"]["message_id"] == parent.message

    run(scene)


def test_a_denial_leaves_the_claims_own_message_as_it_was():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        before = discord.texts("100")[0]
        await outlet.send(delivery(DENIAL), parent)
        assert discord.texts("100")[0] == before

    run(scene)


def test_a_denial_that_says_how_the_claim_now_stands_marks_its_message():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        await outlet.send(delivery(replace(DENIAL, standing=DENIED_CLAIM)), parent)
        first, second = discord.texts("100")
        assert "ALLEGED, DENIED · Borduria → Syldavia" in first
        assert "Borduria handed over" in first
        assert "“No drone has left our territory,”" in second

    run(scene)


def test_a_second_attempt_finds_what_the_first_one_wrote():
    async def scene(discord, outlet):
        handle = await outlet.send(delivery(), None)
        discord.forget_nonces("100")
        assert await outlet.find(delivery()) == handle
        assert await outlet.send(delivery(attempts=2), None) == handle
        assert len(discord.texts("100")) == 1

    run(scene)


def test_a_message_never_written_is_not_found():
    async def scene(discord, outlet):
        await outlet.send(delivery(), None)
        assert await outlet.find(delivery(NEW, id="another")) is None

    run(scene)


def test_a_refused_token_is_told_in_one_line_at_the_start():
    async def main():
        async with FakeDiscord() as discord:
            with pytest.raises(Fix, match="DISCORD_TOKEN is refused"):
                await DiscordOutlet("x.y.z", base=discord.base).start()

    asyncio.run(main())


@pytest.mark.parametrize("base", ["https://discord.example", "http://10.0.0.1:80", "http://127.0.0.1.evil.example", "ftp://127.0.0.1"])
def test_only_a_loopback_address_may_stand_in_for_discord(base):
    with pytest.raises(Fix, match="not a loopback address"):
        DiscordOutlet("a.b.c", base=base)
