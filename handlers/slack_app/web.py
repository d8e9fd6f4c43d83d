"""Slack over HTTP: the routes that our server mounts. Bolt checks each signature before anything is read from a body."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from handlers.slack_app.installs import INSTALL, REDIRECT

log = structlog.get_logger(__name__)
EVENTS = "/slack/events"


def routes(app: AsyncApp, oauth: AsyncOAuthFlow | None, *, signed: bool) -> Sequence[web.AbstractRouteDef]:
    """What Slack calls (only where its signature can be checked), and the two pages of an install."""
    found = [web.post(EVENTS, _answering(app.async_dispatch))] if signed else []
    if oauth:
        found += [web.get(INSTALL, _answering(oauth.handle_installation)), web.get(REDIRECT, _answering(oauth.handle_callback))]
    return found


def _answering(answer: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def called(request: web.Request) -> web.Response:
        try:
            asked = await to_bolt_request(request)
        except (UnicodeDecodeError, LookupError):
            return web.Response(status=400, text="not text\n")
        if request.path == EVENTS and not request.headers.get("X-Slack-Request-Timestamp", "").isdigit():
            return web.Response(status=401, text="not signed by Slack\n")  # Bolt would stumble over it
        try:
            return await to_aiohttp_response(await answer(asked))
        except Exception:
            log.exception("Slack was not answered", path=request.path)
            return web.Response(status=500, text="Something went wrong here. It was written down; try again.\n")

    return called
