"""The app: what people type and press, answered. Nothing of it is kept in memory; each custom_id says all that is needed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiohttp
import discord
import structlog

from bot.errors import TocsinError
from handlers.commands import Answers, Asked, Choice, Command, Kind, Line, Option, Reply, error
from handlers.commands.asking import ours
from handlers.discord_app.again import kept
from handlers.discord_app.asked import NOT_WRITER, Came, asked, named, typed, unmanaged
from handlers.discord_app.controls import mute_menu, words_in, wrong_menu
from handlers.discord_app.form import OFFERED, PREFIX, fields_of, filled, form, lacks
from handlers.discord_app.ids import Does, Pressed, options, pressed
from handlers.discord_app.outgoing import Way, answer, ask_in_form, complete, show, with_form
from handlers.discord_app.permissions import lacking
from handlers.discord_app.register import EXTRACT, spoken
from handlers.discord_app.register import named as registered
from handlers.discord_app.reply import shown
from handlers.discord_app.sharing import share
from handlers.discord_app.target import own_event, target_of

log = structlog.get_logger(__name__)
PATIENCE = 0.6  # seconds before we say that an answer is being looked for: Discord waits three
LONGEST = 840.0  # seconds an answer may take: after 15 minutes Discord takes none
COMPLETION = 2.0  # seconds: later it is of no use
SOON = 1.0  # seconds that looking up what stands before an answer may take: it cannot be announced
TOO_LATE = frozenset({10062, 40060, 50027, 10015, 10008})  # codes: the person has waited too long, or closed it
STALE = "This button is of a version that is no more: ask again with a command."
OLD = "This command is not known here any more: close Discord and open it again, then try once more."
BROKEN = "Something went wrong here, and is written in the log: try again in a minute."
NOTHING_THERE = "There is no text or link in that message to read."
WELCOME = "welcome"  # what its buttons do in a server is seen by everybody there
DUPLICATE = Command(
    "wrong", "", "Duplicate of which event?", (Option("of", "The other event: its id, or words of its first line", Kind.EVENT, True),)
)


def _now() -> datetime:
    return datetime.now(UTC)


class App:
    """Answers interactions out of `answers`. `may_post` says of a Destination.id whether alerts may be sent there."""

    def __init__(
        self,
        answers: Answers,
        clock: Callable[[], datetime] = _now,
        patience: float = PATIENCE,
        may_post: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._answers, self._clock, self._patience, self._may_post = answers, clock, patience, may_post

    async def came(self, came: Came) -> None:
        """One interaction. Whatever befalls it, the person is told, or it is too late to tell."""
        try:
            await self._routed(came)
        except discord.HTTPException as fault:
            late = fault.code in TOO_LATE
            log.log(20 if late else 30, "an answer did not arrive", reason=f"{fault.status} (code {fault.code})", kind=came.type.name)
        except (OSError, aiohttp.ClientError, TimeoutError, discord.RateLimited) as fault:
            log.warning("an answer did not arrive", reason=type(fault).__name__, kind=came.type.name)
        except Exception:
            log.exception("an act was not answered", kind=came.type.name)
            if not came.response.is_done() and came.type is not discord.InteractionType.autocomplete:
                with suppress(discord.HTTPException, OSError, aiohttp.ClientError):
                    await self._tell(came, error(BROKEN))

    async def _routed(self, came: Came) -> None:
        data: Mapping[str, Any] = came.data or {}
        kinds = {
            discord.InteractionType.application_command: self._typed,
            discord.InteractionType.autocomplete: self._completed,
            discord.InteractionType.component: self._pressed,
            discord.InteractionType.modal_submit: self._filled,
        }
        if act := kinds.get(came.type):
            await act(came, data)

    async def _typed(self, came: Came, data: Mapping[str, Any]) -> None:
        told = typed(data)
        if told.noun == EXTRACT:
            await self._extracted(came, data)
        elif command := registered(self._answers.commands).get((told.noun, told.sub)):
            await self._ask(came, command.noun, command.verb, named(command, told.options))
        else:
            await self._tell(came, error(OLD))

    async def _extracted(self, came: Came, data: Mapping[str, Any]) -> None:
        event = own_event(data, came.client.user.id if came.client.user else came.application_id)
        if event is not None:
            await self._tell(came, ours(event))
            return
        command = registered(self._answers.commands).get(("extract", ""))
        held = target_of(data, command) if command else {}
        if not held:
            await self._tell(came, error(NOTHING_THERE))
            return
        await self._ask(came, "extract", "", held)

    async def _completed(self, came: Came, data: Mapping[str, Any]) -> None:
        told = typed(data)
        command = registered(self._answers.commands).get((told.noun, told.sub))
        option = next((one for one in command.options if one.name == told.focus), None) if command else None
        found: list[Choice] = []
        if command and option:
            question = asked(came, command.noun, command.verb, named(command, told.options))
            found = await self._choices(option, told.options.get(told.focus, ""), question)
        await complete(came, found)

    async def _choices(self, option: Option, typed_: str, question: Asked, within: float = COMPLETION) -> list[Choice]:
        if option.kind is Kind.CHOICE:
            return [one for one in option.menu if typed_.lower() in one.label.lower()]
        try:
            async with asyncio.timeout(within):
                return list(await self._answers.completions(option.kind, typed_, question))
        except Exception as fault:
            log.warning("nothing to complete with", kind=str(option.kind), reason=f"{type(fault).__name__}: {fault}")
            return []

    async def _pressed(self, came: Came, data: Mapping[str, Any]) -> None:
        held = pressed(str(data.get("custom_id", "")))
        if held is None:
            await self._tell(came, error(STALE))
            return
        chosen = {name: value for one in data.get("values") or () for name, value in options(str(one)).items()}
        asks = replace(held.asks, options={**held.asks.options, **chosen})
        await self._done(came, Pressed(held.does, asks))

    async def _done(self, came: Came, held: Pressed) -> None:
        asks = held.asks
        if held.does is Does.SHARE:
            await share(came, self._answers, self._clock())
        elif held.does is Does.MUTE:
            await self._offer_mutes(came, asks)
        elif held.does is Does.WRONG:
            await show(came, wrong_menu(asks))
        elif held.does is Does.FORM and (command := self._command(asks)):
            await self._offer_form(came, command, replace(asks, options={**asks.options, **kept(came.message)}))
        elif asks.noun == "wrong" and asks.options.get("mark") == "duplicate" and not asks.options.get("of"):
            await self._open(came, DUPLICATE, asks.options)
        else:
            way = Way.PLACE if held.does is Does.PAGE and _own(came) else Way.NEW
            await self._ask(came, asks.noun, asks.verb, asks.options, way)

    async def _offer_mutes(self, came: Came, asks: Asked) -> None:
        why = self._refusal(came, asked(came, asks.noun, asks.verb, {}), self._command(asks))
        await (self._tell(came, error(why)) if why else show(came, mute_menu(asks, words_in(came.message))))

    async def _offer_form(self, came: Came, command: Command, asks: Asked) -> None:
        """A form under an alert; which event is meant is known."""
        why = self._refusal(came, asked(came, asks.noun, asks.verb, {}), command)
        fields = tuple(one for one in command.options if one.name != "event" or one.name not in asks.options)
        await (self._tell(came, error(why)) if why else self._open(came, replace(command, options=fields), asks.options))

    async def _filled(self, came: Came, data: Mapping[str, Any]) -> None:
        held = pressed(str(data.get("custom_id", "")))
        if held is None:
            await self._tell(came, error(STALE))
            return
        told = {**held.asks.options, **filled(data.get("components") or ())}
        await self._ask(came, held.asks.noun, held.asks.verb, told)

    def _command(self, asks: Asked) -> Command | None:
        known = {(command.noun, command.verb): command for command in self._answers.commands}
        return known.get((asks.noun, asks.verb))

    async def _ask(self, came: Came, noun: str, verb: str, told: Mapping[str, str], way: Way = Way.NEW) -> None:
        question = asked(came, noun, verb, told)
        command = self._command(question)
        if why := self._refusal(came, question, command):
            await self._tell(came, error(why) if why == NOT_WRITER else _again(came, error(why), _nowhere(question, command), command))
        elif command and lacks(command, told) and came.type is not discord.InteractionType.modal_submit:
            await self._open(came, command, told)
        else:
            work = asyncio.create_task(self._reply(came, question, command))
            await answer(came, question, work, way, self._patience, partial(self._open, came))

    async def _open(self, came: Came, command: Command, given: Mapping[str, str]) -> None:
        """Opens a command's form; what is hard to type is offered in menus."""
        question = asked(came, command.noun, command.verb, given)
        menus = [option for option in fields_of(command, given) if option.kind in OFFERED]
        found = await asyncio.gather(*(self._choices(option, "", question, SOON) for option in menus))
        offered = {option.name: choices for option, choices in zip(menus, found, strict=True) if choices}
        await ask_in_form(came, form(command, given, offered))

    def _refusal(self, came: Came, question: Asked, command: Command | None) -> str:
        """Why this person may not ask that here."""
        writes = command.writes if command else question.noun == WELCOME and bool(question.home)
        if writes and not question.may_write:
            return NOT_WRITER
        if names := list(unmanaged(came, came.data or {})):
            return f"You may not manage the channel {names[0]}: ask somebody who may, or name another one."
        places = _channels(command, question)
        shut = [place for place in places if not self._may_post(place)]
        return "This bot is not set up to post in that channel: whoever runs it names the channels." if shut else ""

    async def _reply(self, came: Came, question: Asked, command: Command | None) -> Reply:
        """The answer; an error in one line where there is none."""
        try:
            async with asyncio.timeout(LONGEST):
                reply = spoken(await self._answers.answer(question, self._clock()), self._answers.commands)
        except TocsinError as fault:
            return error(str(fault))
        except Exception:
            log.exception("an answer failed", noun=question.noun, verb=question.verb)
            return error(BROKEN)
        lacks_ = [line for place in _channels(command, question) for line in _lacking(came, place)]
        return replace(reply, lines=(*reply.lines, *lacks_)) if reply.ok else _again(came, reply, question, command)

    async def _tell(self, came: Came, reply: Reply) -> None:
        message = shown(reply, asked(came, "", "", {}))
        await show(came, (with_form(message, reply.form, reply.given) if reply.form else message).view)


def _again(came: Came, reply: Reply, question: Asked, command: Command | None) -> Reply:
    """The refusal of what was filled in, with its form as it was."""
    filled_in = came.type is discord.InteractionType.modal_submit
    offered = command and (filled_in or (command.form and came.type is discord.InteractionType.application_command))
    return replace(reply, form=command, given=question.options) if offered else reply


def _nowhere(question: Asked, command: Command | None) -> Asked:
    """The question without the channels it names: one that may not be named is carried no further."""
    places = set(_channels(command, question))
    return replace(question, options={name: value for name, value in question.options.items() if value not in places})


def _own(came: Came) -> bool:
    """The message is this person's to change: only they see it, or they asked for it."""
    message = came.message
    if message is None or message.flags.ephemeral:
        return True
    asker = message.interaction_metadata
    return asker is not None and asker.user.id == came.user.id


def _channels(command: Command | None, question: Asked) -> list[str]:
    """The channels that the question names."""
    wanted = [option.name for option in command.options if option.kind is Kind.CHANNEL] if command else []
    return [place for name in wanted if (place := question.options.get(name, ""))]


def _lacking(came: Came, place: str) -> list[Line]:
    """What the bot lacks in a channel that it is to post in, one by one."""
    number = place.removeprefix(PREFIX)
    channel = came.client.get_channel(int(number)) if number.isdecimal() else None
    if not isinstance(channel, discord.abc.GuildChannel):
        return []
    return [Line(f"The bot lacks a permission in #{channel.name}: {told}", strong=True) for told in lacking(channel)]
