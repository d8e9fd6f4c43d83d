"""A site over a small ledger, served on loopback on a thread of its own, so that a browser can read it."""

import asyncio
import threading
from contextlib import contextmanager

from prometheus_client import CollectorRegistry

from bot.cli.watching import names, scale
from bot.model import Watch
from handlers.commands.claims import Judging
from handlers.http import Health, HttpServer
from handlers.pages import Site, routes
from handlers.pages.published import published

WATCHES = (
    Watch("launches", "Launches of North Korea", "missile_launch from KP", ("discord:42",)),
    Watch("secret", "A watch of one reader", "arms_transfer", ("slack:T1/C9",), ping="S42"),
)
TOKEN = "an-own-token"


def site_of(store, *words, token=TOKEN):
    for watch in WATCHES:
        store.watches.keep(watch)
    return Site(store, Judging(names(), scale()), published(words), token=token)


async def _ready():
    return Health(ready=True)


@contextmanager
def served(site):
    """The site's address while it is served."""
    loop, started, box = asyncio.new_event_loop(), threading.Event(), {}

    async def serve():
        box["server"] = HttpServer("127.0.0.1", 0, _ready, CollectorRegistry(), routes(site))
        await box["server"].start()
        box["stop"] = asyncio.Event()
        started.set()
        await box["stop"].wait()
        await box["server"].close()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert started.wait(60)
    try:
        yield f"http://127.0.0.1:{box['server'].port}"
    finally:
        loop.call_soon_threadsafe(box["stop"].set)
        thread.join()
        loop.close()
        site.easel.close()
