"""What a chat needs of the commands: one door, which tests can stand in for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from handlers.commands.words import Asked, Choice, Command, Kind, Reply


class Answers(Protocol):
    """Answers questions. Never raises for what a person typed: an error is a Reply with `ok` False."""

    commands: Sequence[Command]

    async def answer(self, asked: Asked, now: datetime) -> Reply:
        """The answer to one question."""

    async def completions(self, kind: Kind, typed: str, asked: Asked) -> Sequence[Choice]:
        """At most 25 completions of what was typed so far, the likeliest first."""

    async def joined(self, place: str, home: str, label: str) -> Reply:
        """A new server or workspace: the welcome, with *Pick channel*, *Choose preset* and *Send a test alert*."""

    async def left(self, home: str, now: datetime) -> None:
        """The bot was removed: everything of that server or workspace is cleaned up after 30 days unless it comes back."""

    async def opened(self, of: str) -> None:
        """A channel, or a whole home, may have been opened to the bot (a permission, an invitation): what was closed is tried again."""

    async def housed(self, home_of: Callable[[str], tuple[str, bool] | None]) -> None:
        """The chat knows the homes of its channels: of a Destination.id, and whether it is private; None where it does not."""
