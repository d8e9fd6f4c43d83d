import asyncio
import threading
from contextlib import AsyncExitStack

import pytest
from discord.gateway import KeepAliveHandler
from fakes.alerts import delivery
from fakes.discord import FakeDiscord
from fakes.faults import Fault
from test_discord_outlet import run, talking

from bot.errors import Later
from handlers.discord_app import DiscordOutlet
from handlers.discord_app.connection import Connection

LONG = 20  # seconds at most; the library itself waits five before it identifies a second time


async def connected(discord):
    await asyncio.wait_for(discord.gateway.arrived.wait(), LONG)


def test_it_identifies_once_and_asks_for_guilds_only():
    async def scene(discord, _):
        await connected(discord)
        assert (discord.gateway.identified, discord.gateway.intents) == (1, [1])

    run(scene)


@pytest.mark.parametrize("how", ["told to reconnect", "dropped"])
def test_a_session_that_lasts_is_resumed(how):
    async def scene(discord, outlet):
        await connected(discord)
        await (discord.gateway.tell(7) if how == "told to reconnect" else discord.gateway.drop(4000))
        await connected(discord)
        assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)
        await outlet.send(delivery(), None)

    run(scene)


def test_a_session_that_ended_is_begun_anew():
    async def scene(discord, outlet):
        await connected(discord)
        await discord.gateway.tell(9, data=False)
        await connected(discord)
        assert (discord.gateway.identified, discord.gateway.resumed) == (2, 0)
        await outlet.send(delivery(), None)

    run(scene)


def test_after_a_refusal_by_the_gateway_it_logs_in_again_with_waits_that_grow():
    async def main():
        async with talking(first_wait=0.1) as (discord, outlet):
            await connected(discord)
            discord.gateway.refuse = 4004
            await discord.gateway.drop(4004)
            await asyncio.sleep(1.5)
            tries = discord.gateway.identified - 1
            assert 2 <= tries <= 4  # after 0.1, 0.3, 0.7 and 1.5 s
            discord.gateway.refuse = 0
            await connected(discord)
            await outlet.send(delivery(), None)

    asyncio.run(main())


def test_while_it_is_not_logged_in_alerts_wait_and_then_go_out():
    async def main():
        async with AsyncExitStack() as stack:
            discord = await stack.enter_async_context(FakeDiscord())
            discord.fail("GET", "/users/@me", Fault(503, {"code": 0, "message": "down"}))
            outlet = DiscordOutlet(discord.token, base=discord.base, first_wait=0.3)
            stack.push_async_callback(outlet.close)
            await outlet.start()
            with pytest.raises(Later):
                await outlet.send(delivery(), None)
            await connected(discord)
            await outlet.send(delivery(), None)
            assert len(discord.texts("100")) == 1

    asyncio.run(main())


def test_it_closes_at_once_even_while_it_is_connecting():
    async def main():
        async with FakeDiscord() as discord:
            outlet = DiscordOutlet(discord.token, base=discord.base)
            await outlet.start()
            async with asyncio.timeout(3):
                await outlet.close()

    asyncio.run(main())


@pytest.mark.parametrize("how", ["deaf", "dumb"])
def test_a_connection_that_is_stuck_is_noticed_and_built_anew(how):
    """Deaf: no heartbeat is answered. Dumb: the session is never begun."""

    async def main():
        async with FakeDiscord() as discord:
            discord.gateway.beat = 200
            setattr(discord.gateway, how, True)
            connection = Connection(discord.token, discord.base, first_wait=0.1, stuck=1.5)
            await connection.open()
            try:
                first = connection.client
                async with asyncio.timeout(LONG):
                    while discord.gateway.identified < 2:  # noqa: ASYNC110  # nothing tells of it
                        await asyncio.sleep(0.05)
                setattr(discord.gateway, how, False)
                async with asyncio.timeout(LONG):
                    while connection._client is None or not connection.client.is_ready():  # noqa: ASYNC110  # the same
                        await asyncio.sleep(0.05)
                assert connection.client is not first
            finally:
                await connection.close()

    asyncio.run(main())


def test_a_connection_whose_heartbeats_are_answered_is_left_alone():
    async def main():
        async with FakeDiscord() as discord:
            discord.gateway.beat = 200
            connection = Connection(discord.token, discord.base, first_wait=0.1, stuck=3.0)
            await connection.open()
            try:
                await connected(discord)
                await asyncio.sleep(4.5)
                assert discord.gateway.identified == 1
            finally:
                await connection.close()

    asyncio.run(main())


def test_no_heartbeat_outlives_a_goodbye_that_is_never_answered(monkeypatch):
    """Its thread would beat on a loop that has ended."""
    monkeypatch.setattr("handlers.discord_app.connection.CLOSING", 0.2)

    def beating():
        return {t for t in threading.enumerate() if isinstance(t, KeepAliveHandler) and not t._stop_ev.is_set()}

    async def main():
        async with FakeDiscord() as discord:
            before = beating()
            connection = Connection(discord.token, discord.base, first_wait=0.1)
            await connection.open()
            await connected(discord)
            client = connection.client
            goodbye, client.close = client.close, asyncio.Event().wait
            try:
                assert beating() - before
                await connection.close()
                assert not beating() - before
            finally:
                await goodbye()

    asyncio.run(main())
