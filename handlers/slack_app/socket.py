"""The connection to Slack: one web client that retries nothing by itself, and Socket Mode, which hears each envelope once."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Fix
from handlers.slack_app.faults import TOKEN, error_of

log = structlog.get_logger(__name__)

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
REMEMBERED = 10_000  # envelopes
CONNECT = 20.0  # seconds a connection may take
PATIENCE, LONGEST_PATIENCE = 20.0, 300.0  # seconds without a connection before it is made anew


def new_client(token: str | None, base_url: str | None, timeout_s: float) -> AsyncWebClient:
    """A client that never repeats a post by itself: the outbox decides. Its own default would post twice when an answer is lost."""
    address = _loopback(base_url) if base_url else AsyncWebClient.BASE_URL
    return AsyncWebClient(token=token, base_url=address, timeout=int(timeout_s) + 1, retry_handlers=[])


def _loopback(base_url: str) -> str:
    parts = urlsplit(base_url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise Fix(f"TOCSIN_SLACK_BASE_URL: {base_url!r} is not a loopback address (http://127.0.0.1:PORT)")
    return f"{base_url.rstrip('/')}/api/"


def new_app(client: AsyncWebClient, signing_secret: str = "", pages: AsyncOAuthFlow | None = None) -> AsyncApp:
    """The Bolt app; what it listens to is registered where that is known. It hears everything once.

    `pages` are those of installs: Bolt would make its own, with stores in files, where it finds their settings in the environment.
    """
    logger = logging.getLogger("slack_bolt")
    logger.addFilter(_news)
    unasked = _Unasked()  # type: ignore[no-untyped-call]  # Bolt's has no types
    app = AsyncApp(name="tocsin", client=client, logger=logger, authorize=unasked, signing_secret=signing_secret, oauth_flow=pages)
    app.use(_Heard())
    return app


def _news(record: logging.LogRecord) -> bool:
    """Bolt finds tokens by itself and warns that it does not need them."""
    return not any(
        known in str(record.msg) for known in ("`token` will be unused", "the other one will be skipped", "env variable) will be ignored")
    )


class _Unasked(AsyncAuthorize):
    """Lets everything signed in. Bolt would ask the store or Slack for the token first, and only then could we acknowledge."""

    async def __call__(self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any) -> AuthorizeResult:
        """Where it comes from; whose token speaks there is found out after the acknowledgement."""
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)


class _Heard(AsyncMiddleware):
    """Answers what comes again over HTTP with an acknowledgement; Slack sends an event up to four times."""

    def __init__(self) -> None:
        self._seen = Seen()

    async def async_process(self, *, req: Any, resp: Any, next: Callable[[], Awaitable[Any]]) -> Any:  # noqa: A002, ARG002  # Bolt's signature
        """Passes on what is new."""
        keys = [key for key in (req.body.get("event_id"), req.body.get("trigger_id")) if key]
        return BoltResponse(status=200, body="") if self._seen.again(keys) else await next()


class Seen:
    """What was heard lately."""

    def __init__(self) -> None:
        self._keys: OrderedDict[str, None] = OrderedDict()

    def again(self, keys: Sequence[str]) -> bool:
        """Whether one of the keys was here before; all are remembered."""
        known = any(key in self._keys for key in keys)
        self._keys.update(dict.fromkeys(keys))
        while len(self._keys) > REMEMBERED:
            self._keys.popitem(last=False)
        return known


class Socket:
    """Socket Mode. slack-sdk reconnects by itself; one that stays disconnected all the same is replaced, each time after a longer wait."""

    def __init__(self, app: AsyncApp, app_token: str, patience: float = PATIENCE) -> None:
        self._app, self._app_token, self._patience = app, app_token, patience
        self._seen = Seen()
        self._handler: _Once | None = None
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connects; Fix where the app token is refused. An unreachable Slack is tried again in the background."""
        await self._connect()
        self._task = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Disconnects."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._drop()

    async def _connect(self) -> None:
        await self._drop()
        self._handler = _Once(self._app, self._app_token, self._seen)
        try:
            async with asyncio.timeout(CONNECT):
                # asked for here: inside connect() a refused token would be tried for ever
                self._handler.client.wss_uri = await self._handler.client.issue_new_wss_url()
                await self._handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's adapters carry no types
        except SlackApiError as fault:
            if error_of(fault) in TOKEN:
                raise Fix(f"SLACK_APP_TOKEN is refused by Slack ({error_of(fault)}): make a new one with connections:write") from None
            log.warning("Slack's socket cannot be opened, trying again", reason=error_of(fault))
        except Exception as fault:
            log.warning("Slack cannot be reached, trying again", reason=f"{type(fault).__name__}: {fault}")

    async def _drop(self) -> None:
        handler, self._handler = self._handler, None
        if handler:
            await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's adapters carry no types

    async def _watch(self) -> None:
        lost, patience, every = 0.0, self._patience, self._patience / 4
        while True:
            await asyncio.sleep(every)
            if self._handler and await self._handler.client.is_connected():
                lost, patience = 0.0, self._patience
                continue
            lost += every
            if lost < patience:
                continue
            lost, patience = 0.0, min(patience * 2, LONGEST_PATIENCE)
            try:
                await self._connect()
            except Fix as fault:
                log.error(str(fault))  # noqa: TRY400  # the reason is the whole story


class _Once(AsyncSocketModeHandler):
    """Bolt answers a repeated envelope again; this one acknowledges it and leaves it at that."""

    def __init__(self, app: AsyncApp, app_token: str, seen: Seen) -> None:
        super().__init__(app, app_token)
        self._seen = seen

    async def handle(self, client: Any, req: Any) -> None:
        """Passes an envelope on, unless it or its event was here before."""
        if self._seen.again([key for key in (req.envelope_id, (req.payload or {}).get("event_id")) if key]):
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
            return
        await super().handle(client, req)
