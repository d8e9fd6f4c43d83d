"""The outbox, a real store and both chats' real clients against the loopback platforms."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from fakes.alerts import CORRECTION, DENIAL, NEW, UPDATE
from fakes.discord import FakeDiscord
from fakes.faults import HANG_AFTER, RESET, RESET_AFTER, Fault
from fakes.ledger import file
from fakes.slack import FakeSlack

from bot.deliver import Policy, deliver_round
from bot.model import Destination
from bot.store import open_store
from handlers.discord_app import DiscordOutlet
from handlers.slack_app import SlackOutlet

PLACES = (Destination("discord:100", "discord", "100"), Destination("slack:C1", "slack", "C1"))
AGES = timedelta(days=9_999)  # the alerts are of March, the chats keep the time of the day
POLICY = Policy(gaps={}, paces={}, chance=lambda: 0.0, timeout_s=5, linger_s=0, give_up=AGES)
LIFE = (NEW, UPDATE, DENIAL, CORRECTION)


@pytest.fixture
def store(sqlite_url):
    opened = open_store(sqlite_url)
    opened.keep_destinations(PLACES, datetime.now(UTC))
    yield opened
    opened.close()


async def _delivered(store, discord, slack):
    """Rounds, ten seconds apart, until nothing is left to send."""
    chats = DiscordOutlet(discord.token, base=discord.base, timeout_s=0.5), SlackOutlet(slack.bot_token, base_url=slack.base, timeout_s=0.5)
    for chat in chats:
        await chat.start()
    try:
        for number in range(12):
            now = datetime.now(UTC) + timedelta(seconds=10 * number)
            report = await deliver_round(store, {chat.platform: chat for chat in chats}, now, policy=POLICY)
            if report.later + report.in_doubt == 0:
                return
        raise AssertionError(report)
    finally:
        for chat in chats:
            await chat.close()


def _shown(discord, slack):
    """How many messages stand in the channel and in the event's thread, on each chat."""
    [first, *_] = discord.messages["100"]
    [parent, *_] = slack.seen("C1")
    on_discord = len(discord.messages["100"]), len(discord.messages[first["id"]])
    return on_discord, (len(slack.seen("C1")), len(slack.thread("C1", parent["ts"])))


@pytest.mark.parametrize("fault", [None, RESET, RESET_AFTER, HANG_AFTER, Fault(503, {"code": 0, "message": "down"}, commit=True)])
def test_the_life_of_an_event_is_told_once_on_both_chats_whatever_befalls_it(store, fault):
    async def main():
        async with FakeDiscord() as discord, FakeSlack() as slack:
            for _ in range(3 if fault else 0):
                discord.fail("POST", "/channels/100/messages", fault)
                slack.fail("chat.postMessage", fault)
            file(store, *LIFE)
            await _delivered(store, discord, slack)
            assert _shown(discord, slack) == ((3, 3), (3, 3))  # post, denial and correction; update, denial and correction

    asyncio.run(main())


def test_a_channel_that_is_closed_on_one_chat_does_not_hold_up_the_other(store):
    async def main():
        async with FakeDiscord(channels=()) as discord, FakeSlack() as slack:
            file(store, NEW)
            await _delivered(store, discord, slack)
            assert len(slack.seen("C1")) == 1
            assert [one.id for one in store.places.all() if one.closed] == ["discord:100"]
            assert (store.counts()["dead"], store.counts()["todo"]) == (0, 1)

    asyncio.run(main())
