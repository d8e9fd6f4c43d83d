"""Measures watches: python -m tests.tools.bench_watch. Prints the table of docs/performance.md, "Watches"."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.cli.watching import names, scale
from bot.model import Alert, Destination, Severity
from bot.store import open_store
from bot.store.codec import WATCH
from bot.store.engine import put
from bot.store.tables import past, watch
from bot.vocabulary import vocabulary
from bot.watch import parse
from bot.watch.board import Board, Ground
from bot.watch.facts import facts_of
from bot.watch.packed import packed
from bot.watch.rehearse import rehearsed
from bot.watch.severity import rating_of
from bot.watch.silence import LOOKED, Known, judged
from config.presets import read_presets
from tests.fakes import watching
from tests.fakes.ledger import Outcome, alert, story

EVENTS = 200
Row = tuple[str, str]


def matching(count: int, distinct: int | None, name: str) -> Iterator[Row]:
    """Routing of one event among `count` watches on 1,000 channels."""
    chance = random.Random(count)
    watches = watching.watches(count, chance, channels=1000, distinct=distinct)
    vocab = watching.vocabulary()
    begun = time.process_time()
    board = Board(watches, vocab)
    built = time.process_time() - begun
    facts = [facts_of(watching.event(chance), chance.choice(list(Severity)), watching.line) for _ in range(EVENTS)]
    took, found = [], []
    for told in facts:
        begun = time.process_time()
        found.append(sum(1 for _ in board.matching(told)))
        took.append((time.process_time() - begun) * 1000)
    yield f"{count:,} watches{name} against one event", _spread(took) + f"; {statistics.mean(found):.0f} match"
    yield f"a board of {count:,} watches{name} built", f"{built:.2f} s"


def routing(count: int) -> Iterator[Row]:
    """The whole decision, with routes for every destination that matches."""
    chance = random.Random(5)
    board = Board(watching.watches(count, chance, channels=1000), watching.vocabulary())
    places = tuple(f"console:{n}" for n in range(1000))
    ground = Ground(places, frozenset(), {}, (), lambda _watch, _place, _since: [])
    took = []
    for number in range(EVENTS):
        told = watching.event(chance, f"e{number}")
        message: Alert = alert(told.id, severity="high")
        begun = time.process_time()
        board.routes(message, told, ground, watching.NOW)
        took.append((time.process_time() - begun) * 1000)
    yield f"{count:,} watches on 1,000 channels: one event routed", _spread(took)


def _spread(took: list[float]) -> str:
    ordered = sorted(took)
    return f"median {statistics.median(took):.2f} ms, p99 {ordered[int(len(ordered) * 0.99)]:.2f} ms, worst {ordered[-1]:.2f} ms"


def rehearsal(count: int) -> Iterator[Row]:
    """A month of events replayed against a query, from the store."""
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{Path(folder)}/past.db", synchronous="OFF")) as store:
        store.migrate()
        for start in range(0, count, 5000):
            rows = []
            for number in range(start, min(start + 5000, count)):
                facts = facts_of(watching.event(chance), chance.choice(list(Severity)), watching.line)
                at = watching.NOW + timedelta(seconds=number * 30 * 86400 / count)
                rows.append({"event": f"e{number}", "at": at, "facts": packed(facts), "words": facts.words})
            with store._write() as connection:  # a bench fills the table itself
                put(connection, past, rows)
        for query in ("strike on UA not background", "everything severity >= high parties >= 2"):
            tree = parse(query, watching.vocabulary())
            begun, cpu = time.monotonic(), time.process_time()
            told = rehearsed(tree, store.watches.past(watching.NOW, watching.NOW + timedelta(days=31), words=False), watching.GROUPS)
            yield (
                f"rehearsal of `{query}` over {count:,} events",
                f"{time.process_time() - cpu:.2f} s of one core, {time.monotonic() - begun:.2f} s on the clock ({told.matched:,} match)",
            )


def filing(count: int) -> Iterator[Row]:
    """A story's event and message in one transaction on SQLite, with every route written and a delivery to each channel that asked."""
    chance = random.Random(4)
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{Path(folder)}/w.db")) as store:
        store.migrate()
        store.watches.use(lambda watches: Board(watches, watching.vocabulary()))
        store.keep_destinations([Destination(f"console:{n}", "console", str(n)) for n in range(1000)], watching.NOW)
        with store._write() as connection:  # likewise
            rows = [
                {"id": one.id, "changed": watching.NOW, "body": WATCH.text(one)} for one in watching.watches(count, chance, channels=1000)
            ]
            put(connection, watch, rows)
        took, sent = [], []
        for number in range(EVENTS // 4 + 1):
            one = watching.event(chance, f"e{number}")
            read = story(one.id, text=one.id)
            begun = time.process_time()
            with store.taking(read) as taking:
                sent.append(taking.keep(Outcome(read, one.reports, (one,), (alert(one.id, severity="high"),))))
            took.append((time.process_time() - begun) * 1000)
        yield f"the same in a store, {statistics.mean(sent[1:]):.0f} deliveries and routes written", _spread(took[1:])


def silence(feeds: int) -> Iterator[Row]:
    """One round over sources that were heard 40 times a day for eight weeks."""
    start, chance = watching.NOW - LOOKED, random.Random(2)
    listened = []
    for number in range(feeds):
        heard, at = [], start
        while (at := at + timedelta(hours=chance.expovariate(1.7))) < watching.NOW:
            heard.append(at)
        listened.append(Known(f"feed:{number}", str(number), tuple(heard)))
    begun = time.process_time()
    judged(listened, {}, watching.NOW, start)
    yield f"a round of listening to {feeds:,} sources, 40 stories a day each", f"{(time.process_time() - begun) * 1000:.0f} ms"


def parsing() -> Iterator[Row]:
    """The real names: how long they take to load, and a query to read."""
    begun = time.process_time()
    known = vocabulary(read_presets().groups, read_presets().regions)
    yield "names of the lexica loaded", f"{time.process_time() - begun:.2f} s ({len(known.all_names):,} names)"
    begun = time.process_time()
    for _ in range(500):
        parse("missile launches from North Korea to Russia or strike on @nato with drone not background", names())
    yield "a query of 14 words read", f"{(time.process_time() - begun) * 2:.2f} ms"
    chance = random.Random(1)
    events = [watching.event(chance) for _ in range(1000)]
    begun = time.process_time()
    for one in events:
        rating_of(one, scale())
    yield "severity of one event, explained", f"{(time.process_time() - begun) * 1000:.0f} µs"


def main() -> None:
    """Prints the table."""
    rows: list[Row] = [*parsing()]
    for count in (5_000, 50_000):
        rows += [*matching(count, None, ", each its own"), *routing(count), *filing(count)]
    rows += [*matching(50_000, 500, " that ask 500 things"), *rehearsal(100_000), *silence(160)]
    sys.stdout.write("| what | measured |\n|---|---|\n" + "".join(f"| {what} | {told} |\n" for what, told in rows))


if __name__ == "__main__":
    main()
