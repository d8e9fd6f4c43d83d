"""The Slack outlet: posts, edits and replies, each message with its delivery's id in its metadata, by which it is found again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.deliver import Look, Stretch, looked_for
from bot.errors import Closed, Fix, Later, Never, TocsinError
from bot.model import Alert, Delivery, Handle, Show
from handlers.commands import Answers
from handlers.slack_app.blocks import Block, blocks, controls, text
from handlers.slack_app.chat import Chat
from handlers.slack_app.faults import TOKEN, error_of, translated
from handlers.slack_app.installs import Installs, OAuth, flow
from handlers.slack_app.listeners import Listeners
from handlers.slack_app.rooms import Rooms
from handlers.slack_app.socket import Socket, new_app, new_client
from handlers.slack_app.teams import Teams
from handlers.slack_app.web import routes
from handlers.wording import first_message

TIMEOUT = 15.0  # seconds a call may take
PAGES, PAGE = 5, 100  # how much of a stretch of a history is looked through
EVENT_TYPE = "tocsin_delivery"
QUIET: Mapping[str, Any] = MappingProxyType({"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"})
USERGROUP = re.compile("S[A-Z0-9]+")
UNEDITABLE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})
THREADLESS = frozenset({"thread_not_found", "message_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"})


class SlackOutlet:
    """Posts with the bot's token; with an app token it also listens, in Socket Mode, and `routes` are for a server that Slack calls.

    `answers` makes it a two-way app; `oauth` takes it into many workspaces; `pressable`: another process answers.
    `base_url` may name a loopback stand-in for tests.
    """

    platform = "slack"

    def __init__(
        self,
        bot_token: str | None,
        app_token: str | None = None,
        base_url: str | None = None,
        timeout_s: float = TIMEOUT,
        answers: Answers | None = None,
        signing_secret: str = "",
        oauth: OAuth | None = None,
        managers: Sequence[str] = (),
        pressable: bool | None = None,
    ) -> None:
        self._client: AsyncWebClient = new_client(bot_token, base_url, timeout_s)
        self._timeout_s = timeout_s
        self._installs = Installs(oauth) if oauth else None
        self.teams = Teams(self._client, self._installs, oauth.install_url if oauth else "")
        pages = flow(oauth, self._installs, self._client, self._installed, _authorize(base_url)) if oauth and self._installs else None
        self.app: AsyncApp = new_app(self._client, signing_secret, pages)
        self._socket = Socket(self.app, app_token) if app_token else None
        self._pressable = answers is not None if pressable is None else pressable
        self._listeners = Listeners(self.app, Chat(answers, self.teams, Rooms(managers), _now), self.teams, _now) if answers else None
        self.routes = routes(self.app, pages, signed=bool(signing_secret))

    async def start(self) -> None:
        """Tries the token and starts listening; Fix where a token is refused. An unreachable Slack is no fault of the start."""
        if self._installs:
            await self._installs.make()
        if self._client.token:
            await self._introduced()
        if self._listeners:
            await self._listeners.known()
        if self._socket:
            await self._socket.open()

    async def _introduced(self) -> None:
        try:
            self.teams.own = str((await self._called("auth_test")).get("team_id") or "")
        except SlackApiError as fault:
            if error_of(fault) in TOKEN:
                raise Fix(f"SLACK_BOT_TOKEN is refused by Slack ({error_of(fault)}): install the app again and set the new token") from None
        except TocsinError:
            pass  # sends will be tried again

    async def _installed(self, team: str, user: str, label: str) -> None:
        if self._listeners:
            await self._listeners.on_installed(team, user, label)

    async def close(self) -> None:
        """Stops listening; answers under way still arrive."""
        if self._socket:
            await self._socket.close()
        if self._listeners:
            await self._listeners.close()

    async def send(self, delivery: Delivery, parent: Handle | None) -> Handle:
        """Puts the alert out the way it asks to be shown; what has no first message to follow is a post."""
        if parent is None or delivery.alert.show is Show.POST:
            return await self._posted(delivery, _channel(delivery))
        if first := first_message(delivery.alert):
            await self._edited(delivery, first, parent)
        return parent if delivery.alert.show is Show.EDIT else await self._replied(delivery, parent)

    async def find(self, delivery: Delivery) -> Handle | None:
        """The message that carries this delivery's id, if it stands in the history. Never where that cannot be told."""
        if delivery.alert.show is Show.EDIT and delivery.handle:
            return None
        return await looked_for(delivery, partial(self._looked, delivery))

    async def _looked(self, delivery: Delivery, stretch: Stretch) -> Look:
        """A look through a part of the channel's or the thread's history."""
        method, ask = "conversations_history", _ask(delivery, stretch)
        if delivery.handle and delivery.alert.show is not Show.POST:
            method, ask = "conversations_replies", ask | {"ts": delivery.handle.message}
        for _ in range(PAGES):
            page = await self._asked(delivery, method, ask)
            for message in page.get("messages") or []:
                if _delivery_in(message) == delivery.id:
                    handle = Handle(message=message["ts"], thread=message.get("thread_ts") or "", channel=_channel(delivery))
                    return Look(handle, whole=False)
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return Look(None, whole=True)
            ask = ask | {"cursor": cursor}
        return Look(None, whole=False)

    async def _posted(self, delivery: Delivery, channel: str, **where: Any) -> Handle:
        ping = delivery.ping if USERGROUP.fullmatch(delivery.ping) and where.get("reply_broadcast", True) else ""
        said = {"text": text(delivery.alert), "blocks": self._blocks(delivery.alert, ping, delivery.call), "metadata": _metadata(delivery)}
        answer = await self._asked(delivery, "chat_postMessage", {"channel": channel, **said, **QUIET, **where})
        return Handle(message=answer["ts"], thread=where.get("thread_ts", ""), channel=answer.get("channel") or channel)

    async def _replied(self, delivery: Delivery, parent: Handle) -> Handle:
        shown = delivery.alert.show is Show.BROADCAST
        try:
            return await self._posted(delivery, parent.channel or _channel(delivery), thread_ts=parent.message, reply_broadcast=shown)
        except Never as fault:
            if not _is(fault, THREADLESS):
                raise
        return await self._posted(delivery, parent.channel or _channel(delivery)) if shown else parent

    async def _edited(self, delivery: Delivery, alert: Alert, parent: Handle) -> None:
        """Changes the first message in place; one that was deleted, or is too old to be edited, stays as it is."""
        try:
            said = {"text": text(alert), "blocks": self._blocks(alert, call=delivery.call), "parse": "none"}
            await self._asked(delivery, "chat_update", {"channel": parent.channel, "ts": parent.message, **said})
        except Never as fault:
            if not _is(fault, UNEDITABLE):
                raise

    def _blocks(self, alert: Alert, ping: str = "", call: str = "") -> list[Block]:
        """The card, with its controls where somebody answers them."""
        return [*blocks(alert, ping), *(controls(alert, call) if self._pressable else ())]

    async def _asked(self, delivery: Delivery, method: str, body: Mapping[str, Any]) -> Any:
        team = _team(delivery)
        try:
            client = await self.teams.client(team)
            with translated():
                async with asyncio.timeout(self._timeout_s):
                    return await getattr(client, method)(**body)
        except Fix as fault:
            raise Closed(str(fault)) from None
        except Later as fault:
            if _is(fault, TOKEN) and await self.teams.forget(team):
                raise Closed("the app was taken out of that workspace: install it there again, or pause the watch") from fault
            raise

    async def _called(self, method: str) -> Any:
        """A call whose refusal is the caller's business; everything else is Later."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return await getattr(self._client, method)()
        except SlackApiError:
            raise
        except Exception as fault:
            raise Later(f"Slack cannot be reached ({type(fault).__name__})") from fault


def _ask(delivery: Delivery, stretch: Stretch) -> dict[str, Any]:
    ask: dict[str, Any] = {"channel": _channel(delivery), "include_all_metadata": True, "limit": PAGE}
    ask["oldest"] = str(stretch.since.timestamp()) if stretch.since else "0"
    return ask | ({"latest": str(stretch.until.timestamp())} if stretch.until else {})


def _metadata(delivery: Delivery) -> dict[str, Any]:
    payload = {"delivery": delivery.id, "event": delivery.alert.event, "revision": delivery.alert.revision}
    return {"event_type": EVENT_TYPE, "event_payload": payload}


def _delivery_in(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    found = (metadata.get("event_payload") or {}).get("delivery", "") if metadata.get("event_type") == EVENT_TYPE else ""
    return str(found)


def _team(delivery: Delivery) -> str:
    """The workspace that an address names; "" our own."""
    return delivery.destination.address.rpartition("/")[0]


def _authorize(base_url: str | None) -> str:
    """Where a loopback stand-in asks people; "" Slack's own page."""
    return f"{base_url.rstrip('/')}/oauth/v2/authorize" if base_url else ""


def _now() -> datetime:
    return datetime.now(UTC)


def _channel(delivery: Delivery) -> str:
    return delivery.destination.address.rsplit("/", 1)[-1]


def _is(fault: TocsinError, words: frozenset[str]) -> bool:
    return isinstance(fault.__cause__, SlackApiError) and error_of(fault.__cause__) in words
