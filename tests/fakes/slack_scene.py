"""A Slack with our whole app in it: the real client, the real Bolt, one of the two doors, and commands that tests see through."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fakes.slack import FakeSlack
from fakes.slack_desk import FakeDesk
from fakes.slack_person import SECRET, HttpDoor, Person, SocketDoor
from prometheus_client import CollectorRegistry

from handlers.http import Health, HttpServer
from handlers.slack_app import OAuth, SlackOutlet

SCOPES = frozenset({"chat:write", "commands", "channels:history", "channels:read", "users:read", "usergroups:read", "files:write"})
ROOMS = {
    "C1": {"creator": "U9"},
    "C2": {"creator": "U7"},
    "C3": {"is_private": True, "members": ["U1", "U9"]},
    "C4": {"is_member": False, "creator": "U7"},
}


@dataclass
class Scene:
    """What a test acts on. `person` may change watches everywhere, `other` only in channels of their own making."""

    slack: FakeSlack
    outlet: SlackOutlet
    desk: Any
    door: Any
    base: str = ""
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def person(self) -> Person:
        return Person(self.slack, self.door, "U9")

    @property
    def other(self) -> Person:
        return Person(self.slack, self.door, "U7")


@asynccontextmanager
async def scene(door="socket", desk=None, engine=None, own=True, **held):
    """Everything started; `engine` takes the app into many workspaces, over HTTP; `own`: with a token of T1's in the settings."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack(("C1", "C2", "C3")))
        slack.scopes = set(SCOPES)
        slack.people = {"U9": {"is_admin": True}}
        slack.rooms = {channel: dict(told) for channel, told in ROOMS.items()}
        desk = desk or FakeDesk()
        ways = {"app_token": slack.app_token} if door == "socket" else {"signing_secret": SECRET}
        oauth = OAuth("1.2", "shh", "https://bell.example", engine) if engine else None
        outlet = SlackOutlet(
            slack.bot_token if own else None, base_url=slack.base, timeout_s=2.0, answers=desk, oauth=oauth, **ways, **held
        )
        stack.push_async_callback(outlet.close)
        await outlet.start()
        if door == "socket":
            await asyncio.wait_for(slack.socket.arrived.wait(), 10)
            yield Scene(slack, outlet, desk, SocketDoor(slack))
            return
        server = HttpServer("127.0.0.1", 0, _well, CollectorRegistry(), outlet.routes)
        await server.start()
        stack.push_async_callback(server.close)
        base = f"http://127.0.0.1:{server.port}"
        yield Scene(slack, outlet, desk, HttpDoor(base), base)


async def _well():
    return Health(ready=True)


def play(story, **held):
    """Runs a story in a scene of its own."""

    async def main():
        async with scene(**held) as there:
            await story(there)

    asyncio.run(main())


def said(blocks) -> str:
    """Everything that a reader can read in blocks."""
    return "\n".join(_told(blocks))


def _told(part):
    if isinstance(part, dict):
        yield from [part["text"]] if isinstance(part.get("text"), str) else []
        for held in part.values():
            yield from _told(held)
    elif isinstance(part, list):
        for held in part:
            yield from _told(held)
