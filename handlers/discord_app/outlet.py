"""The Discord outlet: puts alerts out, each part under a key that Discord and we know it again by."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Literal, TypeVar

import discord

from bot.deliver import Look, Stretch, Unsure, looked_for
from bot.errors import Closed, Never
from bot.model import Alert, Delivery, Handle, Show
from handlers.commands import Answers
from handlers.discord_app.calls import Steady, within
from handlers.discord_app.card import card
from handlers.discord_app.channels import FORUMS, NEWS, Place, Places
from handlers.discord_app.client import ALL, Hearing, Shards
from handlers.discord_app.connection import FIRST_WAIT, Connection
from handlers.discord_app.controls import controls
from handlers.discord_app.faults import code_of
from handlers.discord_app.forum import is_post, name_of, post, retitle, seen, wake
from handlers.discord_app.keys import key, key_of, nonce
from handlers.discord_app.publisher import Publisher
from handlers.wording import first_message

T = TypeVar("T")

PER_S = 49.0  # calls: Discord takes 50 of a bot
TIMEOUT = 20.0  # seconds a send may take: the library itself waits 300
LOOK_AT = 200  # messages of a stretch of a channel's history
THREAD_EXISTS = 160004
GONE, NO_CHANNEL = 10008, 10003  # the message was deleted; the channel, thread or post was
RESTS = 50083  # the thread it stands in is archived
THREADLESS = frozenset({50013, 50024, 160005, 50001, GONE})  # no thread can be had there: the channel itself must do
NOBODY = discord.AllowedMentions.none()  # an edit does not take over the client's own
ARCHIVE: Literal[10080] = 10080  # minutes: a thread rests after a week without a word


class DiscordOutlet:
    """Posts, edits and replies as the bot, and answers people out of `answers`. `base` may name a loopback stand-in for tests.

    `may_post` says of a Destination.id whether a watch may send there. Without `answers` there is nothing to press or type.
    One that does not listen only posts what another process answers for; `shards` says which part of the servers this one hears.
    """

    platform = "discord"

    def __init__(
        self,
        token: str,
        base: str | None = None,
        timeout_s: float = TIMEOUT,
        first_wait: float = FIRST_WAIT,
        answers: Answers | None = None,
        may_post: Callable[[str], bool] = lambda _: True,
        listens: bool = True,
        shards: Shards = ALL,
        per_s: float = PER_S,
    ) -> None:
        hearing = Hearing(answers, may_post=may_post) if answers else None
        self._connection = Connection(token, base, first_wait, hearing, listens=listens, shards=shards)
        self._steady = Steady(per_s)
        self._timeout_s, self._pressable = timeout_s, answers is not None or not listens
        self._places = Places(self._within)
        self._publisher = Publisher(lambda: self._connection.client, self._within)

    async def start(self) -> None:
        """Logs in; Fix where the token is refused."""
        await self._connection.open()

    async def close(self) -> None:
        """Disconnects."""
        await self._publisher.close()
        await self._connection.close()

    async def send(self, delivery: Delivery, parent: Handle | None) -> Handle:
        """Puts the alert out the way it asks to be shown; what has no first message to follow is a post."""
        if parent is None or delivery.alert.show is Show.POST:
            return await self._posted(delivery, delivery.destination.address, "post")
        first, show = first_message(delivery.alert), delivery.alert.show
        there = await self._edited(first, parent, delivery.call) if first else True
        if show is Show.EDIT:
            return parent
        if is_post(parent):  # of a forum: it is the event's thread, and all there is to see
            return await self._in_post(delivery, first, parent, there=there)
        threaded = await self._threaded(delivery, parent) if there else None
        if show is Show.REPLY and (threaded or not there):
            return threaded or parent  # whoever deleted the message wants no more of it
        return await self._posted(delivery, parent.channel or delivery.destination.address, "channel", parent.message)

    async def _in_post(self, delivery: Delivery, first: Alert | None, parent: Handle, *, there: bool) -> Handle:
        """A word more in a forum's post. Whoever deleted the post wants no more of it; a denial or correction is still shown."""
        news = delivery.alert.show is Show.BROADCAST
        if not (sent := await self._added(delivery, parent) if there else None):
            return await self._posted(delivery, delivery.destination.address, "channel") if news else parent
        if first and news:  # the event stands otherwise now
            place = await self._places.place(self._connection.client, int(delivery.destination.address))
            await retitle(self._connection.client, self._within, place, parent, first)
        return sent

    async def _added(self, delivery: Delivery, parent: Handle) -> Handle | None:
        try:
            return await self._posted(delivery, parent.channel, "thread")
        except Closed as fault:
            if code_of(fault) != NO_CHANNEL:
                raise
            return None

    async def find(self, delivery: Delivery) -> Handle | None:
        """The last message this delivery would have written, if it stands in the channel's or the thread's history."""
        parent, show = delivery.handle, delivery.alert.show
        channel = delivery.destination.address
        if parent is None or show is Show.POST:
            return await self._seen(delivery, channel, "post")
        if show is Show.EDIT:
            return None
        if is_post(parent):
            return await self._found_in_post(delivery, parent)
        found = await self._seen(delivery, parent.channel or channel, "channel")
        if found or show is Show.BROADCAST:
            return found
        return await self._in_thread(delivery, parent.message)

    async def _in_thread(self, delivery: Delivery, thread: str) -> Handle | None:
        try:
            return await self._seen(delivery, thread, "thread")
        except Unsure:
            raise
        except Never:
            return None  # there is no thread yet, or somebody deleted the post

    async def _found_in_post(self, delivery: Delivery, parent: Handle) -> Handle | None:
        if found := await self._in_thread(delivery, parent.channel):
            return found
        news = delivery.alert.show is Show.BROADCAST
        return await self._seen(delivery, delivery.destination.address, "channel") if news else None

    async def _posted(self, delivery: Delivery, channel: str, part: str, reply_to: str = "") -> Handle:
        if delivery.attempts > 1:
            with suppress(Unsure):  # the nonce is there too
                if found := await self._seen(delivery, channel, part):
                    return found
        heard = part != "thread" or (delivery.handle is not None and is_post(delivery.handle))  # a forum has threads alone
        ping = delivery.ping if delivery.ping.isdecimal() and heard else ""
        view, called = self._card(delivery.alert, key(delivery, channel, part), ping, delivery.call), _called(ping)
        place = await self._place(channel, part)
        if place and place.kind in FORUMS:
            return await post(self._connection.client, self._within, place, delivery.alert, view, called)
        target = self._connection.client.get_partial_messageable(int(channel))
        answered, known = _answered(reply_to, channel), nonce(delivery, channel, part)
        sent = await self._within(target.send(view=view, nonce=known, reference=answered, allowed_mentions=called))
        if place and place.kind == NEWS:
            self._publisher.add(int(channel), sent.id)
        return Handle(message=str(sent.id), channel=channel)

    async def _place(self, channel: str, part: str) -> Place | None:
        """The channel; None for a thread, which is neither a forum nor published."""
        return None if part == "thread" else await self._places.place(self._connection.client, int(channel))

    async def _seen(self, delivery: Delivery, channel: str, part: str) -> Handle | None:
        place, wanted = await self._place(channel, part), key(delivery, channel, part)
        if place and place.kind in FORUMS:
            return await looked_for(delivery, partial(seen, self._connection.client, self._within, place, wanted))

        async def look(stretch: Stretch) -> Look:
            return await self._within(self._looked(channel, wanted, stretch))

        return await looked_for(delivery, look)

    def _card(self, alert: Alert, known: int, ping: str = "", call: str = "") -> discord.ui.LayoutView:
        return card(alert, known, ping, controls(alert, call) if self._pressable else None)

    async def _within(self, work: Awaitable[T]) -> T:
        await self._steady.turn(work)
        return await within(self._timeout_s, self._connection.client, work)

    async def _looked(self, channel: str, wanted: int, stretch: Stretch) -> Look:
        """A look for our message with this key in a part of the channel's history."""
        client, count = self._connection.client, 0
        there = client.get_partial_messageable(int(channel))
        async for message in there.history(limit=LOOK_AT, after=stretch.since, before=stretch.until, oldest_first=False):
            count += 1
            mine = client.user is not None and message.author.id == client.user.id
            if mine and any(getattr(box, "id", None) == wanted for box in message.components):
                return Look(Handle(message=str(message.id), channel=channel), whole=False)
        return Look(None, whole=count < LOOK_AT)

    async def _edited(self, alert: Alert, parent: Handle, call: str, *, woken: bool = False) -> bool:
        """Changes the first message in place; False where somebody deleted it. One in a thread that rests is woken first."""
        client = self._connection.client
        message = client.get_partial_messageable(int(parent.channel)).get_partial_message(int(parent.message))
        try:
            await self._within(message.edit(view=self._card(alert, key_of(parent), call=call), allowed_mentions=NOBODY))
        except Never as fault:
            if code_of(fault) == RESTS:
                return woken or not await wake(client, self._within, parent) or await self._edited(alert, parent, call, woken=True)
            if code_of(fault) != GONE and not (code_of(fault) == NO_CHANNEL and is_post(parent)):
                raise
            return False
        return True

    async def _threaded(self, delivery: Delivery, parent: Handle) -> Handle | None:
        """The alert in the event's thread, opened where there is none; None where none can be had, or somebody deleted or locked it."""
        opened = self._connection.client.http.start_thread_with_message(
            int(parent.channel), int(parent.message), name=name_of(delivery.alert), auto_archive_duration=ARCHIVE
        )
        try:
            await self._within(opened)
        except Never as fault:
            if code_of(fault) in THREADLESS:
                return None
            if code_of(fault) != THREAD_EXISTS:
                raise
        try:
            return await self._posted(delivery, parent.message, "thread")
        except Never:
            return None


def _called(role: str) -> discord.AllowedMentions:
    """Nobody, or the one role that a watch calls; never everyone, no user, not the author answered."""
    return discord.AllowedMentions(everyone=False, users=False, replied_user=False, roles=[discord.Object(int(role))] if role else False)


def _answered(message: str, channel: str) -> Any:
    """A reference to a message; None, which discord.py's signature does not allow for though it is the default, where there is none."""
    if not message:
        return None
    return discord.MessageReference(message_id=int(message), channel_id=int(channel), fail_if_not_exists=False)
