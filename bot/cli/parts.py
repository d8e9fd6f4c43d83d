"""The composition root: settings in, the running parts out."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console

from bot.deliver import Outlet
from bot.errors import BadInput, Fix
from bot.model import Destination, Feed
from bot.store import Store, open_store
from bot.web import Web
from config.feeds import catalogue, chosen
from config.grades import graded, read_grades
from config.settings import ROLES, Settings
from handlers.commands import Answers
from handlers.console import ConsoleOutlet
from handlers.discord_app import DiscordOutlet, Shards
from handlers.slack_app import OAuth, SlackOutlet


def store_of(settings: Settings) -> Store:
    """The store that DATABASE_URL names, migrated. A new file is told of: it may be the wrong folder, or a disk that is not there."""
    store = open_store(settings.database_url, synchronous=settings.sqlite_synchronous)
    fresh = store.file is not None and not store.file.exists()
    store.migrate()
    if fresh and store.file:
        sys.stderr.write(f"tocsin: a new store was made, {store.file.absolute()}: there was none\n")
    return store


def web_of(settings: Settings) -> Web:
    """The door to the web, with the hosts an operator allows in spite of the guard."""
    return Web(allow_private=frozenset(settings.allow_hosts), host_gap=settings.host_gap, contact=settings.contact)


async def feeds_of(settings: Settings, web: Web) -> tuple[Feed, ...]:
    """The catalogue: our own, an operator's TOML file, or a JSON list {"feeds": [{"url", "source"}]} at an address; each with its grade."""
    return graded(await _told(settings, web), read_grades())


async def _told(settings: Settings, web: Web) -> tuple[Feed, ...]:
    if settings.feeds.startswith(("http://", "https://")):
        page = await web.get(settings.feeds)
        return _listed(page.body, settings.feeds)
    off = [word.removeprefix("-") for word in settings.feed_groups if word.startswith("-")]
    on = [word for word in settings.feed_groups if not word.startswith("-")]
    try:
        held = catalogue(Path(settings.feeds) if settings.feeds else None)
    except Fix as fault:
        raise (Fix(f"TOCSIN_FEEDS: {fault}") if settings.feeds else fault) from None
    return chosen(held, on, off)


def _listed(body: bytes, address: str) -> tuple[Feed, ...]:
    try:
        found = json.loads(body)["feeds"]
        return tuple(Feed(url=row["url"], outlet=row.get("outlet") or row.get("source") or row["url"]) for row in found)
    except (ValueError, KeyError, TypeError):
        raise BadInput(f'TOCSIN_FEEDS: {address} does not answer with a JSON list {{"feeds": [{{"url": …, "source": …}}]}}') from None


def destinations_of(settings: Settings) -> tuple[Destination, ...]:
    """Every channel the settings name, and the console where it is on."""
    chats = [("discord", channel) for channel in settings.discord_channels if settings.discord_token]
    chats += [("slack", channel) for channel in settings.slack_channels if settings.slack_bot_token]
    found = [Destination(f"{platform}:{channel}", platform, channel) for platform, channel in chats]
    if settings.console_on:
        found.append(Destination("console:", "console", "", label="this terminal"))
    return tuple(found)


@asynccontextmanager
async def outlets_of(
    settings: Settings,
    console: Console,
    answers: Answers | None = None,
    store: Store | None = None,
    roles: frozenset[str] = frozenset(ROLES),
) -> AsyncIterator[Mapping[str, Outlet]]:
    """The outlets that the settings and roles switch on, started; each is closed at the end. People are answered out of `answers`."""
    _complete(settings, answered=answers is not None or "discord" not in roles)
    outlets: dict[str, Outlet] = {"console": ConsoleOutlet(console)} if settings.console_on and "deliver" in roles else {}
    started: list[DiscordOutlet | SlackOutlet] = []
    try:
        if settings.discord_token and roles & {"deliver", "discord"}:
            discord = _discord(settings.discord_token.get_secret_value(), settings, answers, listens="discord" in roles)
            started.append(discord)
            await discord.start()
            outlets["discord"] = discord
        if settings.slack_on and roles & {"deliver", "slack", "http"}:
            slack = _slack(settings, answers, store, listens="slack" in roles)
            started.append(slack)
            await slack.start()
            outlets["slack"] = slack
        yield outlets
    finally:
        for outlet in reversed(started):
            await outlet.close()


def _discord(token: str, settings: Settings, answers: Answers | None, *, listens: bool) -> DiscordOutlet:
    shards = Shards(settings.discord_shards, tuple(map(int, settings.discord_shard_ids)))
    return DiscordOutlet(token, settings.discord_base_url or None, answers=answers, listens=listens, shards=shards)


def _slack(settings: Settings, answers: Answers | None, store: Store | None, *, listens: bool) -> SlackOutlet:
    secret, client = settings.slack_signing_secret, settings.slack_client_secret
    oauth = OAuth(settings.slack_client_id, client.get_secret_value(), settings.public_url, store.engine) if client and store else None
    return SlackOutlet(
        settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None,
        settings.slack_app_token.get_secret_value() if settings.slack_app_token and listens else None,
        base_url=settings.slack_base_url or None,
        answers=answers,
        signing_secret=secret.get_secret_value() if secret else "",
        oauth=oauth,
        managers=settings.slack_managers,
        pressable=answers is not None or bool(settings.slack_app_token or secret),
    )


def _complete(settings: Settings, *, answered: bool) -> None:
    if settings.discord_token and not settings.discord_channels and not answered:  # else people pick channels by a command
        raise Fix("settings: DISCORD_TOKEN is set but DISCORD_CHANNELS is empty: name the channels that get alerts")
    listens = settings.slack_app_token or settings.slack_signing_secret
    if settings.slack_bot_token and not settings.slack_channels and not listens:
        raise Fix("settings: SLACK_BOT_TOKEN is set but SLACK_CHANNELS is empty: name the channels that get alerts")
    if settings.slack_signing_secret and not settings.http_port:
        raise Fix("settings: SLACK_SIGNING_SECRET is set but TOCSIN_HTTP_PORT is not: name the port that Slack's calls come in on")
    named = {"SLACK_CLIENT_ID": settings.slack_client_id, "SLACK_CLIENT_SECRET": settings.slack_client_secret}
    needed = named | {"SLACK_SIGNING_SECRET": settings.slack_signing_secret, "TOCSIN_PUBLIC_URL": settings.public_url}
    if any(named.values()) and (missing := [name for name, value in needed.items() if not value]):
        raise Fix(f"settings: for installs in several workspaces {' and '.join(missing)} must be set too (docs/slack.md)")
