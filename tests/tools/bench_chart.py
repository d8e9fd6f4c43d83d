"""Measures pictures, pages and the API: python -m tests.tools.bench_chart [--events 100000].

Prints the tables of docs/performance.md, "Pictures, pages and export": an answer with its picture, a picture by itself, and the first of
a process. TEST_DATABASE_URL names a Postgres; without it one of our own is started.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from aiohttp import ClientSession
from fakes.charts import CHARTS, LOOKS
from fakes.site import TOKEN, site_of
from prometheus_client import CollectorRegistry

from bot.chart import Easel, drawn
from bot.cli.desk import _drawn, desk_of
from bot.export import writer_of
from bot.store import Store, open_store
from handlers.commands import Asked
from handlers.http import Health, HttpServer
from handlers.pages import routes
from tests.fakes.ledger import NOW
from tests.tools.bench_ask import STATES, fill
from tests.tools.bench_store import postgres

Row = tuple[str, str]
FIRST = """
import sys, time
begun = time.perf_counter()
sys.path[:0] = ["tests"]
from fakes.charts import CHARTS
from bot.chart import drawn
loaded = time.perf_counter()
drawn(CHARTS["launches"])
print(f"{loaded - begun:.2f} {time.perf_counter() - loaded:.2f}")
"""


Clocks = tuple[float, float]  # of the wall, and of the processor: on a busy machine only the second one means anything


def _now() -> Clocks:
    return time.perf_counter(), time.process_time()


def _row(name: str, took: list[Clocks], more: str = "") -> Row:
    wall, cpu = (sorted(one[clock] * 1000 for one in took) for clock in (0, 1))
    late = int(len(took) * 0.99)
    return name, f"p50 {wall[len(took) // 2]:.0f} ms, p99 {wall[late]:.0f} ms (CPU {cpu[len(took) // 2]:.0f}, {cpu[late]:.0f}){more}"


def _since(begun: Clocks) -> Clocks:
    wall, cpu = _now()
    return wall - begun[0], cpu - begun[1]


def pictures() -> list[Row]:
    """Drawing alone, in every look, and what it weighs; the first one of a fresh process."""
    rows = []
    for name, chart in CHARTS.items():
        took, sizes = [], []
        for _ in range(10):
            for look in LOOKS.values():
                begun = _now()
                sizes.append(len(drawn(chart, look).png))
                took.append(_since(begun))
        rows.append(_row(f"{name}, drawn", took, f", at most {max(sizes) / 1000:.0f} kB"))
    told = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True).stdout.split()
    return [*rows, ("the first map of a process", f"{told[1]} s, after {told[0]} s of imports")]


async def _each(name: str, times: int, work: Callable[[], Awaitable[object]]) -> Row:
    took = []
    for _ in range(times):
        begun = _now()
        assert await work(), name
        took.append(_since(begun))
    return _row(name, took)


async def answers(store: Store, times: int) -> list[Row]:
    """An answer with its picture, as a chat asks for it."""
    chance, easel = random.Random(5), Easel()
    desk = desk_of(store, draw=partial(_drawn, easel))

    async def asked(noun: str, **options: str) -> object:
        return (await desk.answer(Asked(noun, "", options), NOW)).picture

    rows = [
        await _each("timeline of an actor, 90 days, with its picture", times, lambda: asked("timeline", actor=chance.choice(STATES[:9]))),
        await _each("supply, a year, with its picture", times, lambda: asked("supply")),
        await _each("trend by week, with its picture", times, lambda: asked("trend", by="week", type="strike")),
    ]
    easel.close()
    return rows


async def pages(store: Store, events: int, times: int) -> list[Row]:
    """Pages over HTTP on loopback."""
    chance, site = random.Random(6), site_of(store, "everything", "watch:launches")

    async def ready() -> Health:
        return Health(ready=True)

    server = HttpServer("127.0.0.1", 0, ready, CollectorRegistry(), routes(site))
    await server.start()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with ClientSession(f"http://127.0.0.1:{server.port}", headers=headers) as session:

        async def got(path: str) -> bool:
            async with session.get(path) as answer:
                return answer.status == 200 and bool(await answer.read())

        rows = [
            await _each("ledger page", times, lambda: got("/ledger")),
            await _each("ledger page, a search", times, lambda: got(f"/ledger?q=strike+by+{chance.choice(STATES)}+with+drone")),
            await _each("event page", times, lambda: got(f"/events/b{chance.randrange(events)}")),
            await _each("Atom of a watch", times, lambda: got("/watches/launches/atom.xml")),
            await _each("API, 100 events", times, lambda: got("/api/events?limit=100&order=newest")),
        ]
    await server.close()
    site.easel.close()
    return rows


def exports(store: Store) -> list[Row]:
    """The whole ledger in each format, to nowhere."""
    rows = []
    for form in ("csv", "jsonl", "stix", "plover"):
        writer, size, count, begun = writer_of(form), 0, 0, time.perf_counter()
        for count, event in enumerate(store.listing.everything(), 1):
            size += len(writer.event(event))
            if form == "stix" and count >= 5000:
                break
        rows.append((f"export as {form}", f"{count / (time.perf_counter() - begun):.0f} events/s, {size / count:.0f} characters each"))
    return rows


def measured(url: str, events: int, times: int) -> list[Row]:
    """All figures of one store."""
    with closing(open_store(url)) as store:
        store.migrate()
        fill(store, events)
        return [*asyncio.run(answers(store, times)), *asyncio.run(pages(store, events, times)), *exports(store)]


def main() -> None:
    """Prints both stores side by side."""
    options = argparse.ArgumentParser()
    options.add_argument("--events", type=int, default=100_000)
    options.add_argument("--times", type=int, default=50)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        lite = measured(f"sqlite:///{folder}/bench.db", given.events, given.times)
    with postgres() as url:
        full = measured(url, given.events, given.times)
    print("| | |\n|---|---|")
    for name, figure in pictures():
        print(f"| {name} | {figure} |")
    print("\n| | SQLite | Postgres |\n|---|---|---|")
    for (name, left), (_, right) in zip(lite, full, strict=True):
        print(f"| {name} | {left} | {right} |")


if __name__ == "__main__":
    main()
