"""A process may hear a part of the servers, or none and only post."""

import asyncio

from fakes.alerts import delivery
from test_discord_outlet import run

from handlers.discord_app import Shards
from handlers.discord_app.calls import Steady


def test_a_process_hears_the_shards_it_is_given_of_as_many_as_there_are():
    async def scene(discord, _):
        await asyncio.wait_for(discord.gateway.arrived.wait(), 20)
        assert discord.gateway.shards == [[2, 4]]

    run(scene, shards=Shards(4, (2,)))


def test_a_process_that_does_not_listen_posts_all_the_same_and_opens_no_gateway():
    async def scene(discord, outlet):
        handle = await outlet.send(delivery(), None)
        await asyncio.sleep(0.2)
        assert handle.message
        assert discord.gateway.identified == 0
        [box] = discord.messages["100"][0]["components"]
        assert [part["label"] for part in box["components"][-1]["components"]] == ["Evidence", "Mute ▾", "Wrong ▾", "Grade"]

    run(scene, listens=False)


def test_calls_are_spread_evenly_and_one_that_is_cut_off_is_never_begun():
    async def scene():
        steady, loop, begun = Steady(20), asyncio.get_running_loop(), []

        async def call():
            begun.append(loop.time())

        async def made():
            work = call()
            await steady.turn(work)
            await work

        calls = [asyncio.create_task(made()) for _ in range(6)]
        await asyncio.sleep(0.12)
        calls[-1].cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        return begun

    begun = asyncio.run(scene())
    assert len(begun) == 5
    assert begun[-1] - begun[0] > 0.1  # 0.2, but for a machine that woke the first one late
