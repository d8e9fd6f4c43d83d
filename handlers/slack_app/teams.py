"""Which workspace is spoken to with which token: our own by its setting, others by their installs."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Protocol

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Fix


class Tokens(Protocol):
    """Where the tokens of other workspaces are kept."""

    async def token(self, team: str) -> str:
        """The bot's token there; "" where it is not installed."""

    async def forget(self, team: str) -> None:
        """Drops what is kept of a workspace."""


class Teams:
    """Clients by workspace. `own` is the workspace of the client at hand, "" until Slack has told it, or where there is none."""

    def __init__(self, client: AsyncWebClient, tokens: Tokens | None = None, install_url: str = "") -> None:
        self._client, self._tokens, self._install_url = client, tokens, install_url
        self.own = ""
        self._bots: dict[str, tuple[str, str]] = {}  # its user, and its id as the author of messages

    @property
    def proxy(self) -> str | None:
        """The proxy that Slack is reached through, as slack-sdk reads it from the environment."""
        return self._client.proxy

    def is_own(self, team: str) -> bool:
        """Whether it is the workspace of the token in the settings."""
        return bool(self._client.token) and (team == self.own or not team or not (self.own or self._tokens))

    def place(self, team: str, channel: str) -> str:
        """A channel as a destination: those of our own workspace as the settings name them, others with their workspace."""
        if not channel:
            return ""
        return f"slack:{channel}" if self.is_own(team) else f"slack:{team}/{channel}"

    async def client(self, team: str) -> AsyncWebClient:
        """A client that may speak there; Fix says what to do where the app is not installed."""
        await self._introduced()
        if self.is_own(team):
            return self._client
        token = await self._tokens.token(team) if self._tokens else ""
        if not token:
            raise Fix(self._unknown())
        seconds = self._client.timeout
        return AsyncWebClient(token=token, base_url=self._client.base_url, timeout=seconds, retry_handlers=[], logger=self._client._logger)  # noqa: SLF001  # its own copy of a client does the same

    async def _introduced(self) -> None:
        """Learns which workspace is our own, where Slack could not be asked at the start."""
        if self._client.token and not self.own and self._tokens:
            with suppress(SlackClientError, aiohttp.ClientError, OSError, TimeoutError):
                self.own = str((await self._client.auth_test()).get("team_id") or "")

    async def bot(self, team: str) -> str:
        """The bot's own user there."""
        return (await self._us(team))[0]

    async def wrote(self, team: str, message: Mapping[str, Any]) -> bool:
        """Whether the bot wrote a message there; no, where Slack cannot be asked."""
        if not message.get("bot_id"):
            return False
        with suppress(Fix, SlackClientError, aiohttp.ClientError, OSError, TimeoutError):
            user, author = await self._us(team)
            return message["bot_id"] == author or (bool(user) and message.get("user") == user)
        return False

    async def _us(self, team: str) -> tuple[str, str]:
        if team not in self._bots:
            told = await (await self.client(team)).auth_test()
            self._bots[team] = str(told.get("user_id") or ""), str(told.get("bot_id") or "")
        return self._bots[team]

    async def forget(self, team: str) -> bool:
        """Drops a workspace that took the app out or its token back; False for our own, whose token stands in the settings."""
        if self.is_own(team) or not self._tokens:
            return False
        await self._tokens.forget(team)
        return True

    def _unknown(self) -> str:
        if self._install_url:
            return f"Tocsin is not installed in this workspace, or was taken out. Install it: {self._install_url}"
        return "This Tocsin serves another workspace. Ask whoever runs it to set it up for yours (docs/slack.md, several workspaces)."
