"""Somebody at a workspace: writes commands, presses buttons, fills in forms, over Socket Mode or over signed HTTP."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp
from fakes.slack_rules import refusal_of_options

NUMBERS = itertools.count(1)
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


class SocketDoor:
    """Slack's envelopes over the websocket."""

    def __init__(self, slack) -> None:
        self._slack = slack

    async def send(self, kind: str, payload: dict[str, Any]) -> Any:
        """What the acknowledgement carries."""
        envelope = {"envelope_id": f"e{next(NUMBERS)}", "type": kind, "accepts_response_payload": kind != "events_api", "payload": payload}
        return await self._slack.socket.ask(envelope)


class HttpDoor:
    """Slack's requests to our server, signed."""

    def __init__(self, base: str, secret: str = SECRET) -> None:
        self._base, self._secret = base, secret

    async def send(self, kind: str, payload: dict[str, Any]) -> Any:
        """What the answer carries; AssertionError where it is no 200."""
        status, body = await self.post(kind, payload)
        assert status == 200, (status, body)
        return json.loads(body) if body else None

    async def post(self, kind: str, payload: dict[str, Any], at: float | None = None, **headers: str) -> tuple[int, str]:
        """Status and body of the answer."""
        if kind == "events_api":
            body, content = json.dumps(payload), "application/json"
        else:
            said = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content = urlencode(said), "application/x-www-form-urlencoded"
        signed = signature(body, int(at or time.time()), self._secret) | {"Content-Type": content} | headers
        async with aiohttp.ClientSession() as session, session.post(f"{self._base}/slack/events", data=body, headers=signed) as answer:
            return answer.status, await answer.text()


def signature(body: str, at: int, secret: str = SECRET) -> dict[str, str]:
    """The two headers by which we know Slack."""
    base = f"v0:{at}:{body}".encode()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()}"}


class Person:
    """Acts through a door; what comes of it is seen at `slack`."""

    def __init__(self, slack, door, user="U7", team="T1", channel="C1") -> None:
        self.slack, self.door, self.user, self.team, self.channel = slack, door, user, team, channel

    def at(self, channel: str) -> Person:
        """The same person in another channel."""
        return Person(self.slack, self.door, self.user, self.team, channel)

    def _who(self) -> dict[str, Any]:
        return {
            "team": {"id": self.team, "domain": "ours"},
            "user": {"id": self.user, "username": "ana", "name": "ana", "team_id": self.team},
            "api_app_id": "A1",
            "token": "t",
            "trigger_id": f"t{next(NUMBERS)}",
        }

    async def command(self, text: str, **held: Any) -> Any:
        """/tocsin text."""
        said = {
            "command": "/tocsin",
            "text": text,
            "team_id": self.team,
            "user_id": self.user,
            "user_name": "ana",
            "team_domain": "ours",
            "channel_id": self.channel,
            "channel_name": "desk",
            "response_url": self.slack.new_hook(self.channel),
            "trigger_id": f"t{next(NUMBERS)}",
            "api_app_id": "A1",
            "token": "t",
        }
        return await self.door.send("slash_commands", said | held)

    async def press(self, blocks: list[dict[str, Any]], label: str, pick: str = "", *, alone: bool = False, **held: Any) -> Any:
        """Presses the button with this label, or picks in the menu with this placeholder; an overflow is found by what is picked."""
        action = _found(blocks, label, pick)
        where = {
            "container": {"type": "message", "channel_id": self.channel, "is_ephemeral": alone},
            "channel": {"id": self.channel, "name": "desk"},
        }
        hook = {"response_url": self.slack.new_hook(self.channel, alone=alone)}
        return await self.door.send("interactive", {"type": "block_actions", "actions": [action], **self._who(), **where, **hook} | held)

    async def press_in_view(self, view: dict[str, Any], label: str, pick: str = "", key: str = "V1") -> Any:
        """The same in a modal or App Home."""
        shown = {"id": key, "type": view["type"], "blocks": view["blocks"], "state": {"values": {}}}
        action = _found(view["blocks"], label, pick)
        where = {"container": {"type": "view", "view_id": key}, "view": shown}
        return await self.door.send("interactive", {"type": "block_actions", "actions": [action], **self._who(), **where})

    async def submit(self, key: str, **filled: str) -> Any:
        """Sends a form with these values, and what stood in it where nothing else is given."""
        view = self.slack.views[key]
        values = {block["block_id"]: _state(block["element"], filled.get(block["block_id"])) for block in _inputs(view)}
        shown = {name: view[name] for name in ("type", "title", "callback_id", "private_metadata", "blocks", "submit", "close")}
        body = {"type": "view_submission", "view": {"id": key, "state": {"values": values}, **shown}, "response_urls": [], **self._who()}
        ack = await self.door.send("interactive", body)
        self.slack.shown(key, ack)
        return ack

    async def type(self, key: str, option: str, typed: str) -> list[dict[str, Any]]:
        """What a menu of a form offers."""
        view = self.slack.views[key]
        element = next(block["element"] for block in _inputs(view) if block["block_id"] == option)
        shown = {"id": key, "type": "modal", "private_metadata": view["private_metadata"]}
        body = {"type": "block_suggestion", "action_id": element["action_id"], "block_id": option, "value": typed, **self._who()}
        ack = await self.door.send("interactive", body | {"view": shown, "container": {"type": "view"}})
        options = (ack or {}).get("options", [])
        assert not (why := refusal_of_options(options)), why
        return options

    async def shortcut(self, callback: str, text: str = "", **message: Any) -> Any:
        """A shortcut: on a message where there is a text, else from everywhere."""
        body = {"type": "shortcut", "callback_id": callback, **self._who()}
        if text:
            on = {"type": "message", "text": text, "ts": "1.1", **message}
            where = {"channel": {"id": self.channel, "name": "desk"}, "response_url": self.slack.new_hook(self.channel)}
            body |= {"type": "message_action", "message": on, "message_ts": "1.1", **where}
        return await self.door.send("interactive", body)

    async def event(self, **event: Any) -> Any:
        """An event of the Events API."""
        number = next(NUMBERS)
        told = {"type": "event_callback", "team_id": self.team, "api_app_id": "A1", "event_id": f"Ev{number}", "token": "t"}
        return await self.door.send("events_api", told | {"event": event})

    async def opens_home(self) -> None:
        """Opens App Home."""
        await self.event(type="app_home_opened", user=self.user, tab="home", channel="D1", event_ts="1.1")


def _found(blocks: list[dict[str, Any]], label: str, pick: str) -> dict[str, Any]:
    for block in blocks:
        for element in block["elements"] if block["type"] == "actions" else ():
            names = {(element.get(name) or {}).get("text") for name in ("text", "placeholder")}
            options = {option["text"]["text"]: option for option in element.get("options") or []}
            if label in names or (element["type"] == "overflow" and label == "⋯" and pick in options):
                chosen = {"selected_option": options[pick]} if pick else {}
                kept = {name: element[name] for name in ("type", "action_id", "value") if name in element}
                return {**kept, "block_id": block.get("block_id", ""), "action_ts": "1.1", **chosen}
    raise AssertionError(f"no {label!r} in {json.dumps(blocks)[:2000]}")


def _inputs(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def _state(element: dict[str, Any], value: str | None) -> dict[str, Any]:
    """What Slack says of an input: what was filled in, else what it began with."""
    kind, held = element["type"], {"type": element["type"]}
    if kind in {"static_select", "external_select"}:
        known = {option["value"]: option for option in element.get("options") or []}
        if kind == "static_select" and value is not None:
            assert value in known, f"{value!r} is not offered: {list(known)}"
        chosen = known.get(value or "", {"text": {"type": "plain_text", "text": value}, "value": value}) if value else None
        said = {"selected_option": chosen or element.get("initial_option")}
    elif kind == "conversations_select":
        said = {"selected_conversation": value or element.get("initial_conversation")}
    else:
        said = {"value": value if value is not None else element.get("initial_value")}
    return {element["action_id"]: held | said}
