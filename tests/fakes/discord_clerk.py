"""Somebody who answers: one command of every sort, and a note of all that was asked."""

from __future__ import annotations

import asyncio
import struct
import zlib
from dataclasses import replace

from fakes.alerts import NEW, QUOTE, WIRE

from bot.errors import Later
from handlers.commands import Asked, Button, Choice, Command, Kind, Line, Option, Picture, Reply, error

EVENT = Option("event", "The event: its id, or words of it", Kind.EVENT, required=True)
EVERY = Option("every", "How often", Kind.CHOICE, choices=("at once", "hourly", "daily"))
SEARCH = (Option("text", "Words", required=True), Option("page", "Page", Kind.NUMBER))
WATCH = (
    Option("query", "What to watch for", Kind.QUERY, required=True),
    Option("channel", "Where to", Kind.CHANNEL, required=True),
    EVERY,
    Option("role", "Whom to call for severe events", Kind.ROLE),
    Option("note", "A note for others", long=True),
    Option("caps", "At most how many", Kind.NUMBER),
)
COMMANDS = (
    Command("help", "", "What you can ask", (Option("about", "A command, or language"),)),
    Command(
        "claims", "search", "Events by words, newest first", (Option("text", "Words", required=True), Option("page", "Page", Kind.NUMBER))
    ),
    Command("claims", "latest", "The events that changed last"),
    Command("claims", "show", "One event whole", (EVENT,)),
    Command("trend", "", "How often, as a picture", (Option("actor", "Who", Kind.ACTOR), Option("days", "Days back", Kind.NUMBER))),
    Command("status", "", "How the bot fares"),
    Command("extract", "", "The claims of a text or page", (Option("text", "A text", long=True), Option("url", "A page"))),
    Command("watch", "add", "Add a watch", WATCH, writes=True, form=True),
    Command("watch", "list", "The watches of this channel"),
    Command("watch", "remove", "Remove a watch", (Option("watch", "Which", Kind.WATCH, required=True),), writes=True),
    Command("evidence", "", "The sentences behind an event", (EVENT,)),
    Command("mute", "", "Mute an event, an actor or everything", (EVENT,), writes=True),
    Command("wrong", "", "Say what is wrong", (EVENT,)),
)
ALIASES = {"KP": "North Korea", "KR": "South Korea", "RU": "Russia"}


def dot() -> bytes:
    """A PNG of one pixel."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


class Clerk:
    """Answers by noun and verb; `slow` seconds late; `fault` is raised instead."""

    def __init__(self, *, slow=0.0, fault=None, commands=COMMANDS):
        self.commands = commands
        self.asked: list[Asked] = []
        self.left_homes: list[str] = []
        self.open: list[str] = []
        self.slow, self.fault = slow, fault
        self.replies: dict[str, Reply] = {}

    async def answer(self, asked, now):
        self.asked.append(asked)
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.fault:
            raise self.fault
        key = f"{asked.noun} {asked.verb}".strip()
        return self.replies.get(key) or getattr(self, "_" + key.replace(" ", "_"), self._plain)(asked)

    def _plain(self, asked):
        return Reply(f"{asked.noun} {asked.verb}".strip().capitalize(), (Line("done"),), shareable=True)

    def _claims_search(self, asked):
        page = int(asked.options.get("page", "1"))
        again = replace(asked, options={**asked.options, "page": str(page + 1)})
        lines = (Line(f"page {page} of {asked.options['text']}"), Line(NEW.headline, event="e1"), Line(QUOTE, url=WIRE.jump, quote=True))
        return Reply("Found", lines, (Button("Next page", again),), shareable=True)

    def _claims_show(self, asked):
        evidence = Button("Evidence", Asked("evidence", "", asked.options))
        return Reply(NEW.headline, (), (evidence,), alert=NEW, shareable=True)

    def _trend(self, asked):
        return Reply("Trend", (Line("up"),), picture=Picture(dot(), "Two lines: both rise.", "trend.png"), shareable=True)

    def _watch_remove(self, asked):
        return error("no watch of that name: /watch list shows them")

    def _status(self, asked):
        return Reply("Status", (Line("all well"),), private=False)

    async def completions(self, kind, typed, asked):
        if self.fault:
            raise self.fault
        if self.slow:
            await asyncio.sleep(self.slow)
        if kind is Kind.WATCH:
            return [Choice(name, value) for value, name in ALIASES.items()]
        if kind is Kind.EVENT:
            return [Choice(f"Event of {typed or 'late'}", "e2")]
        return [Choice(name, value) for value, name in ALIASES.items() if typed.lower() in name.lower()] * 20

    async def housed(self, home_of):
        pass

    async def opened(self, of):
        self.open.append(of)

    async def joined(self, place, home, label):
        self.asked.append(Asked("joined", "", {"label": label}, place=place, home=home))
        if self.fault:
            raise self.fault
        asks = (
            ("Pick channel", Asked("watch", "add")),
            ("Choose preset", Asked("welcome", "presets")),
            ("Send a test alert", Asked("welcome", "test")),
        )
        return Reply(f"Tocsin is here, {label}", (Line("I read defense news."),), tuple(Button(*one) for one in asks), private=False)

    async def left(self, home, now):
        self.left_homes.append(home)


AWAY = Later("the store is away")
