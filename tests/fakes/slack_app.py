"""What an app does in Slack beyond messages: modals, App Home, answers at response_urls, people, channels, files, installs."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

from aiohttp import web
from fakes.slack_rules import refusal, refusal_of_view

USES = 5  # of a response_url


class AppMethods:
    """Mixed into FakeSlack. `views` are the modals that were opened, by id; `homes` the App Homes, by person."""

    team = ""

    def app_methods(self):
        self.views: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.hooks: dict[str, dict[str, Any]] = {}
        self.told: list[dict[str, Any]] = []  # ephemeral messages, and answers at response_urls
        self.people: dict[str, dict[str, Any]] = {}
        self.rooms: dict[str, dict[str, Any]] = {}
        self.files: dict[str, dict[str, Any]] = {}
        self.codes: dict[str, dict[str, Any]] = {}  # what oauth.v2.access gives for a code, once
        self.expired: set[str] = set()  # trigger ids
        self.unready = 0  # how often a message with an uploaded picture is refused
        self.picky = 0  # how many answers are refused, whatever is in them
        self._numbers = itertools.count(1)
        return {
            "views.open": self._view_open,
            "views.update": self._view_update,
            "views.publish": self._view_publish,
            "chat.postEphemeral": self._ephemeral,
            "users.info": self._person,
            "usergroups.list": self._groups,
            "conversations.info": self._room,
            "conversations.members": self._members,
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._uploaded,
            "oauth.v2.access": self._access,
        }

    def app_routes(self):
        return [web.post("/hook/{id}", self._hooked), web.post("/upload/{id}", self._upload)]

    def new_hook(self, channel: str = "", *, alone: bool = False) -> str:
        """A response_url: good for five answers. `alone`: of a message that one person sees."""
        key = f"h{next(self._numbers)}"
        self.hooks[key] = {"channel": channel, "used": 0, "alone": alone}
        return f"{self.base}/hook/{key}"

    async def until(self, what, seconds=5.0):
        """Waits until something is so, and returns it."""
        async with asyncio.timeout(seconds):
            while True:
                if found := what():
                    return found
                await asyncio.sleep(0.005)

    async def answer(self, number: int = 1, seconds: float = 5.0) -> dict[str, Any]:
        """The answer with this number, once it is there."""
        await self.until(lambda: len(self.told) >= number, seconds)
        return self.told[number - 1]

    def refuse(self, where: str, why: str) -> None:
        """Keeps what was wrong; leaving the fake fails."""
        self.refused.append(f"{where}: {why}")

    async def _hooked(self, request):
        body, hook = await request.json(), self.hooks[request.match_info["id"]]
        hook["used"] += 1
        if hook["used"] > USES:
            return web.Response(status=404, text="used_url")
        why = refusal("response_url", body, self.pingable)
        if why := why or ("it replaces what everybody sees" if body["replace_original"] and not hook["alone"] else ""):
            self.refuse("response_url", why)
            return web.json_response({"ok": False, "error": "invalid_blocks"})
        if self.picky:
            self.picky -= 1
            return web.json_response({"ok": False, "error": "invalid_blocks"})
        if self.unready and any("slack_file" in block for block in body["blocks"]):
            self.unready -= 1
            return web.json_response({"ok": False, "error": "invalid_blocks"})
        self.told.append({"channel": hook["channel"]} | body)
        return web.Response(text="ok")

    def _view_open(self, body):
        if not body.get("trigger_id") or body["trigger_id"] in self.expired:
            return {"ok": False, "error": "expired_trigger_id"}
        self.expired.add(body["trigger_id"])
        return self._viewed(f"V{next(self._numbers)}", body["view"])

    def _view_update(self, body):
        if body["view_id"] not in self.views:
            return {"ok": False, "error": "not_found"}
        return self._viewed(body["view_id"], body["view"])

    def _viewed(self, key, view):
        self.views[key] = view
        return {"ok": True, "view": {"id": key} | view}

    def shown(self, key: str, ack: Any) -> None:
        """What the acknowledgement of a form puts in its place."""
        if not ack:
            self.views.pop(key, None)
        elif why := refusal_of_view(ack["view"], "modal"):
            self.refuse("view_submission", why)
        else:
            self.views[key] = ack["view"]

    def _view_publish(self, body):
        self.homes[body["user_id"]] = body["view"]
        return {"ok": True, "view": {"id": f"H{body['user_id']}"} | body["view"]}

    def _ephemeral(self, body):
        self.told.append({"response_type": "ephemeral"} | body)
        return {"ok": True, "message_ts": "1.000001"}

    def _person(self, body):
        if "users:read" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "users:read"}
        return {"ok": True, "user": {"id": body["user"], "is_admin": False} | self.people.get(body["user"], {})}

    def _groups(self, _):
        if "usergroups:read" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "usergroups:read"}
        return {"ok": True, "usergroups": [{"id": "S1", "handle": "night-desk"}, {"id": "S2", "handle": "editors"}]}

    def _room(self, body):
        if body["channel"] not in self.rooms:
            return {"ok": False, "error": "channel_not_found"}
        told = {name: value for name, value in self.rooms[body["channel"]].items() if name != "members"}
        return {"ok": True, "channel": {"id": body["channel"], "is_private": False, "is_member": True} | told}

    def _members(self, body):
        members = self.rooms.get(body["channel"], {}).get("members", [])
        begin = int(body.get("cursor") or 0)
        more = begin + 1 < len(members)  # one a page: pages are followed
        return {"ok": True, "members": members[begin : begin + 1], "response_metadata": {"next_cursor": str(begin + 1) if more else ""}}

    def _upload_url(self, body):
        if "files:write" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "files:write"}
        key = f"F{next(self._numbers)}"
        self.files[key] = {"name": body["filename"], "alt": body.get("alt_txt"), "length": int(body["length"]), "done": False}
        return {"ok": True, "upload_url": f"{self.base}/upload/{key}", "file_id": key}

    async def _upload(self, request):
        self.files[request.match_info["id"]]["bytes"] = await request.read()
        return web.Response(text="OK")

    def _uploaded(self, body):
        told = json.loads(body["files"])
        for one in told:
            held = self.files[one["id"]]
            held["done"] = len(held.get("bytes", b"")) == held["length"]
            held["shared"] = bool(body.get("channel_id"))
        return {"ok": True, "files": told}

    def _access(self, body):
        given = self.codes.pop(body.get("code"), None)
        if given is None:
            return {"ok": False, "error": "invalid_code"}
        self.tokens[given["access_token"]] = given["team"]["id"]
        return {"ok": True, "app_id": "A1", "token_type": "bot", "scope": "chat:write,commands", "bot_user_id": "U1"} | given
