"""Forums and announcement channels, with the real client over sockets."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from fakes.alerts import DENIAL, DENIED_CLAIM, NEW, UPDATE, delivery
from fakes.discord_clerk import Clerk
from fakes.discord_rooms import FakeRooms
from fakes.faults import HANG_AFTER, RESET_AFTER, Fault
from fakes.outbox import persist

from bot.errors import Closed, InDoubt, Later
from bot.model import Show
from handlers.discord_app import DiscordOutlet
from handlers.discord_app.channels import Place
from handlers.discord_app.forum import tags_of
from handlers.discord_app.publisher import Publisher

TAGS = ("Arms transfer", "Norvania", "alleged", "Kelm", "severe", "Other")


@asynccontextmanager
async def talking(kinds, **held):
    async with FakeRooms(("100", "200"), kinds, TAGS) as discord:
        outlet = DiscordOutlet(discord.token, base=discord.base, timeout_s=2.0, **held)
        await outlet.start()
        try:
            yield discord, outlet
        finally:
            await outlet.close()


def run(scene, kinds, **held):
    async def main():
        async with talking(kinds, **held) as (discord, outlet):
            await scene(discord, outlet)

    asyncio.run(main())


def in_forum(scene, **held):
    run(scene, {"100": 15}, **held)


def in_news(scene, **held):
    run(scene, {"100": 5}, **held)


def test_an_event_is_one_post_of_a_forum_with_the_tags_that_fit():
    async def scene(discord, outlet):
        handle = await outlet.send(delivery(), None)
        [post] = discord.posts.values()
        assert post["name"].startswith("ALLEGED · Norvania → Keldovia")
        assert post["applied_tags"] == ["900", "901", "902", "903"]
        assert (handle.channel, handle.message) == (post["id"], post["id"])
        assert "Norvania handed over" in discord.texts(post["id"])[0]

    in_forum(scene)


def test_its_updates_denials_and_edits_stand_in_the_post():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        await outlet.send(delivery(UPDATE), parent)
        await outlet.send(delivery(DENIAL), parent)
        await outlet.send(delivery(replace(UPDATE, show=Show.EDIT, revision=4)), parent)
        assert len(discord.posts) == 1
        assert len(discord.texts(parent.channel)) == 3
        assert "count at least 23 → 40" in discord.texts(parent.channel)[0]
        assert discord.texts("100") == []

    in_forum(scene)


def test_a_denial_changes_the_title_and_tags_of_the_post_and_goes_out_where_it_may_not():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        denied = replace(DENIAL, standing=DENIED_CLAIM)
        discord.fail("PATCH", f"/channels/{parent.channel}", Fault(403, {"code": 50013, "message": "no"}))
        await outlet.send(delivery(denied), parent)
        assert discord.posts[parent.channel]["name"].startswith("ALLEGED · Norvania")
        await outlet.send(delivery(replace(denied, revision=5)), parent)
        assert discord.posts[parent.channel]["name"].startswith("ALLEGED, DENIED · Norvania")
        assert len(discord.texts(parent.channel)) == 3

    in_forum(scene)


def test_a_post_that_rests_is_woken_for_an_update():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        discord.posts[parent.channel]["thread_metadata"]["archived"] = True
        await outlet.send(delivery(replace(UPDATE, show=Show.EDIT)), parent)
        assert "count at least 23 → 40" in discord.texts(parent.channel)[0]

    in_forum(scene)


def test_a_post_that_somebody_locked_still_gets_what_can_be_said():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        discord.posts[parent.channel]["thread_metadata"]["archived"] = True
        discord.fail("PATCH", f"/channels/{parent.channel}", Fault(403, {"code": 50013, "message": "no"}))
        await outlet.send(delivery(UPDATE), parent)
        assert len(discord.texts(parent.channel)) == 2

    in_forum(scene)


def test_a_post_that_somebody_deleted_closes_no_forum_and_a_denial_is_a_new_post():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        del discord.posts[parent.channel], discord.messages[parent.channel]
        assert await outlet.send(delivery(UPDATE), parent) == parent
        assert await outlet.find(delivery(DENIAL, handle=parent)) is None
        denied = await outlet.send(delivery(DENIAL), parent)
        assert list(discord.posts) == [denied.channel]
        assert await outlet.find(delivery(DENIAL, handle=parent)) == denied

    in_forum(scene)


def test_of_a_post_whose_first_message_was_deleted_nothing_more_is_told():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        discord.messages[parent.channel].clear()
        assert await outlet.send(delivery(UPDATE), parent) == parent
        assert discord.texts(parent.channel) == []

    in_forum(scene)


@pytest.mark.parametrize(
    "fault",
    [RESET_AFTER, HANG_AFTER, *(Fault(status, {"code": 0, "message": "x"}, commit=True) for status in (500, 502, 503))],
    ids=["reset", "hang", "500", "502", "503"],
)
def test_whatever_befalls_a_post_it_stands_in_the_forum_once(fault):
    async def scene(discord, outlet):
        discord.fail("POST", "/channels/100/threads", fault)
        handle, told = await persist(outlet, delivery())
        assert [type(one) for one in told] == [InDoubt]
        assert list(discord.posts) == [handle.channel]

    in_forum(scene)


def test_a_post_that_was_not_written_is_written_later():
    async def scene(discord, outlet):
        discord.fail("POST", "/channels/100/threads", Fault(503, {"code": 0, "message": "x"}))
        await persist(outlet, delivery())
        assert len(discord.posts) == 1

    in_forum(scene)


def test_the_post_of_another_event_is_not_taken_for_it():
    async def scene(_, outlet):
        await outlet.send(delivery(), None)
        assert await outlet.find(delivery(replace(NEW, event="e2"))) is None

    in_forum(scene)


def test_a_watch_may_call_its_role_in_a_post():
    async def scene(discord, outlet):
        discord.pingable.add("77")
        handle = await outlet.send(delivery(ping="77"), None)
        assert discord.texts(handle.channel)[0].startswith("<@&77>")

    in_forum(scene)


def test_tags_are_at_most_five_and_one_where_one_is_needed():
    many = Place(1, 15, 7, [(n, name) for n, name in enumerate(("arms transfer", "norvania", "keldovia", "alleged", "klow", "high"))])
    assert tags_of(replace(NEW, severity="high"), many) == ["0", "1", "2", "5", "3"]
    none = Place(1, 15, 7, [(8, "memes"), (9, "Other")])
    assert tags_of(NEW, none) == []
    assert tags_of(NEW, replace(none, tagged=True)) == ["9"]
    assert tags_of(NEW, Place(1, 15, 7, [(8, "memes")], tagged=True)) == ["8"]


def test_a_channel_that_cannot_be_seen_is_closed_and_one_that_cannot_be_asked_for_waits():
    async def scene(discord, outlet):
        discord.fail("GET", "/channels/100", Fault(403, {"code": 50001, "message": "no"}), Fault(503, {"code": 0, "message": "x"}))
        with pytest.raises(Closed):
            await outlet.send(delivery(), None)
        with pytest.raises(Later):
            await outlet.send(delivery(), None)
        assert discord.texts("100") == []

    run(scene, {})


async def published(discord, count):
    async with asyncio.timeout(30):
        while len(discord.published) < count:  # noqa: ASYNC110  # the publisher works in the background
            await asyncio.sleep(0.02)
    return [message for _, message in discord.published]


async def crossposted(discord):
    async with asyncio.timeout(30):
        while not any(path.endswith("/crosspost") for _, path, _ in discord.asked):  # noqa: ASYNC110  # the same
            await asyncio.sleep(0.02)


def test_what_stands_in_an_announcement_channel_is_published_and_what_stands_elsewhere_is_not():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        await outlet.send(delivery(address="200"), None)
        await outlet.send(delivery(UPDATE), parent)
        await outlet.send(delivery(DENIAL), parent)
        assert await published(discord, 2) == [message["id"] for message in discord.messages["100"]]
        await asyncio.sleep(0.1)
        assert len(discord.published) == 2

    in_news(scene)


def test_what_a_stop_left_unpublished_is_published_by_the_next_start():
    async def main():
        async with FakeRooms(("100",), {"100": 5}) as discord:
            for number in range(2):
                if not number:
                    discord.fail("POST", "/crosspost", Fault(503, {"code": 0, "message": "x"}))
                outlet = DiscordOutlet(discord.token, base=discord.base, timeout_s=2.0)
                await outlet.start()
                await outlet.send(delivery(replace(NEW, event=f"e{number}")), None)
                await (published(discord, 2) if number else crossposted(discord))
                await outlet.close()
            assert [message for _, message in discord.published] == [message["id"] for message in discord.messages["100"]]

    asyncio.run(main())


def test_no_more_is_published_in_an_hour_than_discord_allows():
    async def scene(discord, outlet):
        client = outlet._connection.client
        publisher = Publisher(lambda: client, outlet._within, pace=(3, 1.5), again=0.05)
        for number in range(5):
            await outlet.send(delivery(replace(NEW, event=f"e{number}"), address="200"), None)
        for message in discord.messages["200"]:
            publisher.add(200, int(message["id"]))
        await published(discord, 3)
        await asyncio.sleep(0.3)
        assert len(discord.published) == 3
        await published(discord, 5)
        await publisher.close()

    run(scene, {})


def test_a_message_that_may_not_be_published_holds_up_no_other():
    async def scene(discord, outlet):
        discord.fail("POST", "/crosspost", Fault(403, {"code": 50013, "message": "no"}))
        await outlet.send(delivery(), None)
        await outlet.send(delivery(replace(NEW, event="e2")), None)
        assert await published(discord, 1) == [discord.messages["100"][1]["id"]]

    in_news(scene)


def test_a_post_has_its_controls_where_people_are_answered():
    async def scene(discord, outlet):
        handle = await outlet.send(delivery(), None)
        [box] = discord.messages[handle.channel][0]["components"]
        assert [part["label"] for part in box["components"][-1]["components"]] == ["Evidence", "Mute ▾", "Wrong ▾", "Grade"]

    in_forum(scene, answers=Clerk())
