"""One simulated week of a stored stream through the poller and a real store, killed and restarted on the way.

  soak_week.py STREAM.jsonl.gz SERVE.py [--speed 3600] [--fault 0.05] [--days 7] [--restarts 3]

SERVE.py serves the stream as live feeds on loopback. Tells whether every item was stored exactly once, whether a feed was starved, and
how many lines the log had. Nothing leaves this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.cli.logs import set_up
from bot.model import Feed
from bot.poll import Poller
from bot.store import open_store
from bot.store.codec import STORY
from bot.web import Web


def told(url: str) -> dict:
    with urlopen(url, timeout=10) as answer:  # noqa: S310  # loopback, our own child
        return json.loads(answer.read())


async def work(base: str, database: str) -> None:
    """Polls until it is killed, in the server's time."""
    listed = await asyncio.to_thread(told, f"{base}/")
    feeds = [Feed(row["url"], row["source"]) for row in listed["feeds"]]
    store = open_store(database)
    store.migrate()
    set_up("info", as_json=False, secrets=())
    async with Web(frozenset({base.removeprefix("http://")}), host_gap=0) as web:
        store.end_leases(["soak"])
        store.keep_feeds(feeds, datetime.fromisoformat(listed["now"]))
        poller = Poller(store, web, worker="soak", lease_s=3, min_interval=1800, max_interval=3600)
        while True:
            now = datetime.fromisoformat((await asyncio.to_thread(told, f"{base}/now"))["now"])
            await poller.round(now, patience=0.05)
            await asyncio.sleep(0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stream", type=Path)
    parser.add_argument("serve", type=Path)
    parser.add_argument("--speed", type=float, default=3600)
    parser.add_argument("--fault", type=float, default=0.05)
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--restarts", type=int, default=3)
    parser.add_argument("--keep", type=int, default=120, help="items a feed shows: a real feed's window, widened as time is narrowed")
    parser.add_argument("--port", type=int, default=8917)
    parser.add_argument("--work", nargs=2)
    args = parser.parse_args()
    if args.work:
        asyncio.run(work(*args.work))
        return
    with tempfile.TemporaryDirectory() as folder:
        report(args, Path(folder))


def report(args: argparse.Namespace, folder: Path) -> None:
    rows = [json.loads(line) for line in gzip.decompress(args.stream.read_bytes()).decode().splitlines()]
    start = min(datetime.fromisoformat(row["published"]) for row in rows).astimezone(UTC)
    flags = [
        f"--{name}={value}"
        for name, value in {
            "port": args.port,
            "speed": args.speed,
            "fault": args.fault,
            "keep": args.keep,
            "start": start.isoformat(),
        }.items()
    ]
    serve = subprocess.Popen([sys.executable, args.serve, args.stream, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base, log = f"http://127.0.0.1:{args.port}", (folder / "log").open("w+")
    try:
        wait_for(base)
        spent = run(args, base, f"sqlite:///{folder}/soak.db", log)
        end, stats = datetime.fromisoformat(told(f"{base}/now")["now"]), told(f"{base}/stats")
    finally:
        serve.terminate()
        serve.wait()
    log.seek(0)
    tell(rows, f"sqlite:///{folder}/soak.db", end, stats, log.read().splitlines())
    print(f"worker CPU {spent:.1f} s")


def wait_for(base: str) -> None:
    for _ in range(100):
        try:
            told(f"{base}/now")
        except OSError:
            time.sleep(0.1)
        else:
            return


def run(args: argparse.Namespace, base: str, database: str, log) -> float:
    """The week, cut by kill -9 at random moments; returns the CPU seconds of the workers."""
    import resource  # noqa: PLC0415  # POSIX only

    length, chance = args.days * 86400 / args.speed, random.Random(1)
    cuts = sorted(chance.uniform(0.1, 0.9) * length for _ in range(args.restarts))
    begun = time.monotonic()
    for until in [*cuts, length]:
        worker = subprocess.Popen([sys.executable, __file__, args.stream, args.serve, "--work", base, database], stdout=log, stderr=log)
        time.sleep(max(until - (time.monotonic() - begun), 0))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tell(rows: list[dict], database: str, end: datetime, stats: dict, log: list[str]) -> None:
    store = open_store(database)
    states = {state.feed.outlet: state for state in store.feed_states()}
    margin = timedelta(hours=3)  # the last items may not have been asked for yet
    due = Counter((row["outlet"], row["id"]) for row in rows if datetime.fromisoformat(row["published"]) < end - margin)
    with store._engine.begin() as connection:
        held = Counter(connection.exec_driver_sql("select id from story").scalars())
    from bot.read.identity import _hash  # noqa: PLC0415  # the id of an item, as the poller makes it

    ids = {key: _hash(states[key[0]].feed.url, f"g{_hash(key[1])}") for key in due}
    missing = [key for key, story_id in ids.items() if held[story_id] == 0]
    twice = [key for key, story_id in ids.items() if held[story_id] > 1]
    print(f"{len(due)} items due, {len(held)} stories, {len(missing)} missing, {len(twice)} with more than one version")
    print(f"server: {stats}")
    asked = [state for state in states.values() if state.last_ok is None or end - state.last_ok > timedelta(hours=12)]
    print(f"{len(states)} feeds, {len(asked)} without a good visit in the last 12 simulated hours, log {len(log)} lines")
    for key in twice[:2]:
        with store._engine.begin() as connection:
            for body in connection.exec_driver_sql("select body from story where id=? order by version", (ids[key],)).scalars():
                print(STORY.unpacked(body))
    print("\n".join(log[:5] + [f"missing {key}" for key in missing[:5]] + [f"twice {key}" for key in twice[:5]]))


if __name__ == "__main__":
    main()
