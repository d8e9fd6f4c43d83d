"""The desk: every command of every part behind one door. What a person typed never raises: it is answered in one line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.errors import BadInput, Fix, Later, TocsinError
from handlers.commands.asking import button
from handlers.commands.completing import Completer
from handlers.commands.help import Help
from handlers.commands.nearest import nearest
from handlers.commands.port import Answers
from handlers.commands.welcome import Welcome
from handlers.commands.words import Asked, Button, Choice, Command, Kind, Reply, error
from handlers.wording import shortened

log = structlog.get_logger(__name__)
PATIENCE = 60.0  # seconds an answer may take before we say that it did not come
LABEL = 40  # characters of a button


class Part(Protocol):
    """Some commands and who answers them; None for what is no business of its own."""

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""


class Desk(Answers):
    """All parts as one."""

    def __init__(
        self, commands: Sequence[Command], parts: Sequence[Part], completer: Completer, welcome: Welcome, patience: float = PATIENCE
    ) -> None:
        self.commands = (*Help.COMMANDS, *commands)
        self._help = Help(self.commands)
        self._parts: tuple[Part, ...] = (self._help, welcome, *parts)
        self._completer, self._welcome, self._patience = completer, welcome, patience

    async def answer(self, asked: Asked, now: datetime) -> Reply:
        """The answer to one question."""
        try:
            async with asyncio.timeout(self._patience):
                return self._refused(asked) or await self._answered(asked, now)
        except TimeoutError:
            return error("that took too long: ask for less (fewer days, one more word), or try again in a minute")
        except BadInput as fault:
            return replace(error(str(fault)), buttons=tuple(_meant(fault, asked)))
        except Later as fault:
            log.warning("not answered", noun=asked.noun, verb=asked.verb, reason=str(fault))
            return error("that cannot be had just now: try again in a minute")
        except TocsinError as fault:
            return _amiss(fault, asked)
        except Exception:
            log.exception("an answer failed", noun=asked.noun, verb=asked.verb)
            return error("something went wrong on our side: it was written down; try again, or ask whoever runs this bot")

    def _refused(self, asked: Asked) -> Reply | None:
        """Whoever may not write is told who may."""
        writes = any(one.writes and (one.noun, one.verb) == (asked.noun, asked.verb) for one in self.commands)
        if not writes or asked.may_write:
            return None
        return error(f"/{asked.noun} {asked.verb}".rstrip() + " changes things for everybody here: ask someone who may manage this place")

    async def _answered(self, asked: Asked, now: datetime) -> Reply:
        for part in self._parts:
            if (reply := await part.answer(asked, now)) is not None:
                return reply
        return _unknown(asked, self.commands)

    async def completions(self, kind: Kind, typed: str, asked: Asked) -> Sequence[Choice]:
        """At most 25 completions, the likeliest first; none where the ledger is away."""
        if kind is Kind.COMMAND:
            return self._help.choices(typed)
        try:
            return await self._completer.completions(kind, typed, asked)
        except TocsinError as fault:
            log.warning("nothing to complete with", kind=str(kind), reason=str(fault))
            return ()

    async def joined(self, place: str, home: str, label: str) -> Reply:
        """The welcome to a new server or workspace."""
        try:
            await self._welcome.back(home, place)
        except TocsinError as fault:  # it is greeted all the same
            log.warning("watches were not woken", home=home, reason=str(fault))
        return self._welcome.greeting(place, home, label)

    async def left(self, home: str, now: datetime) -> None:
        """Notes that a server or workspace is gone."""
        await self._welcome.farewell(home, now)

    async def opened(self, of: str) -> None:
        """Tries again what was closed to the bot in a channel or home."""
        try:
            await self._welcome.opened(of)
        except TocsinError as fault:  # it is tried in its time
            log.warning("what was closed is not tried again yet", of=of, reason=str(fault))

    async def housed(self, home_of: Callable[[str], tuple[str, bool] | None]) -> None:
        """Notes the homes of channels that the settings name: what holds for a whole desk holds there too."""
        try:
            await self._welcome.housed(home_of)
        except TocsinError as fault:  # it is tried again at the next start
            log.warning("the homes of channels were not noted", reason=str(fault))


def _meant(fault: BadInput, asked: Asked) -> Iterator[Button]:
    """Asks again with what may have been meant."""
    name = next((name for name, value in asked.options.items() if value.strip() == fault.said.strip()), "")
    if fault.meant and name:
        label = shortened(f"Use: {fault.meant}", LABEL)
        yield button(label, asked, asked.noun, asked.verb, {**asked.options, name: fault.meant})


def _unknown(asked: Asked, commands: Sequence[Command]) -> Reply:
    said = f"{asked.noun} {asked.verb}".strip()
    near = nearest(said, (f"{one.noun} {one.verb}".strip() for one in commands))
    return error(f"there is no command `{said}`{f'; did you mean `{near}`?' if near else ':'} /help lists them")


def _amiss(fault: TocsinError, asked: Asked) -> Reply:
    """What went wrong; who asks is not told of settings and tables that somebody else must mend."""
    if not isinstance(fault, Fix):
        return error(str(fault))
    log.warning("not answered until it is mended", noun=asked.noun, verb=asked.verb, reason=str(fault))
    return error("that cannot be had until whoever runs this bot has mended something: what it is was written down")
