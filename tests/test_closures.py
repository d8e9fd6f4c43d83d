"""A channel that a platform closed to the bot: it is tried again, and says so wherever somebody asks about it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from fakes.discord import FakeDiscord
from fakes.faults import Fault
from fakes.ledger import alert, event, file

from bot.cli.desk import desk_of
from bot.cli.listening import listened
from bot.deliver import deliver_round
from bot.store import open_store
from handlers.commands import Asked
from handlers.discord_app import DiscordOutlet

PLACE = "discord:100"
WHO = {"person": "discord:9", "place": PLACE, "home": "discord:7", "may_write": True, "may_all": True, "name": "mod", "label": "Newsroom"}
SHUT = Fault(status=403, body={"code": 50013, "message": "Missing Permissions"})
MAY_NOT = "the bot may not post there"


class Channel:
    """A channel of a loopback Discord with a watch of everything, and a desk that answers in it."""

    def __init__(self, store, discord, outlet):
        self.store, self.discord, self.outlet = store, discord, outlet
        self.desk, self.at, self.told = desk_of(store), datetime.now(UTC), 0

    async def ask(self, noun, verb="", **options):
        return await self.desk.answer(Asked(noun, verb, options, **WHO), self.at)

    async def send(self):
        for _ in range(3):
            self.at += timedelta(seconds=2)  # the channel's pace
            await deliver_round(self.store, {"discord": self.outlet}, self.at, worker="w")

    async def tell(self):
        self.told += 1
        key = f"e{self.told}"
        file(self.store, alert(key, headline=f"REPORTED · {key}"), events=(event(key),), key=f"s{self.told}")
        await self.send()

    async def later(self, **span):
        self.at += timedelta(**span)
        await listened(self.store, None, self.at)
        await self.send()

    @property
    def count(self):
        return len(self.discord.messages["100"])

    def shut(self):
        self.discord.fail("POST", "/channels/100/messages", SHUT)


@pytest.fixture
def scene(sqlite_url):
    store = open_store(sqlite_url)

    def run(play):
        async def main():
            async with FakeDiscord(("100",)) as discord:
                outlet = DiscordOutlet(discord.token, base=discord.base)
                await outlet.start()
                try:
                    there = Channel(store, discord, outlet)
                    await there.ask("watch", "add", query="everything")
                    await there.tell()
                    there.shut()
                    await there.tell()
                    assert there.count == 1
                    await play(there)
                finally:
                    await outlet.close()

        asyncio.run(main())

    yield run
    store.close()


def test_a_channel_that_is_open_again_goes_on_by_itself_and_says_what_was_missed(scene):
    async def play(there):
        await there.later(seconds=30)
        assert there.count == 1, "too early"
        await there.later(minutes=2)
        assert there.count == 2
        assert "OPEN AGAIN" in str(there.discord.messages["100"][-1])
        await there.tell()
        assert there.count == 3

    scene(play)


def test_one_that_stays_closed_is_asked_less_and_less_often(scene):
    async def play(there):
        for wait in (1, 10, 60, 360):
            there.shut()
            await there.later(minutes=wait + 1)
            assert there.store.places.closure(PLACE) == (there.store.paused_destinations()[0].paused, False)
            await there.later(minutes=wait - 1)
            assert there.count == 1
        await there.later(minutes=24 * 60)
        assert there.count == 2

    scene(play)


@pytest.mark.parametrize(("noun", "verb"), [("watch", "list"), ("watch", "preview"), ("mute", "list"), ("why", ""), ("status", "")])
def test_whoever_asks_about_the_channel_hears_it_first_and_can_try_again(scene, noun, verb):
    async def play(there):
        reply = await there.ask(noun, verb, **({"about": "e1"} if noun == "why" else {}))
        assert reply.lines[0].text.startswith(f"Nothing is posted in this channel: {MAY_NOT}")
        again = next(one for one in reply.buttons if one.label == "Try again")
        assert (await there.desk.answer(again.asks, there.at)).title == "I try to post here now"
        await there.send()
        assert there.count == 2
        assert (await there.desk.answer(again.asks, there.at)).title == "This channel is open to me: nothing is missing"

    scene(play)


@pytest.mark.parametrize("way", ["a watch is added", "the bot is invited"])
def test_what_people_do_about_it_opens_it(scene, way):
    async def play(there):
        await (there.ask("watch", "add", query="strike") if way == "a watch is added" else there.desk.joined(PLACE, "discord:7", ""))
        there.at += timedelta(minutes=2)
        await there.tell()
        assert there.count == 2

    scene(play)


def test_what_the_operator_paused_stays_so(scene):
    async def play(there):
        there.store.pause_destination(PLACE, "paused by the operator")
        await there.ask("watch", "add", query="strike")
        await there.desk.joined(PLACE, "discord:7", "")
        await there.later(days=2)
        assert there.count == 1
        told = await there.ask("watch", "list")
        assert told.lines[0].text.endswith("Whoever runs this bot paused it.")
        assert [one.label for one in told.buttons] == ["Add watch"]

    scene(play)
