"""Measures look-ups on SQLite and on Postgres: python -m tests.tools.bench_ask [--events 100000].

Prints the table of docs/lookups.md; "own CPU" is this process's, without the database's and without waiting for a busy machine.
TEST_DATABASE_URL names a Postgres; without it one of our own is started.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.cli.desk import desk_of
from bot.model import Amount, Category, ClaimType, Event, Item, Status
from bot.store import Store, open_store
from handlers.commands import Asked, Reply
from tests.fakes.ledger import DAY, NOW, Outcome, claim, event, report, story
from tests.tools.bench_store import postgres

TYPES = tuple(ClaimType)
STATES = (
    "RU",
    "UA",
    "KP",
    "KR",
    "US",
    "IR",
    "IL",
    "CN",
    "TW",
    "BY",
    "IN",
    "GB",
    "FR",
    "DE",
    "PL",
    "JP",
    "PK",
    "TR",
    "SA",
    "YE",
    "SY",
    "LB",
)
WEIGHTS = (20, 20, 8, 6, 12, 8, 10, 5, 4, *(1 for _ in range(13)))
PLACES = ("Kharkiv", "Kyiv", "Odesa", "Haifa", "Red Sea", "Taiwan Strait", "Damascus", "Kursk", "Gaza", "Donetsk")
THINGS = (
    (Category.DRONE, "drones", "shahed_136"),
    (Category.BALLISTIC_MISSILE, "ballistic missiles", "kn_23"),
    (Category.AMMUNITION, "artillery shells", ""),
    (Category.AIR_DEFENCE, "air defence systems", "patriot"),
    (Category.TANK, "tanks", ""),
    (Category.AIRCRAFT, "fighter jets", ""),
)
NOUNS = ("harbour", "bridge", "depot", "convoy", "frigate", "radar", "column", "airfield", "refinery", "barracks", "village", "ridge")
OUTLETS = tuple(f"Outlet {number}" for number in range(60))
SPAN_DAYS = 3 * 365
WANTED = {"search": 100, "timeline": 200, "supply": 200}
Row = tuple[str, float, float, float]


def _event(number: int, chance: random.Random) -> Event:
    kind, day = chance.choice(TYPES), DAY - timedelta(days=number * SPAN_DAYS // 100_000)
    category, words, model = chance.choice(THINGS)
    count = chance.randint(1, 60)
    item = Item(category, f"{count} {words}", Amount(count, count, str(count)), model)
    actor, target = chance.choices(STATES, WEIGHTS)[0], chance.choices(STATES, WEIGHTS)[0]
    status = chance.choices(tuple(Status), (60, 20, 10, 5, 3, 2))[0]
    told = replace(claim((actor,), (target,), day, kind=kind), status=status, item=(item,), place=(chance.choice(PLACES),))
    told = replace(told, quotes=(f"The {chance.choice(NOUNS)} near the {chance.choice(NOUNS)} was hit by {count} {words}.",))
    titles = " ".join([*chance.sample(NOUNS, 3), f"n{chance.randrange(2000)}"])
    when = NOW - timedelta(seconds=number * SPAN_DAYS * 864 // 1000)
    reports = tuple(
        replace(report(f"b{number}-{n}", told, when, of=f"s{number}-{n}"), title=titles, outlet=chance.choice(OUTLETS))
        for n in range(chance.choice((1, 1, 2, 4)))
    )
    return event(f"b{number}", told, reports, opened=when, changed=when, outlets=len(reports), parties=chance.randint(0, 3))


def fill(store: Store, count: int) -> None:
    """A ledger of three years, as uneven as the news is; the oldest first."""
    chance = random.Random(1)
    for start in range(count, 0, -500):
        told = story(f"fill{start}")
        with store.taking(told) as taking:
            taking.keep(Outcome(told, (), tuple(_event(n, chance) for n in range(start - 1, max(start - 501, -1), -1))))


def _query(chance: random.Random) -> str:
    state, other = chance.choice(STATES), chance.choice(STATES)
    return chance.choice(
        (
            f"strike by {state} on {other} with drone",
            f"party {state} {chance.choice(NOUNS)}",
            f"missile launch by {state} not background",
            f"n{chance.randrange(2000)} {chance.choice(NOUNS)}",
            chance.choice(NOUNS),
            f"strike severity >= high parties >= 2 in {chance.choice(PLACES)}",
            f"from {state} to {other} or from {other} to {state}",
            f'with shahed_136 count >= 55 saying "{chance.choice(NOUNS)}"',
            f"{chance.choice(NOUNS)} status denied grade <= B2",
            "everything killed >= 3",
        )
    )


def questions(chance: random.Random) -> dict[str, Callable[[], Asked]]:
    """Every look-up, each time with other words."""

    def state() -> str:
        return chance.choice(STATES)

    return {
        "search, newest first": lambda: Asked("claims", "search", {"query": _query(chance)}),
        "search, best first": lambda: Asked("claims", "search", {"query": _query(chance), "order": "best"}),
        "search, 20th page": lambda: Asked("claims", "search", {"query": f"party {state()}", "skip": "190"}),
        "timeline of an actor, 90 days": lambda: Asked("timeline", "", {"actor": state()}),
        "timeline of an actor, three years": lambda: Asked("timeline", "", {"actor": state(), "days": "1095"}),
        "timeline of two sides, a year": lambda: Asked("timeline", "", {"actor": state(), "with": state(), "days": "365"}),
        "timeline of a weapon, a year": lambda: Asked("timeline", "", {"weapon": "shahed_136", "days": "365"}),
        "supply, a year": lambda: Asked("supply", "", {}),
        "supply from one, three years": lambda: Asked("supply", "", {"from": state(), "days": "1095"}),
        "trend by week, half a year": lambda: Asked("trend", "", {"by": "week", "type": "strike"}),
        "trend by month of an actor, three years": lambda: Asked("trend", "", {"by": "month", "actor": state(), "days": "1095"}),
        "map, a year": lambda: Asked("map", "", {"days": "365"}),
        "due": lambda: Asked("due"),
        "source": lambda: Asked("source", "", {"name": chance.choice(OUTLETS)}),
        "evidence": lambda: Asked("evidence", "", {"event": f"b{chance.randrange(1000)}"}),
        "digest of a day": lambda: Asked("digest"),
    }


async def _timed(desk: object, name: str, ask: Callable[[], Asked], times: int) -> Row:
    took, own = [], []
    for _ in range(times):
        asked, begun, spent = ask(), time.perf_counter(), time.process_time()
        reply: Reply = await desk.answer(asked, NOW)
        own.append((time.process_time() - spent) * 1000)
        took.append((time.perf_counter() - begun) * 1000)
        assert reply.ok, (asked, reply)
    return name, *(sorted(told)[int(times * share)] for told, share in ((took, 0.5), (took, 0.99), (own, 0.99)))


def measured(url: str, events: int, times: int) -> list[Row]:
    """All figures of one store."""
    with closing(open_store(url)) as store:
        store.migrate()
        begun = time.monotonic()
        fill(store, events)
        print(f"{events:,} events put in at {events / (time.monotonic() - begun):.0f}/s", file=sys.stderr)
        desk = desk_of(store)

        async def all_of() -> list[Row]:
            asked = questions(random.Random(2))
            for ask in asked.values():  # the first answer loads what all others use
                await desk.answer(ask(), NOW)
            gc.freeze()  # as a running process does when all is loaded
            return [await _timed(desk, name, ask, times) for name, ask in asked.items()]

        return asyncio.run(all_of())


def main() -> int:
    """Prints the table; 1 where a figure is above what was wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--only", choices=("sqlite", "postgres"), default=None)
    told = parser.parse_args()
    figures: dict[str, list[Row]] = {}
    if told.only != "postgres":
        with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
            figures["SQLite"] = measured(f"sqlite:///{Path(folder) / 'bench.db'}", told.events, told.times)
    if told.only != "sqlite":
        with postgres() as url:
            figures["Postgres"] = measured(url, told.events, told.times)
    return _printed(figures)


def _printed(figures: dict[str, list[Row]]) -> int:
    print(f"| | {' | '.join(figures)} | wanted, p99 |")
    print("|---|" + "---|" * (len(figures) + 1))
    late = 0
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", file=sys.stderr)
    for rows in zip(*figures.values(), strict=True):
        bound = WANTED.get(rows[0][0].split()[0].rstrip(","))
        late += sum(bool(bound) and row[2] > bound for row in rows)
        cells = " | ".join(f"p50 {row[1]:.0f} ms, p99 {row[2]:.0f} ms (own CPU {row[3]:.0f})" for row in rows)
        print(f"| {rows[0][0]} | {cells} | {f'{bound} ms' if bound else ''} |")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
