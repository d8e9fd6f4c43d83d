"""Worker processes for kill tests, forked from one that has everything imported, so that a restart costs milliseconds.

Run as a program it reads a JSON line for each worker to start and answers with its process id; at the end of its input it kills them all.
"""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fakes.ledger import Outcome, alert, event
from fakes.town import TownOutlet

from bot.deliver import Policy, deliver_round
from bot.errors import Later
from bot.model import Show
from bot.store import open_store

HERE = Path(__file__).parent
AGES = timedelta(days=9_999)  # the stories of these tests are of March, their clock is the wall's


class Workers:
    """Starts, stops and kills worker processes."""

    def __init__(self, url, port, lease=1.0):
        self._how = {"url": url, "port": port, "lease": lease}
        self._started = 0

    def __enter__(self):
        path = os.pathsep.join([str(HERE.parent), str(HERE.parent.parent)])
        self._nursery = subprocess.Popen(
            [sys.executable, str(HERE / "workers.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": path},
        )
        return self

    def __exit__(self, *_):
        self._nursery.stdin.close()
        self._nursery.wait(timeout=30)
        self._nursery.stdout.close()

    def start(self):
        self._started += 1
        self._nursery.stdin.write(json.dumps(self._how | {"name": f"w{self._started}"}) + "\n")
        self._nursery.stdin.flush()
        return int(self._nursery.stdout.readline())

    @staticmethod
    def alive(pid):
        return _signalled(pid, 0)

    @staticmethod
    def kill(pid):
        return _signalled(pid, signal.SIGKILL)


def _signalled(pid, sign):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)
        return True
    return False


def outcome(story):
    """What a story of the test comes to: an event of its own and a post; every third also edits and answers it."""
    key = f"e-{story.id}"
    alerts = [alert(key, headline=f"{story.id} post")]
    if int(story.id[1:]) % 3 == 0:
        alerts += [alert(key, Show.EDIT, 2), alert(key, Show.REPLY, 3, headline=f"{story.id} reply")]
    told = event(key)
    return Outcome(story, told.reports, (told,), tuple(alerts))


async def _work(url, port, lease, name):
    store = open_store(url)
    outlets = {platform: TownOutlet(platform, port) for platform in ("discord", "slack")}
    policy = Policy(lease_s=lease, timeout_s=lease * 5, gaps={}, paces={}, linger_s=0.05, give_up=AGES)
    while True:
        try:
            for story, _ in store.due_stories(5, lease, name):
                await outlets["discord"].read(story)
                with store.taking(story) as taking:
                    taking.keep(outcome(story))
        except Later:
            await asyncio.sleep(0.2)
        await deliver_round(store, outlets, datetime.now(UTC), worker=name, policy=policy)
        await asyncio.sleep(0.02)


def _nursery():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    born = []
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.close(0)
            os.close(1)
            os.open(os.devnull, os.O_WRONLY)
            os.open(os.devnull, os.O_WRONLY)
            how = json.loads(line)
            asyncio.run(_work(how["url"], how["port"], how["lease"], how["name"]))
            os._exit(0)
        born.append(pid)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
    for pid in born:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
            os.kill(pid, signal.SIGKILL)


def until(true, seconds, what=""):
    """Waits until something is true; how long that took."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > seconds:
            raise AssertionError(f"not within {seconds} s: {what or true}")
        time.sleep(0.01)
    return time.monotonic() - begun


if __name__ == "__main__":
    _nursery()
