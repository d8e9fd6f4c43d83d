"""Who may do what where: asked of Slack, kept for a few minutes, and refused where Slack does not say."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack_app.faults import error_of

log = structlog.get_logger(__name__)
KEPT_S = 300.0  # seconds that an answer of Slack's is good for
MOST = 10_000  # answers kept
PAGES, PAGE = 5, 1_000  # members looked through
EVERYBODY = "*"


class Rooms:
    """Channels and people of the workspaces. `managers` may change watches wherever they can see the channel."""

    def __init__(self, managers: Collection[str] = (), clock: Callable[[], float] | None = None) -> None:
        self._managers = frozenset(managers)
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._known: dict[tuple[str, ...], tuple[float, Any]] = {}

    async def private(self, client: AsyncWebClient, channel: str) -> bool:
        """Whether not everybody of the workspace may see it; True where Slack does not say."""
        return bool((await self.channel(client, channel)).get("is_private", True))

    async def inside(self, client: AsyncWebClient, channel: str) -> bool:
        """Whether the bot is in it, as far as Slack says."""
        return bool((await self.channel(client, channel)).get("is_member", True))

    async def sees(self, client: AsyncWebClient, user: str, channel: str) -> bool:
        """Whether a person may see a channel: everybody a public one, members a private one."""
        told = await self.channel(client, channel)
        if not told:
            return False
        return not told.get("is_private", True) or user in await self._members(client, channel)

    async def manages(self, client: AsyncWebClient, user: str, channels: Sequence[str]) -> bool:
        """Whether a person may change what these channels get: a named manager, an admin or owner, or who made them all."""
        if self._managers & {user, EVERYBODY} or await self._is_admin(client, user):
            return True
        return bool(channels) and all([(await self.channel(client, one)).get("creator") == user for one in channels])

    async def groups(self, client: AsyncWebClient) -> Mapping[str, str]:
        """The workspace's user groups: handle by id; none where Slack does not say."""
        found = await self._said(("groups", str(client.token)), client.usergroups_list)
        return {one["id"]: f"@{one.get('handle') or one['id']}" for one in found.get("usergroups") or []}

    def forget(self, client: AsyncWebClient, channel: str) -> None:
        """Asks Slack anew about a channel the next time."""
        for kind in ("channel", "members"):
            self._known.pop((kind, str(client.token), channel), None)

    async def channel(self, client: AsyncWebClient, channel: str) -> dict[str, Any]:
        """What Slack says of a channel; {} where it does not."""
        found = await self._said(("channel", str(client.token), channel), lambda: client.conversations_info(channel=channel))
        return dict(found.get("channel") or {})

    async def _is_admin(self, client: AsyncWebClient, user: str) -> bool:
        found = (await self._said(("user", str(client.token), user), lambda: client.users_info(user=user))).get("user") or {}
        return bool(found.get("is_admin") or found.get("is_owner")) and not found.get("is_stranger")

    async def _members(self, client: AsyncWebClient, channel: str) -> frozenset[str]:
        async def all_pages() -> dict[str, Any]:
            members: list[str] = []
            cursor = ""
            for _ in range(PAGES):
                page = await client.conversations_members(channel=channel, cursor=cursor or None, limit=PAGE)
                members += page.get("members") or []
                cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    break
            return {"members": members}

        return frozenset((await self._said(("members", str(client.token), channel), all_pages)).get("members") or ())

    async def _said(self, key: tuple[str, ...], ask: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
        held = self._known.get(key)
        if held and self._clock() < held[0]:
            return dict(held[1])
        try:
            answer = await ask()
        except SlackApiError as fault:
            log.warning("Slack does not say", what=key[0], reason=error_of(fault), needed=fault.response.get("needed"))
            return {}
        except (SlackClientError, OSError, TimeoutError) as fault:
            log.warning("Slack does not say", what=key[0], reason=f"{type(fault).__name__}: {fault}")
            return {}
        if len(self._known) >= MOST:
            self._known.clear()
        found = dict(answer.data) if hasattr(answer, "data") else dict(answer)
        self._known[key] = (self._clock() + KEPT_S, found)
        return found
