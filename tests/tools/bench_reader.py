"""Polling beside `reader` (PyPI): the same 200 loopback feeds, the same answers in the same order, one process each, CPU time.

  python -m tests.tools.bench_reader [--feeds 200] [--rounds 6]

After each feed's first visit come some rounds in which 90 % are unchanged and 2 % fail, as in bench_poll, whose server is used; it is
started anew for each, so that both are told the same. `reader` fetches, parses with feedparser and keeps entries in SQLite; we do the
same and also tell languages apart, recognise re-posted items, and keep what each visit taught.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.cli.logs import set_up
from bot.model import Feed
from bot.poll import Poller
from bot.store import open_store
from bot.web import Web
from tests.tools.bench_poll import HOSTS, START, hosts, seconds

ROOT = Path(__file__).parents[2]
Figures = tuple[float, float, int]  # CPU seconds of the first visits, of the rounds after them, and how many items are held


def addresses(count: int, port: int) -> list[str]:
    names = hosts()
    return [f"http://{names[n % HOSTS]}:{port}/{n}" for n in range(count)]


def ours(count: int, rounds: int, port: int, folder: str) -> Figures:
    """Tocsin's poller on its store."""
    set_up("error", as_json=False, secrets=())
    store = open_store(f"sqlite:///{folder}/ours.db")
    store.migrate()
    store.keep_feeds([Feed(url, f"Outlet {n}") for n, url in enumerate(addresses(count, port))], START)

    async def polled() -> Figures:
        async with Web(frozenset(f"{name}:{port}" for name in hosts()), host_gap=0) as web:
            poller = Poller(store, web, min_interval=60, max_interval=60, chance=lambda: 0.5)
            begun = seconds()
            await poller.round(START)
            first, begun = seconds() - begun, seconds()
            for number in range(1, rounds + 1):
                await poller.round(START + timedelta(hours=7 * number))  # after any back-off
            return first, seconds() - begun, store.counts()["stories"]

    try:
        return asyncio.run(polled())
    finally:
        store.close()


def theirs(count: int, rounds: int, port: int, folder: str) -> Figures:
    """`reader` as its documentation uses it, with its workers."""
    import feedparser_sgmllib  # noqa: PLC0415  # only here

    sys.modules.setdefault("sgmllib", feedparser_sgmllib)  # reader's own copy of feedparser asks for it by its old name
    from reader import make_reader  # noqa: PLC0415  # only here

    reader = make_reader(f"{folder}/theirs.db")
    for url in addresses(count, port):
        reader.add_feed(url)
    begun = seconds()
    reader.update_feeds(scheduled=False, workers=10)
    first, begun = seconds() - begun, seconds()
    for _ in range(rounds):
        reader.update_feeds(scheduled=False, workers=10)
    return first, seconds() - begun, reader.get_entry_counts().total


KINDS: dict[str, Callable[[int, int, int, str], Figures]] = {"Tocsin": ours, "reader": theirs}


def measured(kind: str, count: int, rounds: int) -> str:
    """One side's line, from processes of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "tests.tools.bench_poll", "--serve", str(port)], stdout=subprocess.PIPE, cwd=ROOT)
    server.stdout.readline()
    try:
        asked = ["--one", kind, "--feeds", str(count), "--rounds", str(rounds), "--port", str(port)]
        program = [sys.executable, "-m", "tests.tools.bench_reader", *asked]
        told = subprocess.run(program, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        return told.stdout.strip()
    finally:
        server.kill()
        server.wait()


def main() -> None:
    """Prints a line a side."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--feeds", type=int, default=200)
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--one", choices=KINDS, help=argparse.SUPPRESS)
    options.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    args = options.parse_args()
    if not args.one:
        print(f"{args.feeds} feeds, first visits and {args.rounds} rounds after them")
        for kind in KINDS:
            print(f"  {measured(kind, args.feeds, args.rounds)}", flush=True)
        return
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        first, later, held = KINDS[args.one](args.feeds, args.rounds, args.port, folder)
    visits = args.feeds * args.rounds
    print(
        f"{args.one:7} first visits {first / args.feeds * 1000:.1f} ms CPU each, later ones {later / visits * 1000:.2f} ms each; "
        f"{held} items held; took {time.monotonic() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
