import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import discord
import pytest
from fakes.alerts import CORRECTION, DENIAL, DENIED_CLAIM, DIGEST, NEW, UPDATE, delivery
from fakes.discord import FakeDiscord

from bot.errors import Fix
from bot.model import Handle, Show
from handlers.discord_app import DiscordOutlet


@asynccontextmanager
async def talking(channels=("100",), timeout_s=4.0, **held):
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
            "ALLEGED · Norvania → Keldovia · arms transfer: at least 23 Pelikan-2 drones",
            "Norvania handed over",
            "16–22 Nov 2026",
            "Kelm",
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
        assert "ALLEGED, DENIED · Norvania → Keldovia" in first
        assert "Norvania handed over" in first
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


def test_a_digest_lists_its_events_each_with_its_link():
    async def scene(discord, outlet):
        await outlet.send(delivery(DIGEST), None)
        [text] = discord.texts("100")
        assert text.startswith("### Digest · last 6 h · 2 events · 1 severe, 1 low")
        assert "- Norvania: 1 arms transfer" in text
        assert "**Note** 2 h late" in text
        assert f"(Harbour Wire) (changed: 40)](<{DIGEST.links[0].jump}>)" in text
        assert "(Kelm Courier)](<https://courier.example/exercise>)" in text
        assert "Told by" not in text

    run(scene)


def test_a_watch_may_call_one_role_in_the_channel_and_nobody_in_the_thread():
    async def scene(discord, outlet):
        discord.pingable.add("77")
        parent = await outlet.send(delivery(ping="77"), None)
        assert discord.texts("100")[0].startswith("<@&77>\n### ALLEGED")
        assert await outlet.find(delivery(ping="77")) == parent
        await outlet.send(delivery(UPDATE, ping="77"), parent)
        assert "<@&77>" not in discord.texts(parent.message)[0]

    run(scene)


@pytest.mark.parametrize("ping", ["@everyone", "<@1>", "S0GROUP", "here"])
def test_what_is_no_role_is_called_by_nobody(ping):
    async def scene(discord, outlet):
        await outlet.send(delivery(ping=ping), None)
        assert discord.texts("100")[0].startswith("### ALLEGED")

    run(scene)


@pytest.mark.parametrize("page", ["docs/discord.md"])
def test_the_invitation_asks_for_what_the_outlet_needs_and_no_more(page):
    found = re.search(r"permissions=(\d+)", (Path(__file__).parents[1] / page).read_text())
    asked = {name for name, given in discord.Permissions(int(found[1])) if given}  # View Channels is called read_messages there
    assert asked == {"read_messages", "send_messages", "send_messages_in_threads", "create_public_threads", "read_message_history"}
