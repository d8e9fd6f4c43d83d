"""python -m bot run as a process, with Slack through both doors: asked, killed, asked again, and sent away."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from fakes.alerts import NEW
from fakes.slack import FakeSlack
from fakes.slack_person import SECRET, HttpDoor, Person, SocketDoor
from fakes.slack_scene import SCOPES, said

from handlers.slack_app.blocks import controls

HERE = Path(__file__).resolve().parents[1]
SECRETS = ("xoxb-1", "xapp-1", SECRET, "shh-client")


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _environment(folder, slack, port):
    (folder / "feeds.toml").write_text('[[feed]]\noutlet = "Nowhere"\nurl = "https://nowhere.invalid/feed"\n', encoding="utf-8")
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/store.db",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "shh-client",
        "TOCSIN_PUBLIC_URL": "https://bell.example",
        "TOCSIN_SLACK_BASE_URL": slack.base,
        "TOCSIN_HTTP_PORT": str(port),
        "TOCSIN_FEEDS": str(folder / "feeds.toml"),
    }
    return {name: value for name, value in os.environ.items() if not name.startswith(("TOCSIN_", "SLACK_", "DISCORD_"))} | settings


READY = 200


@asynccontextmanager
async def _running(environment, log):
    """The process, listening through both doors; killed at the end where it still runs."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment, cwd=HERE, stderr=log)
    try:
        async with asyncio.timeout(90):
            while await _answers(f"http://127.0.0.1:{environment['TOCSIN_HTTP_PORT']}/readyz") != READY:
                await asyncio.sleep(0.1)
                assert process.returncode is None, log.name
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _answers(url):
    try:
        async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as answer:
            return answer.status
    except aiohttp.ClientConnectionError:
        return 0


def test_a_running_bot_answers_through_both_doors_and_goes_on_after_it_was_killed(tmp_path):
    async def main():
        async with FakeSlack() as slack:
            slack.scopes, slack.people, slack.rooms = set(SCOPES), {"U9": {"is_admin": True}}, {"C1": {}}
            environment = _environment(tmp_path, slack, _free_port())
            base = f"http://127.0.0.1:{environment['TOCSIN_HTTP_PORT']}"
            by_socket, by_http = (Person(slack, door, "U9") for door in (SocketDoor(slack), HttpDoor(base)))
            buttons = controls(NEW)
            with (tmp_path / "log").open("wb") as log:
                async with _running(environment, log) as process:
                    await asyncio.wait_for(slack.socket.arrived.wait(), 20)
                    await by_socket.command("watch add strike on UA name=Strikes")
                    assert "Watching: Strikes" in said((await slack.answer(1, 20))["blocks"])
                    await by_http.command("watch list")
                    assert "strike on UA" in said((await slack.answer(2, 20))["blocks"])
                    assert await _answers(f"{base}/slack/install") == 302
                    process.kill()
                slack.socket.arrived.clear()
                async with _running(environment, log) as process:
                    await asyncio.wait_for(slack.socket.arrived.wait(), 20)
                    await by_socket.press(buttons, "Evidence")
                    assert "no event" in said((await slack.answer(3, 20))["blocks"])
                    await by_socket.command("watch list")
                    assert "Strikes" in said((await slack.answer(4, 20))["blocks"])
                    process.send_signal(signal.SIGTERM)
                    assert await asyncio.wait_for(process.wait(), 30) == 0
        told = (tmp_path / "log").read_text(encoding="utf-8")
        assert "Traceback" not in told, told[-3000:]
        assert "file-based" not in told  # Bolt's own stores of installs
        assert not [secret for secret in SECRETS if secret in told]

    asyncio.run(main())
