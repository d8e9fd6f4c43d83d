"""A loopback Slack: the web API and Socket Mode over real sockets, with what it shows, what it was asked, and faults on demand.

A body that slack-sdk's models or Slack's limits refuse is answered with an error and kept in `refused`; then leaving the fake fails.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from typing import Any

from aiohttp import WSMsgType, web
from fakes.faults import Fault
from fakes.slack_app import AppMethods
from fakes.slack_rules import refusal

SCOPES = frozenset({"chat:write", "channels:history"})
UNSIGNED = frozenset({"oauth.v2.access"})  # called with the app's own id and secret


class FakeSlack(AppMethods):
    """Workspaces and one app. `base` is what the outlet is pointed at; `tokens` says which token speaks for which workspace."""

    def __init__(self, channels=("C1",)):
        self.messages: dict[str, list[dict[str, Any]]] = {channel: [] for channel in channels}
        self.bot_token, self.app_token = "xoxb-1", "xapp-1"
        self.tokens = {self.bot_token: "T1"}
        self.revoked: set[str] = set()
        self.scopes = set(SCOPES)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[str] = []
        self.pingable: set[str] = set()  # user groups that a message may call
        self.socket = FakeSocket()
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        self._count = 0
        self._methods = {
            "auth.test": self._auth,
            "apps.connections.open": self._open,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
        } | self.app_methods()

    async def __aenter__(self):
        app = web.Application()
        app.add_routes([web.route("*", "/api/{method}", self._called), web.get("/socket", self.socket.serve), *self.app_routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *failed):
        await self.socket.close()
        await self._runner.cleanup()
        if failed[0] is None:
            assert not self.refused, self.refused

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of the method ("chat.update", or "chat.update C1" for one channel's) have these faults, one each."""
        self._faults[method] += faults

    def fail_no_more(self) -> None:
        """Forgets the faults that are left."""
        self._faults.clear()

    def seen(self, channel: str) -> list[dict[str, Any]]:
        """What stands in the channel itself: posts and replies that were also shown there."""
        return [m for m in self.messages[channel] if "thread_ts" not in m or m.get("subtype") == "thread_broadcast"]

    def thread(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """The replies to a message."""
        return [m for m in self.messages[channel] if m.get("thread_ts") == ts]

    async def _called(self, request):
        method = request.match_info["method"]
        body = await _body_of(request)
        self.asked.append((method, body))
        if method not in self._methods:
            return _answer({"ok": False, "error": "unknown_method"})
        if why := refusal(method, body, self.pingable):
            self.refused.append(f"{method}: {why}")
            return _answer({"ok": False, "error": "invalid_blocks"})
        if why := self._unwelcome(method, request.headers.get("Authorization", "").removeprefix("Bearer ")):
            return _answer({"ok": False, "error": why})
        return await self._done(request, method, body)

    def _unwelcome(self, method, token):
        if method in UNSIGNED:
            return ""
        if token in self.revoked:
            return "token_revoked"
        self.team = self.tokens.get(token, "")
        known = token == self.app_token if method == "apps.connections.open" else self.team
        return "" if known else "invalid_auth"

    async def _done(self, request, method, body):
        left = self._faults[f"{method} {body.get('channel')}"] or self._faults[method]
        fault = left.pop(0) if left else None
        if fault is None:
            return _answer(self._methods[method](body))
        if fault.commit:
            self._methods[method](body)
        return await fault.shown(request)

    def _auth(self, _):
        return {"ok": True, "team_id": self.team, "user_id": "U1", "bot_id": "B1", "url": "https://ours.slack.example/", "team": "Ours"}

    def _open(self, _):
        return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/socket"}

    def _post(self, body):
        channel = body["channel"]
        if channel not in self.messages:
            return {"ok": False, "error": "channel_not_found"}
        if (parent := body.get("thread_ts")) and self._found(channel, parent) is None:
            return {"ok": False, "error": "thread_not_found"}
        self._count += 1
        ts = f"{int(time.time())}.{self._count:06}"
        made = {name: body[name] for name in ("text", "blocks", "metadata", "thread_ts") if body.get(name)}
        message = {"type": "message", "ts": ts, "bot_id": "B1"} | made
        if body.get("reply_broadcast"):
            message["subtype"] = "thread_broadcast"
        self.messages[channel].append(message)
        return {"ok": True, "channel": channel, "ts": ts, "message": message}

    def _update(self, body):
        message = self._found(body["channel"], body["ts"])
        if message is None:
            return {"ok": False, "error": "message_not_found"}
        message.update({"text": body["text"], "blocks": body["blocks"], "edited": {"user": "U1", "ts": body["ts"]}})
        return {"ok": True, "channel": body["channel"], "ts": body["ts"], "text": body["text"]}

    def _found(self, channel, ts):
        return next((m for m in self.messages.get(channel, []) if m["ts"] == ts), None)

    def _history(self, body):
        return (
            self._page(body, self.seen(body["channel"]))
            if body["channel"] in self.messages
            else {"ok": False, "error": "channel_not_found"}
        )

    def _replies(self, body):
        if self._found(body["channel"], body["ts"]) is None:
            return {"ok": False, "error": "thread_not_found"}
        return self._page(body, [self._found(body["channel"], body["ts"]), *self.thread(body["channel"], body["ts"])])

    def _page(self, body, held):
        if "channels:history" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "channels:history", "provided": "chat:write"}
        oldest, latest = float(body.get("oldest") or 0), float(body.get("latest") or "inf")
        found = [m for m in held if oldest < float(m["ts"]) < latest][::-1]
        begin, size = int(body.get("cursor") or 0), int(body.get("limit") or 100)
        told = [m if _true(body.get("include_all_metadata")) else {k: v for k, v in m.items() if k != "metadata"} for m in found]
        more = begin + size < len(found)
        return {
            "ok": True,
            "messages": told[begin : begin + size],
            "has_more": more,
            "response_metadata": {"next_cursor": str(begin + size) if more else ""},
        }


class FakeSocket:
    """Socket Mode: hello, envelopes out, acknowledgements in."""

    def __init__(self):
        self.sockets: list[web.WebSocketResponse] = []
        self.acknowledged: list[dict[str, Any]] = []
        self.arrived = asyncio.Event()
        self.answered = asyncio.Event()
        self.mute = False  # True: nobody can connect

    async def serve(self, request):
        if self.mute:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        hello = {"type": "hello", "num_connections": 1, "debug_info": {"host": "x", "approximate_connection_time": 18060}}
        await socket.send_json(hello | {"connection_info": {"app_id": "A1"}})
        self.arrived.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                self.acknowledged.append(json.loads(message.data))
                self.answered.set()
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    async def say(self, envelope: dict[str, Any]) -> None:
        """Sends an envelope to the newest socket and waits for what comes back."""
        self.answered.clear()
        await self.sockets[-1].send_json(envelope)
        await asyncio.wait_for(self.answered.wait(), 5)

    async def ask(self, envelope: dict[str, Any]) -> dict[str, Any] | None:
        """Sends an envelope and waits for its own acknowledgement; what that carries."""
        seen = len(self.acknowledged)
        await self.sockets[-1].send_json(envelope)
        async with asyncio.timeout(10):
            while True:
                self.answered.clear()
                if found := [one for one in self.acknowledged[seen:] if one["envelope_id"] == envelope["envelope_id"]]:
                    return found[0].get("payload")
                await self.answered.wait()

    async def tell(self, said: dict[str, Any]) -> None:
        """Sends what needs no acknowledgement to every socket."""
        self.arrived.clear()
        for socket in list(self.sockets):
            await socket.send_json(said)

    async def drop(self) -> None:
        """Closes every socket."""
        self.arrived.clear()
        for socket in list(self.sockets):
            await socket.close()

    async def close(self):
        for socket in list(self.sockets):
            await socket.close()


async def _body_of(request):
    if request.content_type == "application/json":
        return await request.json()
    return dict(await request.post()) | dict(request.query)


def _true(value):
    return value in {True, "true", "1"}


def _answer(body):
    return web.json_response(body)
