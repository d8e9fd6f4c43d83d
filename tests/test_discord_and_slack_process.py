"""python -m bot run as a process on both chats, killed while a post is under way. Longer than make test allows: make soak."""

import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from fakes.discord import FakeDiscord
from fakes.faults import HANG, HANG_AFTER
from fakes.slack import FakeSlack

from bot.demo.server import DemoServer

HERE = Path(__file__).resolve().parents[1]
PATIENCE = 150  # seconds: a killed process holds its leases for sixty


async def _catalogue(stack, demo):
    """Serves the demonstration's feeds as a list; the address."""

    async def told(_):
        return web.json_response({"feeds": [{"url": feed.url, "source": feed.outlet} for feed in demo.feeds]})

    app = web.Application()
    app.add_routes([web.get("/feeds.json", told)])
    runner = web.AppRunner(app)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"127.0.0.1:{runner.addresses[0][1]}"


def _environment(folder, discord, slack, demo, catalogue):
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/store.db",
        "DISCORD_TOKEN": discord.token,
        "DISCORD_CHANNELS": "100",
        "TOCSIN_DISCORD_BASE_URL": discord.base,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_CHANNELS": "C1",
        "TOCSIN_SLACK_BASE_URL": slack.base,
        "TOCSIN_FEEDS": f"http://{catalogue}/feeds.json",
        "TOCSIN_ALLOW_HOSTS": ",".join([*demo.hosts, catalogue]),
        "TOCSIN_POLL_INTERVAL": "2",
        "TOCSIN_HOST_GAP": "0",
    }
    return {name: value for name, value in os.environ.items() if not name.startswith(("TOCSIN_", "SLACK_", "DISCORD_"))} | settings


async def _until(true):
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110  # what is waited for happens in another process
            await asyncio.sleep(0.2)


def _posts(discord, slack):
    """The requests that would write a message, on either chat."""
    on_discord = sum(method == "POST" and path.endswith("/messages") for method, path, _ in discord.asked)
    return on_discord, sum(method == "chat.postMessage" for method, _ in slack.asked)


@pytest.mark.soak
@pytest.mark.parametrize("fault", [HANG, HANG_AFTER], ids=["before it was written", "after it was written"])
def test_killed_while_posting_it_goes_on_and_nothing_is_there_twice(tmp_path, fault):
    async def main():
        async with AsyncExitStack() as stack:
            discord = await stack.enter_async_context(FakeDiscord())
            slack = await stack.enter_async_context(FakeSlack())
            demo = await stack.enter_async_context(DemoServer(datetime.now(UTC)))
            environment = _environment(tmp_path, discord, slack, demo, await _catalogue(stack, demo))
            demo.release(3)
            discord.fail("POST", "/channels/100/messages", fault)
            slack.fail("chat.postMessage", fault)

            async def started():
                return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment, cwd=HERE)

            first = await started()
            await _until(lambda: min(_posts(discord, slack)) >= 1)
            first.kill()
            await first.wait()
            second = await started()
            try:
                await _until(lambda: min(len(discord.messages["100"]), len(slack.seen("C1"))) >= 3)
                await asyncio.sleep(5)
            finally:
                second.send_signal(signal.SIGTERM)
                assert await asyncio.wait_for(second.wait(), 30) == 0
            told = [message["metadata"]["event_payload"]["delivery"] for message in slack.messages["C1"]]
            assert len(told) == len(set(told))
            texts = discord.texts("100")
            assert len(texts) == len(set(texts))
            assert len(texts) == len(slack.seen("C1"))

    asyncio.run(main())
