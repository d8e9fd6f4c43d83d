"""A message put back days later is found behind all that was written since, by bounded looks around the time when it was tried."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from discord.utils import time_snowflake
from fakes import chatter
from fakes.alerts import NEW, delivery
from fakes.discord import FakeDiscord
from fakes.discord_rooms import FakeRooms
from fakes.faults import RESET, RESET_AFTER
from fakes.ledger import file
from fakes.slack import FakeSlack

from bot.deliver import Policy, deliver_round
from bot.deliver.looking import TOO_MANY
from bot.errors import Never
from bot.model import Destination
from bot.store import open_store
from handlers.discord_app import DiscordOutlet
from handlers.slack_app import SlackOutlet

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@asynccontextmanager
async def on_discord():
    async with FakeDiscord() as there:
        outlet = DiscordOutlet(there.token, base=there.base, timeout_s=4.0)
        await outlet.start()
        try:
            yield there, outlet, delivery, chatter.on_discord, "/messages"
        finally:
            await outlet.close()


@asynccontextmanager
async def on_slack():
    async with FakeSlack() as there:
        outlet = SlackOutlet(there.bot_token, base_url=there.base, timeout_s=4.0)
        await outlet.start()
        try:
            yield there, outlet, lambda **held: delivery(NEW, "slack", "C1", **held), chatter.on_slack, "conversations.history"
        finally:
            await outlet.close()


def looks(there, ending):
    """How many pages of the history were asked for."""
    return sum(one[0] == "GET" and one[1].endswith(ending) for one in there.asked) or sum(one[0] == ending for one in there.asked)


def on(chat, scene):
    async def main():
        async with chat() as there:
            await scene(*there)

    asyncio.run(main())


BOTH = pytest.mark.parametrize("chat", [on_discord, on_slack])


@BOTH
def test_it_is_found_behind_days_of_chatter_by_when_it_was_first_tried(chat):
    async def scene(there, outlet, made, say, ending):
        handle, now = await outlet.send(made(), None), datetime.now(UTC)
        say(there, now + MINUTE, 2000)
        say(there, now - DAY, 1000)
        assert await outlet.find(made(attempts=90, last_try=now + DAY)) == handle
        assert looks(there, ending) <= 10

    on(chat, scene)


@BOTH
def test_it_is_found_by_when_it_was_tried_last(chat):
    async def scene(there, outlet, made, say, _):
        handle, now = await outlet.send(made(), None), datetime.now(UTC)
        say(there, now - DAY, 3000)
        assert await outlet.find(made(attempts=90, first_try=now - 22 * HOUR, last_try=now)) == handle

    on(chat, scene)


@BOTH
def test_what_was_tried_once_and_does_not_stand_there_is_surely_not_there(chat):
    async def scene(there, outlet, made, say, _):
        await outlet.send(made(), None)
        say(there, datetime.now(UTC) + MINUTE, 2000)
        assert await outlet.find(made(id="another", attempts=2)) is None

    on(chat, scene)


@BOTH
@pytest.mark.parametrize(("attempts", "every"), [(90, MINUTE), (2, timedelta(milliseconds=100))])
def test_of_what_may_stand_among_messages_that_nobody_looks_at_that_is_said_after_a_bounded_look(chat, attempts, every):
    async def scene(there, outlet, made, say, ending):
        await outlet.send(made(), None)
        say(there, datetime.now(UTC) + timedelta(seconds=1), 3000, every)
        with pytest.raises(Never, match=TOO_MANY):
            await outlet.find(made(id="another", attempts=attempts))
        assert looks(there, ending) <= 15

    on(chat, scene)


def test_a_forums_post_is_found_behind_many_later_ones():
    async def scene():
        async with FakeRooms(("100",), {"100": 15}, ()) as discord:
            outlet = DiscordOutlet(discord.token, base=discord.base, timeout_s=4.0)
            await outlet.start()
            try:
                handle, now = await outlet.send(delivery(), None), datetime.now(UTC)
                [post] = discord.posts.values()
                for number in range(1, 60):
                    later = str(time_snowflake(now + number * HOUR))
                    discord.posts[later] = post | {"id": later}
                    discord.messages[later] = [discord.messages[post["id"]][0] | {"id": later, "channel_id": later, "components": []}]
                assert await outlet.find(delivery(attempts=40, last_try=now + DAY)) == handle
            finally:
                await outlet.close()

    asyncio.run(scene())


@pytest.fixture
def store(sqlite_url):
    opened = open_store(sqlite_url)
    opened.keep_destinations((Destination("discord:100", "discord", "100"), Destination("slack:C1", "slack", "C1")), datetime.now(UTC))
    yield opened
    opened.close()


@pytest.mark.parametrize(("fault", "before"), [(RESET_AFTER, 1), (RESET, 0)])
def test_what_an_operator_puts_back_days_later_stands_once_in_a_busy_channel(store, fault, before):
    begun = datetime.now(UTC)

    async def rounds(discord, slack):
        chats = DiscordOutlet(discord.token, base=discord.base, timeout_s=2), SlackOutlet(slack.bot_token, base_url=slack.base, timeout_s=2)
        for chat in chats:
            await chat.start()

        async def round_at(now, give_up=DAY):
            policy = Policy(gaps={}, paces={}, chance=lambda: 0.0, timeout_s=9, linger_s=0, give_up=give_up)
            return await deliver_round(store, {chat.platform: chat for chat in chats}, now, policy=policy)

        try:
            discord.fail("POST", "/channels/100/messages", *[fault] * 5)
            slack.fail("chat.postMessage", fault)
            assert (await round_at(begun)).in_doubt == 2
            discord.fail("GET", "/channels/100/messages", *[RESET] * 5)
            slack.fail("conversations.history", *[RESET] * 5)
            assert (await round_at(begun + DAY + HOUR)).dead == 2
            assert (len(ours(discord.messages["100"])), len(slack.seen("C1"))) == (before, before)
            discord.fail_no_more()
            slack.fail_no_more()
            discord.forget_nonces("100")
            if before:
                chatter.on_discord(discord, begun + MINUTE, 600)
                chatter.on_slack(slack, begun + MINUTE, 900)
            assert store.retry_dead() == 2
            return await round_at(begun + 2 * DAY, give_up=3 * DAY)  # put back now, by the store's clock
        finally:
            for chat in chats:
                await chat.close()

    async def main():
        async with FakeDiscord() as discord, FakeSlack() as slack:
            file(store, NEW, at=begun)
            report = await rounds(discord, slack)
            return report.sent, len(ours(discord.messages["100"])), len([one for one in slack.seen("C1") if one["text"] != "chat"])

    assert asyncio.run(main()) == (2, 1, 1)


def ours(messages):
    return [one for one in messages if one["content"] != "chat"]
