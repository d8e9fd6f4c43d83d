"""The first message in a new server or workspace, and what is noted when the bot is removed."""

from __future__ import annotations

from datetime import datetime

from handlers.commands.asking import button
from handlers.commands.words import Asked, Line, Reply

WORDS = (
    "I read defense news, find the claims in it, and show each with the sentence that carries it.",
    "Pick the channel that gets alerts, choose what it gets, and send a test alert to see how one looks.",
    "Until a channel has a watch of its own it gets everything. /help lists what you can ask me.",
)


class Welcome:
    """Greets."""

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:  # noqa: ARG002  # every part takes its time
        """Answers what the buttons of the welcome ask."""
        return self.greeting(asked.place, asked.home, "") if asked.noun == "welcome" else None

    def greeting(self, place: str, home: str, label: str) -> Reply:
        """The welcome."""
        here = Asked("welcome", place=place, home=home)
        buttons = (
            button("Pick channel", here, "watch", "add"),
            button("Choose preset", here, "welcome", "presets"),
            button("Send a test alert", here, "welcome", "test"),
        )
        return Reply(f"Tocsin is here{f', {label}' if label else ''}", tuple(map(Line, WORDS)), buttons, private=False)

    async def farewell(self, home: str, now: datetime) -> None:
        """Notes that a server or workspace is gone."""
