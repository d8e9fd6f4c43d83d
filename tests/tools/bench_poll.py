"""What polling costs: an hour of simulated time over many loopback feeds (90 % unchanged, 2 % faults), and the speed of parsing.

  bench_poll.py [--feeds 100 1000 6000] [--minutes 60] [--parse]

The server is a child process of its own; what is counted is this process: the real poller, the real store (SQLite), the real door to
the web. Time is simulated minute by minute, so that an hour passes as fast as the machine can.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.cli.logs import set_up
from bot.model import Feed
from bot.poll import Poller
from bot.read.feed import stories
from bot.store import open_store
from bot.web import Web

HOSTS = 200  # loopback addresses that the feeds are spread over
START = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
WORDS = (
    *("the", "ministry", "said", "on", "Tuesday", "that", "a", "frigate", "fired", "two", "missiles", "at", "target", "in", "north"),
    *("during", "an", "exercise", "with", "its", "allies"),
)


def document(feed: int, newest: int, items: int = 20) -> bytes:
    """A feed's RSS with its newest items."""
    told = "".join(_item(feed, n) for n in range(newest, newest - items, -1))
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed {feed}</title>{told}</channel></rss>'.encode()


def _item(feed: int, number: int) -> str:
    chance = random.Random(feed * 1_000_003 + number)
    title, text = " ".join(chance.choices(WORDS, k=9)), " ".join(chance.choices(WORDS, k=45))
    when = format_datetime(START + timedelta(minutes=10 * number))
    return (
        f"<item><title>{title.capitalize()} {number}</title><link>https://outlet{feed}.test/{number}</link><guid>{feed}-{number}</guid>"
        f"<pubDate>{when}</pubDate><description>&lt;p&gt;{text.capitalize()}.&lt;/p&gt;</description></item>"
    )


class Server(asyncio.Protocol):
    """The least HTTP that a poller needs. Of a feed's visits, eight in a hundred bring an item and two fail."""

    visits: dict[int, int] = {}  # noqa: RUF012  # one table for all connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        feed = int(data.split(b" ", 2)[1][1:])
        visit = self.visits[feed] = self.visits.get(feed, -1) + 1
        roll = random.Random(feed * 7919 + visit).random() if visit else 0.5
        if visit and roll < 0.02:
            self.answer(b"503 So", b"")
        elif visit and roll < 0.92:
            self.answer(b"304 So", b"", b'ETag: "x"\r\n')
        else:
            self.answer(b"200 OK", document(feed, 100 + visit), b'ETag: "x"\r\nContent-Type: application/rss+xml\r\n')

    def answer(self, status: bytes, body: bytes, more: bytes = b"") -> None:
        self.transport.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s" % (status, len(body), more, body))


async def serve(port: int) -> None:
    loop = asyncio.get_running_loop()
    for host in hosts():
        await loop.create_server(Server, host, port, backlog=512)
    print("ready", flush=True)
    await asyncio.Event().wait()


def hosts() -> list[str]:
    return [f"127.0.{n // 250}.{n % 250 + 1}" for n in range(HOSTS)]


def seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def hour(count: int, minutes: int, port: int, database: str) -> tuple[int, int, int, float]:
    """Visits, unchanged, faults and CPU seconds of some simulated minutes after each feed's first visit."""
    names = hosts()
    set_up("warning", as_json=False, secrets=())
    store = open_store(database)
    store.migrate()
    store.keep_feeds([Feed(f"http://{names[n % HOSTS]}:{port}/{n}", f"Outlet {n}") for n in range(count)], START)
    async with Web(frozenset(f"{name}:{port}" for name in names), host_gap=0) as web:
        poller = Poller(store, web, min_interval=600, max_interval=600, chance=random.Random(1).random)
        for minute in range(10):  # the first visits, spread as a start spreads them
            await poller.round(START + timedelta(minutes=minute))
        begun, total = seconds(), [0, 0, 0]
        for minute in range(10, 10 + minutes):
            report = await poller.round(START + timedelta(minutes=minute))
            total = [total[0] + report.feeds, total[1] + report.unchanged, total[2] + len(report.faults)]
        await poller.close()
    spent = seconds() - begun
    store.close()
    return (*total, spent)


def measure(counts: list[int], minutes: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for count in counts:
        server = subprocess.Popen([sys.executable, __file__, "--serve", str(port)], stdout=subprocess.PIPE)
        server.stdout.readline()
        try:
            one = subprocess.run(
                [sys.executable, __file__, "--one", str(count), str(minutes), str(port)], check=True, capture_output=True, text=True
            )
            print(one.stdout, end="", flush=True)
        finally:
            server.kill()
            server.wait()


def tell(count: int, minutes: int, port: int) -> None:
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        visits, unchanged, faults, spent = asyncio.run(hour(count, minutes, port, f"sqlite:///{folder}/bench.db"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>6} feeds: {visits} visits in {minutes} simulated minutes "
        f"({unchanged / visits:.0%} unchanged, {faults / visits:.1%} faults); "
        f"CPU {spent:.1f} s = {spent / minutes / 60:.1%} of a core, {spent / visits * 1000:.2f} ms a visit; "
        f"memory {peak:.0f} MB at the peak ({idle:.0f} MB before the first visit); took {time.monotonic() - begun:.0f} s"
    )


def parsing() -> None:
    """The same 200 feeds through our reader and through feedparser alone."""
    import feedparser  # noqa: PLC0415  # only here

    bodies = [document(n, 200, 15 + n % 40) for n in range(200)]
    size, feed = sum(map(len, bodies)) / 1e6, Feed("https://outlet.test/", "Outlet")
    stories(bodies[0], feed, START)
    begun = seconds()
    ours = [stories(body, feed, START + timedelta(days=900)) for body in bodies]
    own, begun = seconds() - begun, seconds()
    theirs = [feedparser.parse(BytesIO(body)).entries for body in bodies]
    other = seconds() - begun
    pairs = [(story, entry) for told, entries in zip(ours, theirs, strict=True) for story, entry in zip(told, entries, strict=True)]
    same = sum(
        (story.title, story.url, story.published) == (entry.title, entry.link, datetime(*entry.published_parsed[:6], tzinfo=UTC))
        for story, entry in pairs
    )
    print(f"parsing {len(bodies)} feeds, {len(pairs)} items, {size:.1f} MB")
    print(f"  ours {size / own:.1f} MB/s to finished stories, feedparser {size / other:.1f} MB/s to its entries")
    print(f"  {same} of {len(pairs)} items agree in title, address and time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, nargs="+", default=[100, 1000, 6000])
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--parse", action="store_true", help="only the speed of parsing")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--one", type=int, nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        asyncio.run(serve(args.serve))
    elif args.one:
        tell(*args.one)
    else:
        parsing()
        if not args.parse:
            measure(args.feeds, args.minutes)


if __name__ == "__main__":
    main()
