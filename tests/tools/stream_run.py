"""Runs the bot against the stored stream, served live and fast, kills it half-way, and counts what was lost or repeated.

  python tests/tools/stream_run.py [--hours 24] [--speed 600] [--fault 0.05] [--start 2022-10-10T00:00:00+00:00]

Needs ../shared/stream (or TOCSIN_SHARED). Prints one line a finding; exit 1 when something was lost or printed twice.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from bot.store.codec import STORY  # noqa: E402  # the script is run by its path

STREAM = Path(os.environ.get("TOCSIN_SHARED", ROOT.parent / "shared")) / "stream"


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def served(port: int, path: str) -> dict[str, object]:
    """What the stream's server tells of itself."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:  # loopback
        return dict(json.load(answer))


def bot(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The bot as an operator runs it, its feeds pointed at the stream."""
    settings = {
        "TOCSIN_FEEDS": f"http://127.0.0.1:{port}/",
        "TOCSIN_ALLOW_HOSTS": f"127.0.0.1:{port}",
        "TOCSIN_POLL_INTERVAL": "1",
        "TOCSIN_POLL_MAX_INTERVAL": "3",
        "TOCSIN_HOST_GAP": "0",
        "TOCSIN_MAX_AGE_HOURS": "0",
        "TOCSIN_PAGES": "false",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "160",
    }
    with (folder / "out.txt").open("ab") as out, (folder / "log.txt").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=folder, env=os.environ | settings, stdout=out, stderr=log)


def plain(title: str) -> str:
    """A title's letters and digits, whatever the feed's markup did to the rest."""
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"<[^>]*>", "", html.unescape(title)).lower())


def expected(start: datetime, end: datetime) -> set[tuple[str, str]]:
    """(Feed number, title) of the items that the feeds showed from start to end."""
    feeds: dict[str, list[tuple[datetime, str]]] = {}
    with gzip.open(STREAM / "feeds-2022-10.jsonl.gz", "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            feeds.setdefault(item["outlet"], []).append((datetime.fromisoformat(item["published"]), plain(item["title"] or "")))
    return {(str(n), title) for n, name in enumerate(sorted(feeds)) for at, title in feeds[name] if start < at <= end and title}


def kept(folder: Path) -> Counter[tuple[str, str]]:
    """(Feed number, title) of every story in the store, the first version of each."""
    found = rows(folder, "select feed, body from story where version = 1")
    return Counter((str(feed).rsplit("/", 1)[1], plain(STORY.unpacked(body).title)) for feed, body in found)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """The rows of a query on the bot's store."""
    with closing(sqlite3.connect(f"file:{folder / 'tocsin.db'}?mode=ro", uri=True)) as store:
        return list(store.execute(query))


def settled(folder: Path, seconds: float) -> None:
    """Waits until no story waits and every delivery has ended."""
    for _ in range(int(seconds)):
        waiting = rows(folder, "select count(*) from story where state = 'new'")[0][0]
        under_way = rows(folder, "select count(*) from delivery where state in ('todo', 'in_doubt')")[0][0]
        if not waiting and not under_way:
            return
        time.sleep(1)
    sys.stdout.write("warning: work was still waiting at the end\n")


def main() -> int:
    """Serves, runs, kills, runs again, counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=float, default=24)
    parser.add_argument("--speed", type=float, default=600)
    parser.add_argument("--fault", type=float, default=0.05)
    parser.add_argument("--start", default="2022-10-10T00:00:00+00:00")
    parser.add_argument("--keep", type=Path, help="a folder for the bot's store, output and log (default: a temporary one)")
    asked = parser.parse_args()
    port, start = free_port(), datetime.fromisoformat(asked.start)
    serve = [str(STREAM / "serve.py"), str(STREAM / "feeds-2022-10.jsonl.gz"), "--port", str(port), "--start", asked.start]
    with tempfile.TemporaryDirectory(prefix="tocsin-stream-") as name:
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        server = subprocess.Popen(
            [sys.executable, *serve, "--speed", str(asked.speed), "--fault", str(asked.fault)], stdout=subprocess.DEVNULL
        )
        try:
            time.sleep(2)
            half = asked.hours * 3600 / asked.speed / 2
            first = bot(folder, port)
            time.sleep(half)
            first.kill()
            first.wait()
            before = dict(rows(folder, "select id, state from delivery"))
            second = bot(folder, port)
            time.sleep(half)
            end = datetime.fromisoformat(str(served(port, "/now")["now"])) - timedelta(seconds=asked.speed * 8)
            settled(folder, 300)
            second.send_signal(signal.SIGTERM)
            code = second.wait(30)
            stats = served(port, "/stats")
        finally:
            server.kill()
            server.wait()
        return told(folder, stats, start, end, before, code)


def told(folder: Path, stats: dict[str, object], start: datetime, end: datetime, before: dict[object, object], code: int) -> int:
    """Prints the findings; 1 where something was lost or repeated."""
    stories = rows(folder, "select count(*), count(distinct id) from story")[0]
    lost = sorted(expected(start, end) - set(kept(folder)))
    missing = len(lost)
    states = Counter(row[0] for row in rows(folder, "select state from delivery"))
    text = (folder / "out.txt").read_text(encoding="utf-8")
    log = (folder / "log.txt").read_text(encoding="utf-8")
    posts = [block for block in text.split("\n\n") if "NEW" in block]
    repeated = sum(count - 1 for count in Counter(posts).values())
    changed = sum(
        1 for key, state in before.items() if state == "sent" and dict(rows(folder, "select id, state from delivery")).get(key) != "sent"
    )
    sys.stdout.write(f"server: {stats}\n")
    sys.stdout.write(f"stories kept {stories[0]} (distinct {stories[1]}), expected and missing: {missing} {lost[:5]}\n")
    sys.stdout.write(
        f"deliveries {dict(states)}, sent before the kill {sum(s == 'sent' for s in before.values())}, of them sent again {changed}\n"
    )
    sys.stdout.write(f"alerts printed {len(posts)}, printed twice {repeated}, without a link {sum('http' not in b for b in posts)}\n")
    sys.stdout.write(f"exit code {code}, log lines {log.count(chr(10))}, tracebacks {log.count('Traceback')}\n")
    return int(bool(missing > 0 or repeated or changed or code))


if __name__ == "__main__":
    sys.exit(main())
