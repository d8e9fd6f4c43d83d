"""Installs in many workspaces: slack-sdk's tables in our database, asked off the loop, and the way through Slack's OAuth pages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine, MetaData, Table, delete, select, text

log = logging.getLogger(__name__)
SCOPES = (
    "chat:write",
    "commands",
    "channels:history",
    "groups:history",
    "channels:read",
    "groups:read",
    "users:read",
    "usergroups:read",
    "files:write",
)
INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
STATE_S = 600  # seconds that an install may take
FRESH_S = 60.0  # seconds that a token once read is good for: another process may have heard of an uninstall
MAKING = 0x70C53  # the advisory lock of making the tables


@dataclass(frozen=True, slots=True)
class OAuth:
    """What installs need: the app's own id and secret, the address others reach us under, and the database."""

    client_id: str
    client_secret: str
    public_url: str
    engine: Engine

    @property
    def install_url(self) -> str:
        """Where a workspace installs the app."""
        return f"{self.public_url.rstrip('/')}{INSTALL}"


class Installs(AsyncInstallationStore):
    """slack-sdk's store of installs, on our engine; its calls wait in threads."""

    def __init__(self, oauth: OAuth) -> None:
        self._store = SQLAlchemyInstallationStore(oauth.client_id, oauth.engine, logger=log)
        self.states = States(oauth.engine)
        self._engine, self._client_id = oauth.engine, oauth.client_id
        self._fresh: dict[str, tuple[float, str]] = {}

    @property
    def logger(self) -> logging.Logger:
        """Where it logs."""
        return log

    async def make(self) -> None:
        """Makes the tables where they are not there yet; safe when many processes start at once."""
        await asyncio.to_thread(self._make)

    def _make(self) -> None:
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MAKING})
            self._store.metadata.create_all(connection)
            self.states.metadata.create_all(connection)

    async def async_save(self, installation: Installation) -> None:
        """Keeps an install; an older token of the workspace is not kept."""
        await asyncio.to_thread(self._save, installation)
        self._fresh.pop(installation.team_id or "", None)

    def _save(self, installation: Installation) -> None:
        self._drop(installation.team_id or "")
        self._store.save(installation)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace."""
        return await asyncio.to_thread(
            self._store.find_bot, enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )

    async def token(self, team: str) -> str:
        """The bot's token in a workspace; "" where the app is not installed there."""
        now, held = asyncio.get_running_loop().time(), self._fresh.get(team)
        if held and now < held[0]:
            return held[1]
        found = await asyncio.to_thread(self._token, team)
        if found:
            self._fresh[team] = (now + FRESH_S, found)
        return found

    def _token(self, team: str) -> str:
        bots = self._store.bots.c
        asked = select(bots.bot_token).where(bots.client_id == self._client_id, bots.team_id == team, bots.bot_token.is_not(None))
        with self._engine.connect() as connection:
            return connection.scalar(asked.order_by(bots.installed_at.desc()).limit(1)) or ""

    async def forget(self, team: str) -> None:
        """Drops every install of a workspace, with its tokens."""
        self._fresh.pop(team, None)
        await asyncio.to_thread(self._drop, team)

    def _drop(self, team: str) -> None:
        with self._engine.begin() as connection:
            for table in (self._store.bots, self._store.installations):
                connection.execute(delete(table).where(table.c.client_id == self._client_id, table.c.team_id == team))


class States(AsyncOAuthStateStore):
    """The states of installs under way. Each is good once, whoever else tries it at the same moment."""

    def __init__(self, engine: Engine) -> None:
        self._store = SQLAlchemyOAuthStateStore(STATE_S, engine, logger=log)
        self._engine = engine
        self.metadata = self._store.metadata

    @property
    def logger(self) -> logging.Logger:
        """Where it logs."""
        return log

    async def async_issue(self, *_: Any, **__: Any) -> str:
        """A new state; those that ran out are dropped."""
        return await asyncio.to_thread(self._issue)

    def _issue(self) -> str:
        states = self._store.oauth_states
        with self._engine.begin() as connection:
            connection.execute(delete(states).where(states.c.expire_at < _now()))
        return self._store.issue()

    async def async_consume(self, state: str) -> bool:
        """Whether the state was ours, unused, and in time."""
        return await asyncio.to_thread(self._consume, state)

    def _consume(self, state: str) -> bool:
        states = self._store.oauth_states
        with self._engine.begin() as connection:
            return connection.execute(delete(states).where(states.c.state == state, states.c.expire_at > _now())).rowcount == 1


def tables() -> tuple[Table, ...]:
    """The tables of installs, for a store that is moved. Installs under way are begun again."""
    known = MetaData()
    store = SQLAlchemyInstallationStore
    return (
        store.build_installations_table(known, store.default_installations_table_name),
        store.build_bots_table(known, store.default_bots_table_name),
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)  # slack-sdk keeps UTC without saying so


def flow(
    oauth: OAuth,
    installs: Installs,
    client: AsyncWebClient,
    installed: Callable[[str, str, str], Awaitable[None]],
    authorize_url: str = "",
) -> AsyncOAuthFlow:
    """Slack's OAuth, ending on a page of ours. `installed` is called with workspace, person and name."""

    async def done(args: AsyncSuccessArgs) -> BoltResponse:
        one = args.installation
        team = one.team_name or "your workspace"
        await installed(one.team_id or "", one.user_id, one.team_name or "")
        return _page(
            200, f"Tocsin is installed in {team}", "Open Slack and write /tocsin help. Invite me where alerts should go: /invite @Tocsin"
        )

    async def failed(args: AsyncFailureArgs) -> BoltResponse:
        log.warning("an install failed: %s", args.reason)
        return _page(args.suggested_status_code, "Tocsin was not installed", f"{_why(args.reason)} Begin again: {oauth.install_url}")

    ends = AsyncCallbackOptions(success=done, failure=failed)
    return AsyncOAuthFlow(client=client, logger=log, settings=_settings(oauth, installs, ends, authorize_url))


def _settings(oauth: OAuth, installs: Installs, ends: AsyncCallbackOptions, authorize_url: str) -> AsyncOAuthSettings:
    return AsyncOAuthSettings(
        client_id=oauth.client_id,
        client_secret=oauth.client_secret,
        scopes=list(SCOPES),
        user_scopes=[],
        redirect_uri=f"{oauth.public_url.rstrip('/')}{REDIRECT}",
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        install_page_rendering_enabled=False,
        authorization_url=authorize_url or None,
        callback_options=ends,
        installation_store=installs,
        state_store=installs.states,
        state_expiration_seconds=STATE_S,
    )


WHY = {
    "access_denied": "It was not allowed in Slack.",
    "invalid_browser": "The install was begun in another browser.",
    "invalid_state": "This install is over, or took longer than ten minutes.",
    "invalid_code": "Slack did not take the code it gave.",
    "missing_code": "Slack gave no code.",
    "storage_error": "The install could not be kept.",
}


def _why(reason: str) -> str:
    return WHY.get(reason, "Slack refused it.")


def _page(status: int, title: str, told: str) -> BoltResponse:
    """A page of two lines; nothing in it comes from the request."""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    body = f'<!doctype html><html lang="en">{head}<h1>{escape(title)}</h1><p>{escape(told)}</p></html>'
    return BoltResponse(status=status, body=body, headers={"Content-Type": "text/html; charset=utf-8"})
