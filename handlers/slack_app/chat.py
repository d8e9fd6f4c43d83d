"""Asks the commands on behalf of somebody in Slack, and brings the answer where that person looks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Fix, TocsinError
from handlers.commands import Answers
from handlers.commands.sharing import UNDO, sharing
from handlers.commands.words import Asked, Choice, Command, Kind, Line, Picture, Reply, error
from handlers.slack_app import reply as shown
from handlers.slack_app.blocks import Block
from handlers.slack_app.call import Call
from handlers.slack_app.faults import error_of
from handlers.slack_app.forms import PICKED, form
from handlers.slack_app.pictures import uploaded
from handlers.slack_app.rooms import Rooms
from handlers.slack_app.teams import Teams

log = structlog.get_logger(__name__)
LISTED = frozenset({Kind.WATCH, Kind.PRESET, Kind.ROLE})  # few enough to be listed whole
LABELS_S = 0.5  # seconds that their names may take: a form can be opened for three
GROUP = re.compile(r"\brole:(S[A-Z0-9]+)\b")  # whom a watch calls
SETTLES_S, LOOKS = 0.7, 4  # a picture just uploaded is not shown for a moment
RIGHTS_S = 1.0  # seconds that somebody's rights may take: a form can be opened for three
NOT_WRITER = "This changes things for everybody here: ask someone who may manage this place."
OURS = "Something went wrong here. It was written down; try again in a minute."
UNSEEN = "I cannot see that channel, or you are not in it: invite me there first (/invite @Tocsin), and choose one that you are in."


class Chat:
    """One question after another, for any workspace. `now` is the clock."""

    def __init__(self, answers: Answers, teams: Teams, rooms: Rooms, now: Callable[[], datetime]) -> None:
        self.answers, self._teams, self._rooms, self._now = answers, teams, rooms, now
        self.nouns = frozenset(command.noun for command in answers.commands)

    def command(self, asked: Asked) -> Command | None:
        """The command that a question is for."""
        return next((one for one in self.answers.commands if (one.noun, one.verb) == (asked.noun, asked.verb)), None)

    def needs_form(self, asked: Asked) -> Command | None:
        """The command whose form must be filled in before the question can be asked: something is missing, or nothing was said at all."""
        command = self.command(asked)
        if command is None or not command.options:
            return None
        missing = any(option.required and not asked.options.get(option.name) for option in command.options)
        return command if missing or (command.form and not asked.options) else None

    def fills_in(self, asked: Asked) -> bool:
        """Whether the answer is a form, most likely: nothing was said but what must be, and more could be."""
        command = self.command(asked)
        if command is None or not command.form or all(option.required for option in command.options):
            return False
        return set(asked.options) <= {option.name for option in command.options if option.required}

    async def answer(self, call: Call, asked: Asked) -> Reply:
        """The answer to a question; never raises."""
        try:
            client = await self._teams.client(call.team)
            told = await self._signed(client, call, asked)
            if isinstance(told, Reply):
                return told
            reply = await self._handled(client, await self.answers.answer(told, self._now()))
            return await self._followed(client, told, reply)
        except TocsinError as fault:
            return error(str(fault))
        except Exception:
            log.exception("a question was not answered", noun=asked.noun, verb=asked.verb)
            return error(OURS)

    async def completions(self, call: Call, kind: Kind, said: str) -> Sequence[Choice]:
        """Completions of what is typed; the workspace's user groups are Slack's to tell."""
        if kind is not Kind.ROLE:
            place = self._teams.place(call.team, call.channel)
            asked = Asked("", person=f"slack:{call.team}/{call.user}", place=place, home=f"slack:{call.team}")
            return await self.answers.completions(kind, said, asked)
        groups = await self._rooms.groups(await self._teams.client(call.team))
        known = [Choice("nobody", "none"), *(Choice(handle, group) for group, handle in groups.items())]
        return [one for one in known if said.lower() in one.label.lower()]

    async def barred(self, call: Call, asked: Asked) -> str:
        """Why this person may not ask that here, before they fill in a form for it; "" where they may, or Slack does not say in time."""
        command = self.command(asked)
        if not (command and command.writes):
            return ""
        try:
            async with asyncio.timeout(RIGHTS_S):
                told = await self._signed(await self._teams.client(call.team), call, asked)
        except (TimeoutError, TocsinError):
            return ""
        return "" if isinstance(told, Reply) or told.may_write else NOT_WRITER

    async def invited(self, call: Call) -> None:
        """The bot is in a channel now; whoever invited it is greeted."""
        self._rooms.forget(await self._teams.client(call.team), call.channel)
        reply = await self.answers.joined(self._teams.place(call.team, call.channel), f"slack:{call.team}", "")
        if call.user:
            await self.whisper(call, reply)

    async def reopened(self, call: Call) -> None:
        """A channel may take messages again."""
        self._rooms.forget(await self._teams.client(call.team), call.channel)
        await self.answers.opened(self._teams.place(call.team, call.channel))

    async def _signed(self, client: AsyncWebClient, call: Call, asked: Asked) -> Asked | Reply:
        """The question with who asks, where, and what that person may do there."""
        places = dict(self._places(asked))
        for channel in places.values():
            if not await self._rooms.sees(client, call.user, channel):
                return error(UNSEEN)
        channels = [*places.values(), *([call.channel] if call.channel else [])]
        private = await self._rooms.private(client, call.channel) if call.channel else True
        may_all = await self._rooms.manages(client, call.user, ())
        may_write = may_all or await self._rooms.manages(client, call.user, channels)
        options = {**asked.options, **{name: self._teams.place(call.team, channel) for name, channel in places.items()}}
        place = self._teams.place(call.team, call.channel)
        public = tuple([options[name] for name, channel in places.items() if not await self._rooms.private(client, channel)])
        who, home = f"slack:{call.team}/{call.user}", f"slack:{call.team}"
        told = replace(asked, options=options, person=who, name=call.name, place=place, home=home, label=call.label, public=public)
        return replace(told, private=private, may_write=may_write, may_all=may_all, own=self._teams.is_own(call.team))

    def _places(self, asked: Asked) -> Mapping[str, str]:
        """The channels that the options name, by option."""
        command = self.command(asked)
        named = [option.name for option in command.options if option.kind is Kind.CHANNEL] if command else []
        said = {name: asked.options.get(name, "") for name in named}
        return {name: value.rsplit("/", 1)[-1].removeprefix("slack:").lstrip("#") for name, value in said.items() if value}

    async def _handled(self, client: AsyncWebClient, reply: Reply) -> Reply:
        """The answer with user groups by their handles, as mere words: a mention would call them."""
        if not any(GROUP.search(line.text) for line in reply.lines):
            return reply
        groups = await self._rooms.groups(client)
        lines = (replace(line, text=GROUP.sub(lambda found: groups.get(found[1], found[1]), line.text)) for line in reply.lines)
        return replace(reply, lines=tuple(lines))

    async def _followed(self, client: AsyncWebClient, asked: Asked, reply: Reply) -> Reply:
        """The answer, with a word of warning where the bot could not post what was just asked for."""
        command = self.command(asked)
        place = next(iter(self._places(asked).values()), asked.place.rsplit("/", 1)[-1].removeprefix("slack:"))
        if not (command and command.writes and reply.ok and place) or await self._rooms.inside(client, place):
            return reply
        return replace(
            reply, lines=(*reply.lines, Line("I am not in that channel yet, so nothing can be posted there: /invite @Tocsin", strong=True))
        )

    async def tell(self, call: Call, reply: Reply, asked: Asked | None = None) -> None:
        """Brings an answer back: to the modal, to the conversation, or as a form."""
        if reply.form:
            await self.open_form(call, reply.form, reply.given)
        elif call.view:
            await self.update(call, shown.modal("Tocsin", reply, self.nouns, asked))
        elif call.url:
            await self._respond(call, await self._message(call, reply, asked), private=reply.private, kept=reply.ok)
        else:
            await self.open(call, shown.modal("Tocsin", reply, self.nouns, asked))

    async def share(self, call: Call, reply: Reply, asked: Asked) -> None:
        """Shows an answer to everybody in the channel, once: what was asked tells it, as answers tell the time, too."""
        asks = sharing(repr((call.thread, asked.noun, asked.verb, sorted(asked.options.items()))))
        message = await self._message(call, reply, asked, by=call.name or "somebody")
        told = await self.answer(call, asks) if reply.ok else reply
        if not told.ok:
            await self._respond(call, await self._message(call, told, asked), private=True)
            return
        arrived = False
        try:
            arrived = await self._respond(call, message, private=False)
        finally:
            if not arrived:
                await self.answer(call, replace(asks, verb=UNDO))

    async def open_form(self, call: Call, command: Command, given: Mapping[str, str]) -> None:
        """Opens a form, or, where it is too late for that, brings a button that does."""
        made = form(command, given, call.channel, await self._labels(call, command, given))
        if call.view:
            await self.update(call, made)
        elif not await self.open(call, made) and call.url:
            await self._respond(call, shown.late_form(command, given), private=True)

    async def _labels(self, call: Call, command: Command, given: Mapping[str, str]) -> Mapping[str, str]:
        """What the menus of a form call what is chosen in them at first; an id stands for itself where that takes too long."""
        chosen = [(option.kind, given[option.name]) for option in command.options if option.kind in PICKED and given.get(option.name)]
        looking = [asyncio.create_task(self.completions(call, kind, "" if kind in LISTED else value)) for kind, value in chosen]
        done, late = await asyncio.wait(looking, timeout=LABELS_S) if looking else (set(), set())
        for task in late:
            task.cancel()
        found = {one.value: one.label for task in done if not task.exception() for one in task.result()}
        return {value: found[value] for _, value in chosen if value in found}

    async def open(self, call: Call, view: Block) -> str:
        """Opens a modal; its id, or "" where Slack did not."""
        opened = await self._tried(call, "views_open", trigger_id=call.trigger, view=view) if call.trigger else None
        return str(opened["view"]["id"]) if opened else ""

    async def update(self, call: Call, view: Block) -> None:
        """Puts another view in a modal's place."""
        await self._tried(call, "views_update", view_id=call.view, view=view)

    async def _tried(self, call: Call, method: str, **body: Any) -> Any:
        """A call; None where Slack refused it, which is written down."""
        try:
            return await getattr(await self._teams.client(call.team), method)(**body)
        except SlackApiError as fault:
            log.warning("Slack refused", method=method, reason=error_of(fault), what=fault.response.get("response_metadata"))
        except (Fix, SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as fault:
            log.warning("Slack was not reached", method=method, reason=f"{type(fault).__name__}: {fault}")
        return None

    async def publish(self, call: Call, view: Block) -> None:
        """Puts up somebody's App Home."""
        await self._tried(call, "views_publish", user_id=call.user, view=view)

    async def whisper(self, call: Call, reply: Reply) -> None:
        """Tells one person something in a channel, unasked."""
        blocks, text = shown.message(reply, None, self.nouns), shown.text(reply, self.nouns)
        await self._tried(call, "chat_postEphemeral", channel=call.channel, user=call.user, text=text, blocks=blocks)

    async def write_to(self, call: Call, reply: Reply) -> None:
        """Writes to one person, unasked."""
        blocks, text = shown.message(reply, None, self.nouns), shown.text(reply, self.nouns)
        quiet = {"unfurl_links": False, "unfurl_media": False, "link_names": False}
        await self._tried(call, "chat_postMessage", channel=call.user, text=text, blocks=blocks, **quiet)

    async def _message(self, call: Call, reply: Reply, asked: Asked | None, by: str = "") -> Mapping[str, Any]:
        picture = await self._picture(call, reply.picture) if reply.picture else ""
        return {"text": shown.text(reply, self.nouns), "blocks": shown.message(reply, asked, self.nouns, picture, by)}

    async def _picture(self, call: Call, picture: Picture) -> str:
        try:
            return await uploaded(await self._teams.client(call.team), picture)
        except SlackApiError as fault:
            log.warning("a picture was not uploaded", reason=error_of(fault), needed=fault.response.get("needed"))
        except (Fix, SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as fault:
            log.warning("a picture was not uploaded", reason=f"{type(fault).__name__}: {fault}")
        return ""

    async def _respond(self, call: Call, said: Mapping[str, Any], *, private: bool, kept: bool = False) -> bool:
        """Answers at the address that came with the question; what Slack does not take even then is told in words."""
        body = {**said, "response_type": "ephemeral" if private else "in_channel", "replace_original": call.replaces and kept}
        body |= {"unfurl_links": False, "unfurl_media": False} | ({"thread_ts": call.thread} if call.thread else {})
        pictured = any(block["type"] == "image" for block in said["blocks"])
        for look in range(LOOKS if pictured else 1):
            if await self._posted(call, body):
                return True
            await asyncio.sleep(SETTLES_S * (look + 1) if pictured else 0)
        return await self._posted(call, {**body, "blocks": shown.in_words(said)})

    async def _posted(self, call: Call, body: Mapping[str, Any]) -> bool:
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as session,
                session.post(call.url, json=dict(body), proxy=self._teams.proxy) as answer,
            ):
                told = await answer.text()
        except (aiohttp.ClientError, TimeoutError) as fault:
            log.warning("an answer did not arrive", reason=f"{type(fault).__name__}: {fault}")
            return True  # it may have: said twice is worse
        if answer.status != 200 or '"ok":false' in told.replace(" ", ""):
            log.warning("Slack did not take an answer", status=answer.status, reason=told[:200])
            return False
        return True
