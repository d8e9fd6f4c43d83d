"""demo: our own stories on a loopback server, polled, read, merged and told, with no network and no account."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.logs import set_up
from bot.deliver import deliver_round
from bot.demo.server import STEPS, DemoServer
from bot.errors import BadInput
from bot.extract import load
from bot.model import Destination, Feed, Story
from bot.poll import poll_round, read_story
from bot.store import Store, open_store
from bot.take import Reader, Taker
from bot.web import Web
from handlers.console import ConsoleOutlet


def show(svg: Path | None, width: int) -> None:
    """Runs the demo on this terminal; with `svg`, saves a picture of what was printed."""
    set_up("warning", as_json=False, secrets=())
    console = Console(record=svg is not None, width=width or None)
    with tempfile.TemporaryDirectory(prefix="tocsin-demo-") as folder:
        asyncio.run(_shown(console, Path(folder)))
    if svg:
        try:
            console.save_svg(str(svg), title="Tocsin")
        except OSError as fault:
            raise BadInput(f"{svg}: {fault.strerror or fault}") from None


async def _shown(console: Console, folder: Path) -> None:
    store = open_store(f"sqlite:///{folder}/demo.db")
    try:
        store.migrate()
        begun = datetime.now(UTC)
        async with DemoServer(begun) as server, Web(allow_private=server.hosts, host_gap=0) as web:
            store.keep_feeds(server.feeds, begun)
            store.keep_destinations([Destination("console:", "console", "", label="this terminal")], begun)
            console.print(_line(f"{len(server.feeds)} feeds on loopback, {len(server.stories)} stories of our own writing."))
            taker = Taker(store, load(), _reader(web), None, "demo")
            for step in range(1, STEPS + 1):
                now = server.release(step)
                console.rule(f"Poll {step} of {STEPS}", style="dim")
                await _round(store, web, taker, now, ConsoleOutlet(console))
        console.print(_line(_summed(store.counts())))
    finally:
        store.close()


def _reader(web: Web) -> Reader:
    async def read(story: Story, feed: Feed | None) -> Story:
        return await read_story(web, story, feed, story.published)

    return read


async def _round(store: Store, web: Web, taker: Taker, now: datetime, outlet: ConsoleOutlet) -> None:
    await poll_round(store, web, now, worker="demo", min_interval=60)
    while (await taker.round(lambda: now)).stories:
        continue
    while (await deliver_round(store, {"console": outlet}, now, worker="demo")).sent:
        continue


def _summed(counts: dict[str, int]) -> str:
    return " · ".join(f"{number} {name}" for name, number in counts.items())


def _line(text: str) -> Text:
    return Text(text, style="dim")
