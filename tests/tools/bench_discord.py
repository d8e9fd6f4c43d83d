"""Measures commands on Discord: typed on the loopback gateway, answered over HTTP: python -m tests.tools.bench_discord [--events 100000].

Prints the table of docs/performance.md, "Commands on Discord". Exits with 1 where a figure is above what was wanted.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests")]

from fakes.discord_rooms import FakeRooms  # noqa: E402  # the folders are on the path from here on

from bot.cli.desk import desk_of  # noqa: E402
from bot.store import open_store  # noqa: E402
from handlers.commands import Asked, Reply  # noqa: E402
from handlers.discord_app import DiscordOutlet  # noqa: E402
from tests.tools.bench_ask import fill, questions  # noqa: E402

WANTED, ANNOUNCED = 300.0, 1000.0  # milliseconds: p95 to the first answer; the longest until a slow one is announced
DEFERRED = 5
SLOW = 5.0  # seconds a store may take that is in trouble
Row = tuple[str, float, float, float, int]


class Slow:
    """A desk whose store takes its time."""

    def __init__(self, desk: object) -> None:
        self.commands, self._desk = desk.commands, desk

    async def answer(self, asked: Asked, now: object) -> Reply:
        await asyncio.sleep(SLOW)
        return await self._desk.answer(asked, now)

    async def completions(self, *told: object) -> object:
        return await self._desk.completions(*told)


async def timed(discord: FakeRooms, name: str, ask: Callable[[], Asked], times: int, every: list[float]) -> Row:
    """One command, typed again and again."""
    took, deferred = [], 0
    for _ in range(times):
        asked = ask()
        answers, seconds = await discord.typed(asked.noun, verb=asked.verb, options=asked.options)
        took.append(seconds * 1000)
        deferred += answers[0]["type"] == DEFERRED
    every.extend(took)
    return _row(name, took, deferred)


def _row(name: str, took: list[float], deferred: int) -> Row:
    held = sorted(took)
    return name, held[len(held) // 2], held[int(len(held) * 0.95)], held[-1], deferred


async def measured(desk: object, times: int, only: int | None = None) -> list[Row]:
    """All commands over one desk."""
    async with FakeRooms() as discord:
        outlet = DiscordOutlet(discord.token, base=discord.base, answers=desk)
        await outlet.start()
        try:
            await asyncio.wait_for(discord.gateway.arrived.wait(), 20)
            asked = list(questions(random.Random(2)).items())[:only]
            for _, ask in asked if only is None else ():  # the first answer loads what all others use
                await discord.typed(ask().noun, verb=ask().verb, options=ask().options)
            every: list[float] = []
            rows = [await timed(discord, name, ask, times, every) for name, ask in asked]
            return [*rows, _row("all of them", every, sum(row[4] for row in rows))]
        finally:
            await outlet.close()


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--store", type=Path, help="A SQLite file to keep the events in: the next run need not put them in again.")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        return _measure(told.store or Path(folder) / "bench.db", told.events, told.times)


def _measure(path: Path, events: int, times: int) -> int:
    with closing(open_store(f"sqlite:///{path}")) as store:
        store.migrate()
        if not store.counts().get("events"):
            begun = time.monotonic()
            fill(store, events)
            print(f"{events:,} events put in, {time.monotonic() - begun:.0f} s", file=sys.stderr)
        desk = desk_of(store)
        rows = asyncio.run(measured(desk, times))
        slow = asyncio.run(measured(Slow(desk), 5, only=1))
    print(f"| command, {events:,} events | p50 | p95 | slowest | announced first |\n|---|---|---|---|---|")
    for name, half, most, last, deferred in (*rows, ("a store that takes 5 s", *slow[0][1:])):
        print(f"| {name} | {half:.0f} ms | {most:.0f} ms | {last:.0f} ms | {deferred} |")
    return int(rows[-1][2] > WANTED or slow[0][3] > ANNOUNCED)


if __name__ == "__main__":
    sys.exit(main())
