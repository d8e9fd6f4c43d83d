"""The loopback Discord with rooms of every kind, and people in them: forums, announcements, commands and all that is pressed.

A person's act goes over the gateway and comes back as an HTTP answer, as it does at Discord; `Person` waits for it.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from aiohttp import web
from fakes.discord import FakeDiscord, _answer, _error, _numbered, _thread_of

USER = {"id": "42", "username": "reader", "avatar": None, "discriminator": "0", "public_flags": 0, "flags": 0, "global_name": "Reader"}
EPHEMERAL = 1 << 6
PIXEL = b"\x89PNG one pixel"


class FakeRooms(FakeDiscord):
    """`kinds` says what a channel is: 5 an announcement channel, 15 a forum."""

    def __init__(self, channels=("100",), kinds=None, tags=()):
        super().__init__(channels)
        self.kinds = dict(kinds or {})
        self.tags = [
            {"id": str(900 + n), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None} for n, name in enumerate(tags)
        ]
        self.posts: dict[str, dict[str, Any]] = {}
        self.published: list[tuple[str, str]] = []
        self.callbacks: dict[str, list[dict[str, Any]]] = {}
        self.came = asyncio.Condition()
        self._acts = 0

    def _routes(self, api):
        hook = f"{api}/webhooks/{{app}}/{{token}}"
        return [
            web.post(f"{api}/channels/{{channel}}/threads", self._post),
            web.get(f"{api}/guilds/{{guild}}/threads/active", self._active),
            web.patch(f"{api}/channels/{{channel}}", self._patch_channel),
            web.get(f"{api}/channels/{{channel}}/messages/{{message}}", self._one),
            web.post(f"{api}/channels/{{channel}}/messages/{{message}}/crosspost", self._crosspost),
            web.post(f"{api}/interactions/{{id}}/{{token}}/callback", self._callback),
            web.post(hook, self._follow_up),
            web.patch(f"{hook}/messages/@original", self._original),
            web.get("/picture.png", self._picture),
            *super()._routes(api),
        ]

    def told(self, channel):
        if channel in self.posts:
            return self.posts[channel]
        held = super().told(channel)
        return held | {"available_tags": self.tags} if held["type"] == 15 else held

    async def _post(self, request):
        channel, body = request.match_info["channel"], request["body"]
        message = self._message(channel, body["message"] | {"nonce": None})
        thread = message["id"]
        message["channel_id"] = thread
        self.messages[thread] = [message]
        held = _thread_of(message, body["name"]) | {"parent_id": channel, "applied_tags": body["applied_tags"]}
        self.posts[thread] = held
        return _answer(held, 201)

    async def _active(self, _):
        return _answer({"threads": list(self.posts.values()), "members": [], "has_more": False})

    async def _patch_channel(self, request):
        held = self.posts[request.match_info["channel"]]
        told = request["body"]
        held["thread_metadata"] |= {name: told[name] for name in ("archived",) if name in told}
        held |= {name: told[name] for name in ("name", "applied_tags") if name in told}
        return _answer(held)

    async def _edit(self, request):
        held = self.posts.get(request.match_info["channel"])
        if held and held["thread_metadata"]["archived"]:
            return _error(400, 50083, "Thread is archived")
        return await super()._edit(request)

    async def _one(self, request):
        found = self._found(request)
        return _answer(found) if found else _error(404, 10008, "Unknown Message")

    async def _crosspost(self, request):
        message = self._found(request)
        self.published.append((request.match_info["channel"], message["id"]))
        message["flags"] |= 1
        return _answer(message)

    async def _callback(self, request):
        body, known = request["body"], request.match_info["id"]
        self.callbacks.setdefault(known, []).append(body)
        await self._tell()
        answer: dict[str, Any] = {"interaction": {"id": known, "type": 2}}
        if body["type"] in {4, 7}:
            answer["resource"] = {"type": body["type"], "message": self._shown(body["data"])}
        return _answer(answer)

    async def _picture(self, _):
        return web.Response(body=PIXEL, content_type="image/png")

    async def _follow_up(self, request):
        return await self._more(request)

    async def _original(self, request):
        return await self._more(request)

    async def _more(self, request):
        known = request.match_info["token"].removeprefix("token-")
        self.callbacks.setdefault(known, []).append({"type": request.method, "data": request["body"]})
        await self._tell()
        return _answer(self._shown(request["body"]))

    def _shown(self, data):
        return self._message("100", data) | {"components": _numbered(data.get("components") or [])}

    async def _tell(self):
        async with self.came:
            self.came.notify_all()

    async def act(self, kind: int, data: dict[str, Any], **held: Any) -> str:
        """Somebody does something: the interaction goes out over the gateway. Its id."""
        self._acts += 1
        known = str(5000 + self._acts)
        told = {
            "id": known,
            "application_id": "900",
            "type": kind,
            "token": f"token-{known}",
            "version": 1,
            "data": data,
            "channel_id": "100",
            "channel": {"id": "100", "type": 0, "name": "alerts", "permissions": "0", "position": 0},
            "guild_id": "7",
            "member": _member(held.pop("permissions", 0x800)),
            "app_permissions": "0",
            "locale": "en-US",
            "guild_locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": "7"},
            "context": 0,
            "attachment_size_limit": 26214400,
        }
        await self.gateway.tell(0, told | held, event="INTERACTION_CREATE")
        return known

    async def answers(self, known: str, count: int = 1, within: float = 30.0) -> list[dict[str, Any]]:
        """What the bot answered to an interaction, once it has said so much."""
        async with asyncio.timeout(within), self.came:
            await self.came.wait_for(lambda: len(self.callbacks.get(known, [])) >= count)
        return self.callbacks[known]

    async def typed(self, noun: str, *, options=(), verb="", **held) -> tuple[list[dict[str, Any]], float]:
        """A command is typed: the first answer, and the seconds it took."""
        told = [{"name": name, "type": 3, "value": value} for name, value in dict(options).items()]
        inner = [{"name": verb, "type": 1, "options": told}] if verb else told
        begun = time.perf_counter()
        known = await self.act(2, {"id": "700", "name": noun, "type": 1, "options": inner}, **held)
        return await self.answers(known), time.perf_counter() - begun


def _member(permissions):
    held = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0, "nick": None, "avatar": None}
    return held | {"user": USER, "permissions": str(permissions), "pending": False, "premium_since": None}
