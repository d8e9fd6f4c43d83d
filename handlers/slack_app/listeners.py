"""The app's listeners: each acknowledges first and works then, so that Slack never waits for the store."""

from __future__ import annotations

import asyncio
import functools
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from handlers.commands.asking import ours
from handlers.commands.words import Asked, Choice, Kind, Reply
from handlers.slack_app.blocks import Block, event_of
from handlers.slack_app.call import Body, Call, of_action, of_command, of_event
from handlers.slack_app.chat import Chat
from handlers.slack_app.forms import again, channel_of, mute_form, sent, wrong_form
from handlers.slack_app.home import home
from handlers.slack_app.packing import unpacked
from handlers.slack_app.reply import plain_text, waiting
from handlers.slack_app.teams import Teams
from handlers.slack_app.typed import SLASH, typed, unescaped

log = structlog.get_logger(__name__)
Ack = Callable[..., Awaitable[object]]
Listener = Callable[..., Awaitable[None]]
SHORTCUTS = frozenset({"extract_message", "extract_global", "watch_message", "watch_global"})
UNARCHIVED = frozenset({"channel_unarchive", "group_unarchive"})
EVENTS = frozenset({"app_home_opened", "app_uninstalled", "tokens_revoked", "member_joined_channel"}) | UNARCHIVED
COMPLETE_S = 0.35  # seconds that completions may take: Slack asks at each key
TAKES_PLACE_S = 0.3  # seconds in which Slack has put up the view of an acknowledgement; an earlier update would be lost under it
CHOICES = 100
CLOSING_S = 5.0  # seconds that answers under way have to arrive
OLD = "This button is of another version of Tocsin. Write /tocsin help."


class Listeners:
    """What people do in Slack, turned into questions."""

    def __init__(self, app: AsyncApp, chat: Chat, teams: Teams, now: Callable[[], datetime]) -> None:
        self._chat, self._teams, self._now = chat, teams, now
        self._known: dict[tuple[str, ...], Sequence[Choice]] = {}
        self._busy: set[asyncio.Task[Any]] = set()
        self._listen(app)

    async def close(self) -> None:
        """Lets what is under way come to its end, for a moment."""
        if left := self._busy - {asyncio.current_task()}:
            _, late = await asyncio.wait(left, timeout=CLOSING_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _kept(self, listener: Listener) -> Listener:
        """The listener, waited for when we close: Bolt itself forgets what it has begun."""

        @functools.wraps(listener)
        async def listening(**held: Any) -> None:
            if task := asyncio.current_task():
                self._busy.add(task)
                task.add_done_callback(self._busy.discard)
            await listener(**held)

        return listening

    def _listen(self, app: AsyncApp) -> None:
        kept = self._kept
        app.command(SLASH)(kept(self.on_command))
        for name, listener in (
            (re.compile(r"^(?:ask|page):[\d:]+$"), self.on_press),
            ("evidence", self.on_press),
            ("call", self.on_press),
            (re.compile("^open"), self.on_press),
            ("more", self.on_press),
            ("form", self.on_open_form),
            ("share", self.on_share),
            ("mute", self.on_mute),
            ("wrong", self.on_wrong),
            (re.compile(".*"), self.on_nothing),
        ):
            app.action(name)(kept(listener))
        app.options(re.compile("^pick:"))(kept(self.on_typing))
        app.view("form")(kept(self.on_form))
        app.view_closed(re.compile(".*"))(self.on_nothing)
        for callback in SHORTCUTS:
            app.shortcut(callback)(kept(self.on_extract if callback.startswith("extract") else self.on_watch))
        hearers = {"app_home_opened": self.on_home, "member_joined_channel": self.on_invited}
        hearers |= dict.fromkeys(UNARCHIVED, self.on_unarchived)
        for event in EVENTS:
            app.event(event)(kept(hearers.get(event, self.on_gone)))

    async def on_command(self, ack: Ack, body: Body) -> None:
        """What somebody wrote after /tocsin."""
        await ack()
        call, meant = of_command(body), typed(body.get("text") or "", self._chat.answers.commands)
        if isinstance(meant, Reply):
            await self._chat.tell(call, meant)
            return
        asked = Asked(meant.command.noun, meant.command.verb, meant.options)
        await self._asked(call, asked)

    async def _asked(self, call: Call, asked: Asked) -> None:
        """Asks, or opens the form for what is missing: at once, for a form can be opened for three seconds only."""
        command = self._chat.needs_form(asked)
        if command:
            await self._chat.open_form(call, command, asked.options)
            return
        call = await self._ready(call, asked)
        await self._chat.tell(call, await self._chat.answer(call, asked), asked)
        if call.home:
            await self._show_home(call)

    async def _ready(self, call: Call, asked: Asked) -> Call:
        """A question from App Home, or one that is answered with a form, has its modal opened first."""
        if (call.home or self._chat.fills_in(asked)) and not call.view and call.trigger:
            return replace(call, view=await self._chat.open(call, waiting("Tocsin")))
        return call

    async def on_press(self, ack: Ack, body: Body, action: Mapping[str, Any]) -> None:
        """A button or a menu that holds a question."""
        await ack()
        call, asked = of_action(body), unpacked(_value(action))
        if asked is None:
            await self._chat.tell(call, Reply(OLD, ok=False))
        else:
            await self._asked(replace(call, replaces=call.alone and str(action.get("action_id")).startswith("page")), asked)

    async def on_open_form(self, ack: Ack, body: Body, action: Mapping[str, Any]) -> None:
        """The button that opens a form which came too late."""
        await ack()
        call, asked = of_action(body), unpacked(_value(action))
        command = asked and self._chat.command(asked)
        if asked and command:
            await self._chat.open_form(call, command, asked.options)
        else:
            await self._chat.tell(call, Reply(OLD, ok=False))

    async def on_share(self, ack: Ack, body: Body, action: Mapping[str, Any]) -> None:
        """Shows the channel what one person was told."""
        await ack()
        call, asked = of_action(body), unpacked(_value(action))
        if asked and call.url:
            await self._chat.share(call, await self._chat.answer(call, asked), asked)

    async def on_mute(self, ack: Ack, body: Body, action: Mapping[str, Any]) -> None:
        """Mute, under an alert."""
        await ack()
        asked, call = unpacked(_value(action)), of_action(body)
        if asked and (why := await self._chat.barred(call, asked)):
            await self._chat.tell(call, Reply(why, ok=False))
            return
        await self._opened(body, asked, functools.partial(mute_form, said=(str((body.get("message") or {}).get("text") or ""),)))

    async def on_wrong(self, ack: Ack, body: Body, action: Mapping[str, Any]) -> None:
        """Wrong, under an alert."""
        await ack()
        await self._opened(body, unpacked(_value(action)), wrong_form)

    async def _opened(self, body: Body, asked: Asked | None, make: Callable[[Asked, str], Block]) -> None:
        call = of_action(body)
        if asked is None:
            await self._chat.tell(call, Reply(OLD, ok=False))
        else:
            await self._chat.open(call, make(asked, call.channel))

    async def on_form(self, ack: Ack, body: Body) -> None:
        """A form that was sent: it waits in its place for the answer, and comes back filled in where something was wrong."""
        filled = sent(body["view"])
        await ack(response_action="update", view=waiting(filled.title))
        call = replace(of_action(body), channel=filled.channel)
        reply, _ = await asyncio.gather(self._chat.answer(call, filled.asked), asyncio.sleep(TAKES_PLACE_S))
        if reply.ok:
            await self._chat.tell(call, reply, filled.asked)
        else:
            await self._chat.update(call, again(body["view"], reply.title))
        await self._show_home(call)

    async def on_typing(self, ack: Ack, body: Body) -> None:
        """Completions; what is not found in time comes with the next key."""
        kind = Kind(body["action_id"].partition(":")[2])
        call = replace(of_action(body), channel=channel_of(body.get("view") or {}))
        found = await self._completions(call, kind, str(body.get("value") or ""))
        options = [{"text": plain_text(one.label, 75), "value": one.value} for one in found if 0 < len(one.value) <= 150]
        await ack(options=options[:CHOICES])

    async def _completions(self, call: Call, kind: Kind, said: str) -> Sequence[Choice]:
        key = (call.team, call.channel, kind.value, said)
        task = asyncio.create_task(self._looked_up(call, kind, said))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        done, _ = await asyncio.wait({task}, timeout=COMPLETE_S)
        return task.result() if done else self._known.get(key, ())

    async def _looked_up(self, call: Call, kind: Kind, said: str) -> Sequence[Choice]:
        found = await self._chat.completions(call, kind, said)
        if len(self._known) > 1_000:
            self._known.clear()
        self._known[call.team, call.channel, kind.value, said] = found
        return found

    async def on_extract(self, ack: Ack, body: Body) -> None:
        """The shortcut on a message, or the one that asks for a text."""
        await ack()
        call, command = of_action(body), self._chat.command(Asked("extract"))
        if command is None:
            return
        message = body.get("message") or {}
        event = event_of(message)
        if event or await self._teams.wrote(call.team, message):
            await self._chat.tell(call, ours(event))
            return
        said = str(message.get("text") or "").strip()
        option = next((one for one in command.options if one.long), command.options[0])
        if said:
            await self._asked(call, Asked("extract", "", {option.name: unescaped(said)}))
        else:
            await self._chat.open_form(call, replace(command, options=(option,)), {})

    async def on_watch(self, ack: Ack, body: Body) -> None:
        """The shortcut that watches a channel."""
        await ack()
        call, command = of_action(body), self._chat.command(Asked("watch", "add"))
        if command:
            place = self._teams.place(call.team, call.channel)
            await self._chat.open_form(call, command, {one.name: place for one in command.options if one.kind is Kind.CHANNEL and place})

    async def on_home(self, body: Body) -> None:
        """App Home was opened."""
        if body["event"].get("tab", "home") == "home":
            await self._show_home(of_event(body))

    async def _show_home(self, call: Call) -> None:
        await self._chat.publish(call, await home(self._chat, replace(call, channel="", view="")))

    async def on_invited(self, body: Body) -> None:
        """The bot came into a channel: whoever invited it is greeted there, and what waits is sent."""
        event, call = body["event"], of_event(body)
        if event.get("user") == await self._teams.bot(call.team):
            await self._chat.invited(replace(call, user=event.get("inviter") or "", channel=event["channel"]))

    async def on_unarchived(self, body: Body) -> None:
        """A channel is no archive any more: what waits for it is sent, if the bot is still in it."""
        await self._chat.reopened(replace(of_event(body), channel=body["event"]["channel"]))

    async def on_installed(self, team: str, user: str, label: str) -> None:
        """A workspace installed the app: whoever did it is greeted."""
        try:
            reply = await self._chat.answers.joined("", f"slack:{team}", label)
            await self._chat.write_to(Call(team, user), replace(reply, private=False))
        except Exception:
            log.exception("a new workspace was not greeted", team=team)  # it is installed all the same

    async def known(self) -> None:
        """Our own workspace is known: channels that name no workspace are of it; whether they are private is not."""
        own = self._teams.own
        if own:
            mine = (f"slack:{own}", True)
            await self._chat.answers.housed(lambda place: mine if place.startswith("slack:") and "/" not in place else None)

    async def on_gone(self, body: Body) -> None:
        """The app was taken out, or its token back: what was kept of the workspace goes."""
        event, call = body["event"], of_event(body)
        revoked = (event.get("tokens") or {}).get("bot")
        if event["type"] == "app_uninstalled" or revoked:
            log.info("taken out of a workspace", team=call.team)
            await self._teams.forget(call.team)
            await self._chat.answers.left(f"slack:{call.team}", self._now())

    async def on_nothing(self, ack: Ack) -> None:
        """What needs no answer: a link that was followed, a choice that a form reads later."""
        await ack()


def _value(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    return str(chosen.get("value") or action.get("value") or "")
