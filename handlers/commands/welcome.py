"""The first message in a new server or workspace, and what is noted when the bot is removed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.model import Alert, AlertKind, ClaimType, Days, Show, SourceLink, Status
from bot.store import Store
from handlers.commands.asking import button
from handlers.commands.words import Asked, Line, Reply

WORDS = (
    "I read defense news, find the claims in it, and show each with the sentence that carries it.",
    "Pick the channel that gets alerts, choose what it gets, and send a test alert to see how one looks.",
    "Nothing is sent to a channel that nobody picked. /help lists what you can ask me.",
)
SENTENCE = "“Two patrol boats fired four rockets at the lighthouse of Nowhere Island,” the harbour master said on this day."
TEST = "This is how an alert looks. It is a test: none of this happened."
UNDER = "Under a real one stand its evidence, mutes, a way to say that it is wrong, and your own grade."
PRESETS = 20


class Welcome:
    """Greets; `presets` are watches to begin with, each with its name."""

    def __init__(self, store: Store, presets: Mapping[str, str]) -> None:
        self._store, self._presets = store, presets

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """Answers what the buttons of the welcome ask."""
        if asked.noun != "welcome":
            return None
        if asked.verb == "test":
            return Reply(TEST, (Line(UNDER),), alert=_sample(now), private=False)
        return self._choice(asked) if asked.verb == "presets" else self.greeting(asked.place, asked.home, "")

    def greeting(self, place: str, home: str, label: str) -> Reply:
        """The welcome."""
        here = Asked("welcome", place=place, home=home)
        buttons = (
            button("Pick channel", here, "watch", "add"),
            button("Choose preset", here, "welcome", "presets"),
            button("Send a test alert", here, "welcome", "test"),
        )
        return Reply(f"Tocsin is here{f', {label}' if label else ''}", tuple(map(Line, WORDS)), buttons, private=False)

    def _choice(self, asked: Asked) -> Reply:
        """The presets, each a button that adds it as a watch of this channel."""
        held: Sequence[tuple[str, str]] = list(self._presets.items())[:PRESETS]
        buttons = tuple(button(name[:40], asked, "watch", "add", {"preset": key}) for key, name in held)
        return Reply(
            "What shall this channel get?", (Line("More can be said with /watch add; `/help about: language` shows how."),), buttons
        )

    async def back(self, home: str, place: str) -> None:
        """A home that had removed the bot has it again, or a channel has: its watches go on."""
        await asyncio.to_thread(self._store.places.back, home, place)

    async def opened(self, of: str) -> None:
        """What was closed to the bot may be open."""
        await asyncio.to_thread(self._store.places.wake, of)

    async def housed(self, home_of: Callable[[str], tuple[str, bool] | None]) -> None:
        """The chat tells the homes of channels that the settings name."""
        await asyncio.to_thread(self._store.places.house, home_of)

    async def farewell(self, home: str, now: datetime) -> None:
        """Notes that a server or workspace is gone: what it had is forgotten after 30 days."""
        await asyncio.to_thread(self._store.places.left, home, now)


def _sample(now: datetime) -> Alert:
    """An alert about something that never happened: of no event, so that nothing under it acts on a real one."""
    return Alert(
        event="",
        revision=1,
        kind=AlertKind.NEW,
        show=Show.POST,
        type=ClaimType.STRIKE,
        status=Status.ALLEGED,
        status_word="TEST, ALLEGED",
        headline="TEST, ALLEGED · nobody → nobody · attack: four rockets · the harbour master (Example Gazette)",
        who="nobody",
        whom="nobody",
        what="attack: four rockets",
        speaker="the harbour master",
        quote=SENTENCE,
        quote_outlet="Example Gazette",
        when=Days(now.date(), now.date()),
        where=("Nowhere Island",),
        published=now,
        links=(SourceLink("Example Gazette", "https://example.com/", "https://example.com/", "A test"),),
        outlets=1,
        newsrooms=1,
        parties=0,
        note="a test: none of this happened",
        grade="F6",
        severity="low",
    )
