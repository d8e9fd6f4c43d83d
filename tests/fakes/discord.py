"""A loopback Discord: REST and gateway over real sockets, with what it shows, what it was asked, and faults on demand.

A body that Discord's own document or its limits refuse is answered with 400 and kept in `refused`; leaving the fake then fails the test.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from fakes.discord_gateway import ME, MINE, FakeGateway
from fakes.discord_rules import refusal
from fakes.faults import Fault
from fakes.specs import discord_spec

EPOCH = 1_420_070_400_000
NOBODY = {"type": 0, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "mention_everyone": False}
APP = {
    "id": "900",
    "name": "tocsin",
    "icon": None,
    "description": "",
    "type": None,
    "verify_key": "0" * 64,
    "flags": 0,
    "flags_new": "0",
    "redirect_uris": [],
    "bot_public": False,
    "bot_require_code_grant": False,
    "interactions_endpoint_url": None,
    "role_connections_verification_url": None,
    "owner": ME,
    "approximate_guild_count": 1,
    "approximate_user_install_count": 0,
    "approximate_user_authorization_count": 0,
    "explicit_content_filter": 0,
    "team": None,
    "eligible_oauth2_scopes": [],
}


class FakeDiscord:
    """One server, one bot. `base` is what the outlet is pointed at."""

    def __init__(self, channels=("100",)):
        self.messages: dict[str, list[dict[str, Any]]] = {channel: [] for channel in channels}
        self.token = "a.b.c"
        self.asked: list[tuple[str, str, Any]] = []
        self.refused: list[str] = []
        self.pingable: set[str] = set()  # roles that a message may call
        self.kinds: dict[str, int] = {}  # of channels that are no text channels
        self.commands: list[dict[str, Any]] = []  # that are registered
        self.gateway = FakeGateway()
        self._faults: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        self._nonces: dict[tuple[str, str], dict[str, Any]] = {}
        self._count = 0

    async def __aenter__(self):
        app = web.Application(middlewares=[self._guarded])
        app.add_routes(self._routes("/api/v10"))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self.gateway.port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{self.port}"
        return self

    def _routes(self, api):
        return [
            web.get(f"{api}/users/@me", self._me),
            web.get(f"{api}/oauth2/applications/@me", self._application),
            web.get(f"{api}/gateway/bot", self._gateway_bot),
            web.get(f"{api}/applications/{{app}}/commands", self._registered),
            web.put(f"{api}/applications/{{app}}/commands", self._register),
            web.get(f"{api}/channels/{{channel}}", self._channel),
            web.post(f"{api}/channels/{{channel}}/messages", self._create),
            web.get(f"{api}/channels/{{channel}}/messages", self._history),
            web.patch(f"{api}/channels/{{channel}}/messages/{{message}}", self._edit),
            web.post(f"{api}/channels/{{channel}}/messages/{{message}}/threads", self._thread),
            web.get("/gateway/", self.gateway.serve),
            web.get("/gateway", self.gateway.serve),
        ]

    async def __aexit__(self, *failed):
        await self.stop()
        if failed[0] is None:
            assert not self.refused, self.refused

    def forget_nonces(self, *channels: str) -> None:
        """The minutes are over in which Discord knows a nonce of these channels again."""
        self._nonces = {key: held for key, held in self._nonces.items() if key[0] not in channels}

    async def stop(self) -> None:
        """Goes away."""
        await self.gateway.close()
        await self._runner.cleanup()

    def fail(self, method: str, ending: str, *faults: Fault) -> None:
        """The next requests whose path ends so have these faults, one each."""
        self._faults[method, ending] += faults

    def fail_no_more(self) -> None:
        """Forgets the faults that are left."""
        self._faults.clear()

    def texts(self, channel: str) -> list[str]:
        """What a reader sees in a channel, one text a message."""
        return ["\n".join(_texts_of(message["components"])) or message["content"] for message in self.messages[channel]]

    def _fault(self, request: web.Request) -> Fault | None:
        for (method, ending), left in self._faults.items():
            if left and method == request.method and request.path.endswith(ending):
                return left.pop(0)
        return None

    @web.middleware
    async def _guarded(self, request, handler):
        if not request.path.startswith("/api"):
            return await handler(request)
        path = request.path.removeprefix("/api/v10")
        body = await _body_of(request)
        self.asked.append((request.method, path, body))
        request["body"] = body
        if why := self._refusal(request.method, path, body):
            self.refused.append(f"{request.method} {path}: {why}")
            return _error(400, 50035, why)
        by_token = path.startswith(("/interactions/", "/webhooks/"))  # which stands in the address
        if not by_token and request.headers.get("Authorization") != f"Bot {self.token}":
            return _error(401, 0, "401: Unauthorized")
        fault = self._fault(request)
        if fault is None:
            return await self._checked(request, path, handler)
        if fault.commit:
            await handler(request)
        return await fault.shown(request)

    def _refusal(self, method, path, body):
        spec = discord_spec()
        return (spec.refusal_of_request(method, path, body) if spec else "") or refusal(method, path, body, self.pingable)

    async def _checked(self, request, path, handler):
        answer = await handler(request)
        if (spec := discord_spec()) and (why := spec.refusal_of_answer(request.method, path, answer.status, json.loads(answer.body))):
            self.refused.append(f"our answer to {request.method} {path}: {why}")
        return answer

    async def _me(self, _):
        return _answer(MINE)

    async def _application(self, _):
        return _answer(APP)

    async def _gateway_bot(self, _):
        limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
        return _answer({"url": f"ws://127.0.0.1:{self.port}/gateway", "shards": 1, "session_start_limit": limit})

    async def _registered(self, _):
        return _answer(self.commands)

    async def _register(self, request):
        added = {"application_id": "900", "version": "1", "nsfw": False, "dm_permission": True, "description": ""}
        self.commands = [{"id": str(700 + number)} | added | one | _as_text(one) for number, one in enumerate(request["body"])]
        return _answer(self.commands)

    async def _channel(self, request):
        channel = request.match_info["channel"]
        return _answer(self.told(channel)) if channel in self.messages else _error(404, 10003, "Unknown Channel")

    def told(self, channel):
        """What Discord says of a channel."""
        return {"id": channel, "type": self.kinds.get(channel, 0), "flags": 0, "guild_id": "7", "name": f"room-{channel}", "position": 0}

    async def _create(self, request):
        channel, body = request.match_info["channel"], request["body"]
        if channel not in self.messages:
            return _error(404, 10003, "Unknown Channel")
        known = self._nonces.get((channel, body.get("nonce", "")))
        if known and body.get("enforce_nonce"):
            return _answer(known)
        message = self._message(channel, body)
        self.messages[channel].append(message)
        self._nonces[channel, body.get("nonce", "")] = message
        return _answer(message)

    def _message(self, channel, body):
        self._count += 1
        made = {
            **NOBODY,
            "id": str((int(time.time() * 1000) - EPOCH << 22) + self._count),
            "channel_id": channel,
            "author": ME,
            "content": body.get("content") or "",
            "tts": False,
            "flags": body.get("flags") or 0,
            "components": _numbered(body.get("components") or []),
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
        }
        if reference := body.get("message_reference"):
            made |= {"type": 19, "message_reference": {"type": 0, **{name: str(reference[name]) for name in ("message_id", "channel_id")}}}
        return made

    async def _history(self, request):
        channel = request.match_info["channel"]
        if channel not in self.messages:
            return _error(404, 10003, "Unknown Channel")
        after, before = int(request.query.get("after", 0)), int(request.query.get("before", 2**63))
        found = [message for message in self.messages[channel] if after < int(message["id"]) < before]
        return _answer(found[::-1][: int(request.query.get("limit", 50))])

    async def _edit(self, request):
        message = self._found(request)
        if message is None:
            return _error(404, 10008, "Unknown Message")
        body = request["body"]
        edited = {"components": _numbered(body["components"]), "edited_timestamp": datetime.now(UTC).isoformat()}
        message.update(edited | {"flags": body.get("flags", message["flags"])})
        return _answer(message)

    def _found(self, request):
        held = self.messages.get(request.match_info["channel"], [])
        return next((message for message in held if message["id"] == request.match_info["message"]), None)

    async def _thread(self, request):
        message = self._found(request)
        if message is None:
            return _error(404, 10008, "Unknown Message")
        if message["id"] in self.messages:
            return _error(400, 160004, "A thread has already been created for this message")
        self.messages[message["id"]] = []
        return _answer(_thread_of(message, request["body"]["name"]), 201)


def _as_text(one):
    who = one.get("default_member_permissions")
    return {"default_member_permissions": str(who) if who else None}


def _thread_of(message, name):
    about = {"archived": False, "archive_timestamp": None, "auto_archive_duration": 10080, "locked": False}
    counts = {"message_count": 0, "member_count": 1, "total_message_sent": 0}
    held = {
        "id": message["id"],
        "type": 11,
        "flags": 0,
        "guild_id": "7",
        "name": name,
        "owner_id": "900",
        "parent_id": message["channel_id"],
    }
    return held | {"thread_metadata": about} | counts


async def _body_of(request):
    if request.content_type.startswith("multipart/"):
        return json.loads((await request.post())["payload_json"])
    raw = await request.read()
    return json.loads(raw) if raw else None


def _numbered(components, count=None):
    """Components as Discord stores them: each with an id, and the optional fields filled in."""
    count = count if count is not None else iter(range(1, 1000))
    kept = []
    for part in components:
        made = {**part, "id": part.get("id") or next(count)}
        if made["type"] == 17:
            made = {"accent_color": None, "spoiler": False} | made
        made.pop("required", None)  # of a menu: only forms have it
        if made["type"] == 12:
            made["items"] = [one | {"media": _held(one["media"]["url"])} for one in made["items"]]
        if "components" in part:
            made["components"] = _numbered(part["components"], count)
        kept.append(made)
    return kept


def _held(url):
    """A file as Discord has stored it."""
    return {"id": "1", "url": url.replace("attachment://", "https://cdn.example/"), "proxy_url": "https://media.example/picture.png"}


def _texts_of(components):
    for part in components:
        if "content" in part:
            yield part["content"]
        yield from _texts_of(part.get("components", []))


def _answer(body, status=200):
    # Discord says application/json without a charset, and the library compares the whole value
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


def _error(status, code, message):
    return _answer({"code": code, "message": message}, status)
