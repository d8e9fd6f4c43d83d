"""Every command on Discord as a picture of the message that the bot really answers with: the desk, on simcord, over a ledger of our own.

Run by make pictures; alone: python tests/tools/discord_shots.py [FOLDER] [NAME...].
"""

from __future__ import annotations

import asyncio
import base64
import io
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests"), str(HERE / "tests" / "tools")]

import discord_page  # noqa: E402  # the folders are on the path from here on
import pictures  # noqa: E402
import simcord  # noqa: E402
from fakes.alerts import NEW  # noqa: E402
from fakes.discord_stage import Stage  # noqa: E402
from PIL import Image  # noqa: E402
from rich.console import Console  # noqa: E402

from bot.cli.demo import _reader, _round  # noqa: E402
from bot.cli.desk import answers_of  # noqa: E402
from bot.cli.watching import routed, scale  # noqa: E402
from bot.demo.server import STEPS, DemoServer  # noqa: E402
from bot.extract import load  # noqa: E402
from bot.model import Destination  # noqa: E402
from bot.store import Store, open_store  # noqa: E402
from bot.take import Taker  # noqa: E402
from bot.web import Web  # noqa: E402
from config.settings import Settings  # noqa: E402
from handlers.commands import Asked  # noqa: E402
from handlers.console import ConsoleOutlet  # noqa: E402
from handlers.discord_app.card import card  # noqa: E402
from handlers.discord_app.client import Client, Hearing  # noqa: E402
from handlers.discord_app.controls import controls  # noqa: E402
from handlers.discord_app.reply import shown  # noqa: E402

COLOURS = 64  # of a picture: a third of the size, and nobody sees it
NOW = discord_page.NOW
TEXT = (
    "North Korea fired two ballistic missiles toward the East Sea on Saturday, South Korea's Joint Chiefs of Staff said.\n\n"
    "Pyongyang did not comment. Japan's defence ministry said one of the missiles flew 600 kilometres."
)
ALERT = replace(NEW, party_ids=("KP", "RU"), target_ids=("RU",))


class Shots:
    """Takes the pictures: each is what one person sees after one act."""

    def __init__(self, stage: Stage, event: str) -> None:
        self.stage, self.event = stage, event
        self.pages: dict[str, str] = {}

    async def take(self) -> None:
        """All of them."""
        for name, (path, told) in self._typed().items():
            await self._command(name, path, told)
        await self._forms()
        await self._controls()
        await self._rest()

    def _typed(self) -> Mapping[str, tuple[str, dict[str, Any]]]:
        event = {"event": self.event}
        return {
            "help": ("help", {}),
            "status": ("status", {}),
            "claims-search": ("claims search", {"query": "missile"}),
            "claims-latest": ("claims latest", {}),
            "claims-show": ("claims show", event),
            "evidence": ("evidence", event),
            "verify": ("verify", event),
            "why": ("why", {"about": self.event}),
            "timeline": ("timeline", {"actor": "KP", "days": 30}),
            "supply": ("supply", {"days": 90}),
            "trend": ("trend", {"days": 30}),
            "map": ("map", {"days": 30}),
            "due": ("due", {}),
            "digest": ("digest", {"hours": 24}),
            "sources": ("sources", {}),
            "source": ("source", {"name": self.outlet()}),
            "extract": ("extract", {"text": TEXT}),
            "watch-test": ("watch test", {"query": "missile launch by KP", "days": 30}),
            "watch-presets": ("watch presets", {}),
            "error": ("watch test", {"query": "strike on Narnia"}),
        }

    def outlet(self) -> str:
        """Some outlet of the ledger."""
        return self.stage.store.event(self.event).reports[0].outlet

    async def _command(self, name: str, path: str, told: dict[str, Any]) -> Any:
        came = await self.stage.editor.slash(self.stage.channel, path, **told)
        self._keep(name, came.response, f"editor used /{path}")
        return came

    def _keep(self, name: str, message: Any, used: str = "", *, opened: bool = False) -> None:
        self.pages[name] = discord_page.page([self._message(message, used)], {}, "", self._pictures(message), opened=opened)

    def _message(self, message: Any, used: str) -> dict[str, Any]:
        components = [part if isinstance(part, dict) else part.to_dict() for part in message.components]
        flags = message.flags.value
        return {"id": str(message.id), "components": components, "flags": flags, "timestamp": NOW.isoformat(), "used": used}

    def _pictures(self, message: Any) -> dict[str, str]:
        blobs = self.stage.env.backend.cdn._blobs
        return {url: f"data:image/png;base64,{base64.b64encode(data).decode()}" for url, data in blobs.items()}

    async def _forms(self) -> None:
        came = await self.stage.editor.slash(self.stage.channel, "watch add")
        self.pages["watch-add"] = discord_page.sheet(discord_page.form(came.modal))
        await self.stage.editor.submit_modal(came, {"query": "strike on UA with drone", "channel": [self.stage.channel]})
        await self._command("watch-list", "watch list", {})

    async def _controls(self) -> None:
        message = await self.stage.posted(card(ALERT, 4711, controls=controls(ALERT)))
        self._keep("alert", message)
        for name, label in (("mute", "Mute ▾"), ("wrong", "Wrong ▾")):
            came = await self.stage.editor.click(message, label=label)
            self._keep(name, came.response, opened=True)

    async def _rest(self) -> None:
        reply = await self.stage.clerk.joined(f"discord:{self.stage.channel.id}", f"discord:{self.stage.guild.id}", "Newsroom")
        self._keep("welcome", await self.stage.posted(shown(reply, Asked("welcome")).view))
        with self.stage.env._bot_scope():
            story = await self.stage.env.bot.get_channel(self.stage.channel.id).send(TEXT)
        came = await self.stage.editor.context_menu(self.stage.channel, "Extract claims", story)
        self._keep("menu", came.response, "editor used Extract claims")


async def fill(store: Store) -> None:
    """The demonstration's stories, polled, read and merged as it does."""
    async with DemoServer(NOW) as server, Web(allow_private=server.hosts, host_gap=0) as web:
        store.keep_feeds(server.feeds, NOW)
        store.keep_destinations([Destination("console:", "console", "")], NOW)
        taker = Taker(routed(store), load(), _reader(web), None, "pictures", scale=scale())
        for step in range(1, STEPS + 1):
            await _round(store, web, taker, server.release(step), ConsoleOutlet(Console(file=io.StringIO())))


async def taken(store: Store) -> dict[str, str]:
    """Each page by name."""
    desk = answers_of(Settings(_env_file=None), store, None, load)
    client = Client(None, Hearing(desk, lambda: NOW, patience=60.0))
    async with simcord.run(client, shard_count=1, settle_timeout=60.0) as env:
        stage = Stage(env, desk, ())
        stage.store = store
        shots = Shots(stage, max(store.latest_events(50), key=lambda one: len(one.reports)).id)
        await shots.take()
        return shots.pages


def pages() -> dict[str, str]:
    """Each page by name, over a ledger that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/shots.db")) as store:
        store.migrate()
        asyncio.run(fill(store))
        return asyncio.run(taken(store))


def shoot(folder: Path, names: frozenset[str] = frozenset(), width: int = pictures.PHONE) -> None:
    """Writes the pictures."""
    for name, page in pages().items():
        if not names or name in names:
            pictures.shoot(page, path := folder / f"discord-{name}.png", width)
            Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    shoot(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "docs", frozenset(sys.argv[2:]))
