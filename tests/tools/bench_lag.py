"""How long from a poll to a post: the running bot as a process, a loopback outlet that publishes, a loopback Discord that shows.

  python -m tests.tools.bench_lag [--stories 40]

Each story tells of an event of its own. Counted is the time from the answer that first carried it to its message in the channel: what
the poll itself waits (its interval) is the outlet's and the operator's choice. Both stores in turn.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fakes.discord import FakeDiscord  # noqa: E402  # the script is run by its path, too
from fakes.feeds import Answer, FeedServer, rss  # noqa: E402

from tests.tools.bench_store import postgres  # noqa: E402

STATES = ("North Korea", "Iran", "France", "India", "Pakistan", "China", "South Korea", "Israel", "Turkey", "Japan", "Egypt", "Brazil")
CITIES = ("Kharkiv", "Odesa", "Sumy", "Chernihiv", "Mykolaiv", "Kherson", "Dnipro", "Poltava", "Zhytomyr", "Lviv", "Rivne", "Lutsk")
LAUNCH = (
    "The military of {0} fired {1} ballistic missiles into the sea on {2}, the defence ministry said."
    " The missiles flew about 400 kilometres before falling into the water."
)
STRIKE = "A Russian drone strike killed {1} people in {0} on {2}, the regional governor said. Rescue work went on into the morning."


def stories() -> Iterator[tuple[str, str]]:
    """Title and text of one event after the other."""
    day = f"{datetime.now(UTC):%A}"
    for number, (kind, where) in enumerate([*((LAUNCH, state) for state in STATES), *((STRIKE, city) for city in CITIES)]):
        text = kind.format(where, 11 + number, day)
        yield text.partition(",")[0], text


class Outlet(FeedServer):
    """A feed server that notes when an answer first carried a story."""

    def __init__(self) -> None:
        super().__init__()
        self.carried: dict[str, float] = {}

    async def _answer(self, writer, answer, asked):
        body = answer.body.decode("utf-8", "replace")
        told = await super()._answer(writer, answer, asked)
        for title, _ in stories():
            if f"<title>{title}</title>" in body:
                self.carried.setdefault(title, time.monotonic())
        return told


async def shown(discord: FakeDiscord, words: str, patience: float) -> float | None:
    """When a message with some words was there."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if any(words in str(message) for message in discord.messages["100"]):
            return time.monotonic()
        await asyncio.sleep(0.01)
    return None


async def lags(url: str, folder: Path, count: int) -> list[float]:
    """Seconds from the answer to the message, a story each; what was not told is told here."""
    async with FakeDiscord() as discord, Outlet() as outlet:
        listing = f'{{"feeds": [{{"url": "{outlet.url("/f")}", "source": "Bench Wire"}}]}}'
        outlet.pages = {"/list": Answer(listing.encode(), kind="application/json"), "/f": Answer(rss([]))}
        bot = await started(url, folder, outlet, discord)
        try:
            await ready(bot, folder / "log.txt")
            return [lag async for lag in measured(outlet, discord, count)]
        finally:
            if bot.returncode is None:
                bot.send_signal(signal.SIGTERM)
                await bot.wait()


async def ready(bot: asyncio.subprocess.Process, log: Path) -> None:
    """Waits until the bot works; its log is told where it ends instead."""
    told = ""
    while "running" not in told:
        told = await asyncio.to_thread(log.read_text)
        if bot.returncode is not None:
            sys.exit(told)
        await asyncio.sleep(0.2)
    await asyncio.sleep(3)


async def measured(outlet, discord, count):
    items, chance = [], random.Random(4)
    for title, text in list(stories())[:count]:
        items.insert(0, {"title": title, "text": text, "guid": title, "at": datetime.now(UTC), "link": outlet.url(f"/{len(items)}")})
        outlet.pages["/f"] = Answer(rss(items))
        words = text.partition(f" {11 + len(items) - 1} ")
        told = await shown(discord, f"{words[1]}{words[2].split(' ')[0]}", 15)
        if told:
            yield told - outlet.carried[title]
        else:
            sys.stderr.write(f"not told: {title}\n")
        await asyncio.sleep(1 + chance.random())  # a channel takes one message a second


async def started(url, folder, outlet, discord):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOCSIN_", "DISCORD_", "SLACK_", "DATABASE_"))}
    settings = {
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": url,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_CHANNELS": "100",
        "TOCSIN_DISCORD_BASE_URL": discord.base,
        "TOCSIN_FEEDS": outlet.url("/list"),
        "TOCSIN_ALLOW_HOSTS": outlet.host,
        "TOCSIN_POLL_INTERVAL": "1",
        "TOCSIN_POLL_MAX_INTERVAL": "1",
        "TOCSIN_HOST_GAP": "0",
    }
    with (folder / "log.txt").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=folder, env=kept | settings, stdout=log, stderr=log
        )


def measure(name: str, url: str, count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="tocsin-lag-") as place:
        found = sorted(asyncio.run(lags(url, Path(place), count)))
    late = found[min(len(found) - 1, int(len(found) * 0.95))]
    print(
        f"{name:9} {len(found)} of {count} told; poll to post p50 {found[len(found) // 2]:.2f} s, p95 {late:.2f} s, most {found[-1]:.2f} s"
    )


def main() -> None:
    """Prints a line a store."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stories", type=int, default=len(STATES) + len(CITIES))
    count = options.parse_args().stories
    with tempfile.TemporaryDirectory(prefix="tocsin-lag-") as folder:
        measure("SQLite", f"sqlite:///{folder}/bench.db", count)
    with postgres() as url:
        measure("Postgres", url, count)


if __name__ == "__main__":
    main()
