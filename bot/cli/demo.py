"""demo: our own stories on a loopback server, polled, read, merged and told, with no network and no account."""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.logs import set_up
from bot.cli.watching import scale
from bot.deliver import deliver_round
from bot.demo.server import STEPS, DemoServer
from bot.errors import BadInput
from bot.extract import load
from bot.model import AlertKind, Delivery, Destination, Feed, Handle, Story
from bot.poll import poll_round, read_story
from bot.store import Store, open_store
from bot.take import Reader, Taker
from bot.web import Web
from handlers.console import ConsoleOutlet

COUNTED = {"waiting": "to read", "aside": "set aside", "todo": "alerts to send", "in_doubt": "in doubt", "dead": "given up"}
PICTURE = 84  # columns of the saved picture


def show(svg: Path | None, width: int) -> None:
    """Runs the demo on this terminal; with `svg`, saves a picture of what was printed."""
    set_up("warning", as_json=False, secrets=())
    outlet = _Kept(Console(width=width or None))
    with tempfile.TemporaryDirectory(prefix="tocsin-demo-") as folder:
        asyncio.run(_shown(outlet, Path(folder)))
    if svg:
        asyncio.run(_pictured(outlet.told, svg))


class _Kept(ConsoleOutlet):
    """A console outlet that remembers what it printed."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self.console = console
        self.told: list[Delivery] = []

    async def send(self, delivery: Delivery, parent: Handle | None) -> Handle:
        self.told.append(delivery)
        return await super().send(delivery, parent)


async def _pictured(told: list[Delivery], svg: Path) -> None:
    """Saves a picture of one event's life: its first alert and its denial (or whatever was told of it last)."""
    denied = next((d for d in told if d.alert.kind is AlertKind.DENIAL), told[-1])
    console = Console(record=True, width=PICTURE, file=io.StringIO())
    outlet = ConsoleOutlet(console)
    for delivery in (next(d for d in told if d.alert.event == denied.alert.event), denied):
        await outlet.send(delivery, None)
    try:
        console.save_svg(str(svg), title="Tocsin: first report, then the denial")
    except OSError as fault:
        raise BadInput(f"{svg}: {fault.strerror or fault}") from None


async def _shown(outlet: _Kept, folder: Path) -> None:
    console = outlet.console
    store = open_store(f"sqlite:///{folder}/demo.db")
    try:
        store.migrate()
        begun = datetime.now(UTC)
        async with DemoServer(begun) as server, Web(allow_private=server.hosts, host_gap=0) as web:
            store.keep_feeds(server.feeds, begun)
            store.keep_destinations([Destination("console:", "console", "", label="this terminal")], begun)
            console.print(_line(_begun(len(server.feeds), [story.guid for story in server.stories])))
            taker = Taker(store, load(), _reader(web), None, "demo", scale=scale())
            for step in range(1, STEPS + 1):
                now = server.release(step)
                console.rule(f"Poll {step} of {STEPS}", style="dim")
                await _round(store, web, taker, now, outlet)
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


def _begun(feeds: int, stories: Sequence[str]) -> str:
    """How much there is to read; a story that comes a second time was corrected by its outlet."""
    again = len(stories) - len(set(stories))
    return f"{feeds} feeds on loopback, {len(set(stories))} stories of our own writing, {again} of them corrected later."


def _summed(counts: dict[str, int]) -> str:
    return " · ".join(f"{number} {COUNTED.get(name, name)}" for name, number in counts.items())


def _line(text: str) -> Text:
    return Text(text, style="dim")
