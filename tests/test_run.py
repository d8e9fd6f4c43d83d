"""The bot as a process: started, fed, killed, started again."""

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from aiohttp import web

from bot.demo.server import STEPS, DemoServer

ROOT = Path(__file__).parent.parent


@asynccontextmanager
async def listed(feeds):
    """A loopback address that lists the feeds as JSON, the way TOCSIN_FEEDS takes them."""

    async def answer(_):
        return web.json_response({"feeds": [{"url": feed.url, "outlet": feed.outlet} for feed in feeds]})

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def started(folder, server, catalogue, *only, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOCSIN_", "DISCORD_", "SLACK_", "DATABASE_"))}
    settings = {
        "PYTHONPATH": str(ROOT),
        "TOCSIN_FEEDS": f"http://{catalogue}/",
        "TOCSIN_ALLOW_HOSTS": ",".join({catalogue, *server.hosts}),
        "TOCSIN_POLL_INTERVAL": "1",
        "TOCSIN_POLL_MAX_INTERVAL": "2",
        "TOCSIN_HOST_GAP": "0",
        "TOCSIN_MAX_AGE_HOURS": "0",
        "COLUMNS": "200",
    } | more
    words = ["--only", ",".join(only)] if only else []
    with (folder / "out.txt").open("ab") as out, (folder / "log.txt").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", *words, cwd=folder, env=kept | settings, stdout=out, stderr=log, start_new_session=True
        )


async def until(true, seconds=60):
    for _ in range(seconds * 10):
        if true():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not happen in time")


async def stopped(*bots):
    for bot in bots:
        bot.send_signal(signal.SIGTERM)
    return [await asyncio.wait_for(bot.wait(), 15) for bot in bots]


def printed(folder):
    return (folder / "out.txt").read_text(encoding="utf-8") if (folder / "out.txt").exists() else ""


def ledger(folder):
    """(id, state) of every delivery in the store."""
    try:
        with closing(sqlite3.connect(f"file:{folder / 'tocsin.db'}?mode=ro", uri=True)) as store:
            return dict(store.execute("select id, state from delivery"))
    except sqlite3.OperationalError:
        return {}


def stories(folder):
    """(id, state) of every story in the store."""
    try:
        with closing(sqlite3.connect(f"file:{folder / 'tocsin.db'}?mode=ro", uri=True)) as store:
            return dict(store.execute("select id, state from story"))
    except sqlite3.OperationalError:
        return {}


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def asked(port, path):
    """What the process says at an address; nothing while it is not there."""
    with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as door:
        door.request("GET", path)
        return door.getresponse().read().decode()
    return ""


def quiet(folder):
    states = ledger(folder)
    return bool(states) and set(states.values()) == {"sent"}


def test_alerts_are_printed_with_links_and_a_killed_bot_repeats_none(tmp_path):
    async def main():
        async with DemoServer(datetime.now(UTC)) as server, listed(server.feeds) as catalogue:
            server.release(1)
            first = await started(tmp_path, server, catalogue)
            await until(lambda: "http://" in printed(tmp_path) and quiet(tmp_path))
            first.send_signal(signal.SIGKILL)
            await first.wait()
            before = ledger(tmp_path)
            server.release(STEPS)
            second = await started(tmp_path, server, catalogue)
            try:
                await until(lambda: len(ledger(tmp_path)) > len(before) and quiet(tmp_path))
                await until(lambda: server.answers[304] > 0)
            finally:
                second.send_signal(signal.SIGTERM)
                code = await asyncio.wait_for(second.wait(), 15)
        return code, before

    code, before = asyncio.run(main())
    assert code == 0, (tmp_path / "log.txt").read_text()
    after = ledger(tmp_path)
    assert dict.fromkeys(before, "sent").items() <= after.items()  # one may have been written down in the moment before the kill
    assert "Traceback" not in (tmp_path / "log.txt").read_text()
    news = [block for block in printed(tmp_path).split("\n\n") if "NEW" in block]
    assert news
    assert all("http://127.0.0.1" in block for block in news)
    links = [line for block in news for line in block.splitlines() if "http://" in line]
    assert len(links) == len(set(links))


def test_ctrl_c_ends_the_bot_cleanly(tmp_path):
    async def main():
        async with DemoServer(datetime.now(UTC)) as server, listed(server.feeds) as catalogue:
            bot = await started(tmp_path, server, catalogue)
            await until(lambda: "running" in (tmp_path / "log.txt").read_text())
            bot.send_signal(signal.SIGINT)
            return await asyncio.wait_for(bot.wait(), 15)

    assert asyncio.run(main()) == 0
    assert "Traceback" not in (tmp_path / "log.txt").read_text()


def test_processes_with_one_role_each_do_together_what_one_does(tmp_path, postgres_url):
    folders = {role: tmp_path / role for role in ("poll", "read", "deliver", "http")}
    for folder in folders.values():
        folder.mkdir()

    async def main():
        async with DemoServer(datetime.now(UTC)) as server, listed(server.feeds) as catalogue:
            server.release(1)
            port = free_port()
            more = {"DATABASE_URL": postgres_url, "TOCSIN_HTTP_PORT": str(port)}
            bots = [await started(folder, server, catalogue, role, **more) for role, folder in folders.items()]
            try:
                await until(lambda: "http://" in printed(folders["deliver"]))
                await until(lambda: 'tocsin_deliveries{state="sent"}' in asked(port, "/metrics"))
                ready, told = asked(port, "/readyz"), asked(port, "/metrics")
            finally:
                codes = await stopped(*bots)
        return codes, ready, told

    codes, ready, told = asyncio.run(main())
    logs = {role: (folder / "log.txt").read_text() for role, folder in folders.items()}
    assert codes == [0, 0, 0, 0], logs
    assert ready == "ready\n"
    assert 'tocsin_deliveries{state="dead"} 0.0' in told
    assert [role for role in folders if printed(folders[role])] == ["deliver"]
    assert [role for role, log in logs.items() if "Traceback" in log] == []
    assert all(f"roles=['{role}']" in log for role, log in logs.items())


def test_a_process_that_only_polls_brings_stories_in_and_reads_none(tmp_path):
    async def main():
        async with DemoServer(datetime.now(UTC)) as server, listed(server.feeds) as catalogue:
            server.release(1)
            bot = await started(tmp_path, server, catalogue, "poll")
            await until(lambda: stories(tmp_path))
            [code] = await stopped(bot)
            return code

    assert asyncio.run(main()) == 0
    assert set(stories(tmp_path).values()) == {"new"}
    assert ledger(tmp_path) == {}
