"""The settings: read once from the environment and .env, every fault told at once, secrets never shown."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from datetime import timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Fix
from config.checks import SHAPES, place_of, plainly, shaped, whole_address

Words = Annotated[tuple[str, ...], NoDecode]
LISTS = ("discord_channels", "discord_shard_ids", "slack_channels", "slack_managers", "feed_groups", "allow_hosts", "publish")
SHORTEST_TOKEN = 16  # characters
YEAR_S, CENTURY_DAYS = 31_536_000, 36_500  # longer is meant as never, which is written otherwise, and no calendar holds it
ROLES = ("poll", "read", "deliver", "discord", "slack", "http")


class Settings(BaseSettings):
    """Everything an operator may set. Names in capitals are the environment's; docs/settings.md lists them all."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True, populate_by_name=True)

    database_url: str = Field(
        "sqlite:///tocsin.db", alias="DATABASE_URL", description="Where the store is: SQLite by default, or Postgres."
    )
    sqlite_synchronous: Literal["NORMAL", "FULL", "EXTRA", "OFF"] = Field(
        "NORMAL", alias="TOCSIN_SQLITE_SYNCHRONOUS", description="SQLite's durability: FULL also survives a power cut, at some speed."
    )

    discord_token: SecretStr | None = Field(None, alias="DISCORD_TOKEN", description="The Discord bot's token; empty: Discord is off.")
    discord_channels: Words = Field((), alias="DISCORD_CHANNELS", description="Ids of the Discord channels that get alerts, with commas.")
    discord_shards: int = Field(
        0, alias="DISCORD_SHARDS", ge=0, description="How many shards the bot's gateway has over all processes; 0: Discord says so."
    )
    discord_shard_ids: Words = Field(
        (), alias="DISCORD_SHARD_IDS", description="The shards this process listens to, with commas (0,1); empty: all of them."
    )
    discord_base_url: str = Field(
        "", alias="TOCSIN_DISCORD_BASE_URL", description="For tests: a loopback Discord. Other addresses are refused."
    )
    slack_bot_token: SecretStr | None = Field(
        None, alias="SLACK_BOT_TOKEN", description="The Slack bot's token (xoxb-); empty: Slack is off."
    )
    slack_app_token: SecretStr | None = Field(
        None, alias="SLACK_APP_TOKEN", description="The Slack app's token (xapp-) for Socket Mode; empty: Tocsin posts but does not listen."
    )
    slack_channels: Words = Field((), alias="SLACK_CHANNELS", description="Ids of the Slack channels that get alerts, with commas.")
    slack_signing_secret: SecretStr | None = Field(
        None,
        alias="SLACK_SIGNING_SECRET",
        description="Slack's signing secret: with it and TOCSIN_HTTP_PORT, Slack calls /slack/events here.",
    )
    slack_client_id: str = Field("", alias="SLACK_CLIENT_ID", description="The Slack app's client id, for installs in several workspaces.")
    slack_client_secret: SecretStr | None = Field(
        None, alias="SLACK_CLIENT_SECRET", description="The Slack app's client secret, for installs in several workspaces."
    )
    slack_managers: Words = Field(
        (), alias="TOCSIN_SLACK_MANAGERS", description="Ids of people who may change watches beside Slack's admins; * is everybody."
    )
    slack_base_url: str = Field("", alias="TOCSIN_SLACK_BASE_URL", description="For tests: a loopback Slack. Other addresses are refused.")
    slack_in_doubt: Literal["resend", "hold"] = Field(
        "resend",
        alias="TOCSIN_SLACK_IN_DOUBT",
        description="A message that may have arrived, where the history cannot be read: resend it, or hold it for you to decide.",
    )
    console: bool | None = Field(None, alias="TOCSIN_CONSOLE", description="Print alerts here too; unset: only when no chat is set up.")

    feeds: str = Field("", alias="TOCSIN_FEEDS", description="Another catalogue: a TOML file, or the address of a JSON list of feeds.")
    feed_groups: Words = Field(
        (),
        alias="TOCSIN_FEED_GROUPS",
        description="Groups of the catalogue to switch on, with commas; one with - before it is switched off (state-media,-think-tanks).",
    )
    allow_hosts: Words = Field(
        (), alias="TOCSIN_ALLOW_HOSTS", description="host:port pairs that may be fetched although they are internal, with commas."
    )
    pages: bool = Field(default=True, alias="TOCSIN_PAGES", description="Fetch the article where the feed does not carry the whole text.")
    poll_interval: float = Field(
        300, alias="TOCSIN_POLL_INTERVAL", ge=1, le=YEAR_S, description="Seconds between two visits of a feed, at the least."
    )
    poll_max_interval: float = Field(
        21600,
        alias="TOCSIN_POLL_MAX_INTERVAL",
        ge=1,
        le=YEAR_S,
        description="Seconds between two visits of a feed that answers, at the most.",
    )
    contact: str = Field("", alias="TOCSIN_CONTACT", description="An address in our User-Agent, so that an outlet can reach you.")
    host_gap: float = Field(2, alias="TOCSIN_HOST_GAP", ge=0, le=3600, description="Seconds between two requests to one host.")
    max_age_hours: float = Field(
        36,
        alias="TOCSIN_MAX_AGE_HOURS",
        ge=0,
        le=CENTURY_DAYS * 24,
        description="Stories older than this are kept but not alerted on; 0: any age is news.",
    )

    keep_days: float = Field(
        0,
        alias="TOCSIN_KEEP_DAYS",
        ge=0,
        le=CENTURY_DAYS,
        description="Days after which the text of a story that told nothing is let go; 0: never. Evidence of what was posted is kept.",
    )

    why_days: float = Field(
        90,
        alias="TOCSIN_WHY_DAYS",
        ge=0,
        le=CENTURY_DAYS,
        description="Days for which `why` remembers which watch told an event where; 0: for ever.",
    )

    presets: str = Field("", alias="TOCSIN_PRESETS", description="A TOML file of your own presets, lists and regions, beside ours.")
    owner: str = Field(
        "",
        alias="TOCSIN_OWNER",
        description=(
            "Where you hear of sources and watches that fell silent, of closed channels, messages given up and stories set aside"
            " unread, and who changed sources (discord:ID, slack:ID); so does the log. Sources may be changed there."
        ),
    )

    log_level: Literal["debug", "info", "warning", "error"] = Field("info", alias="TOCSIN_LOG_LEVEL", description="How much is logged.")
    log_json: bool = Field(default=False, alias="TOCSIN_LOG_JSON", description="Log JSON lines instead of text.")
    http_port: int = Field(
        0, alias="TOCSIN_HTTP_PORT", ge=0, le=65535, description="Port for /healthz, /readyz and /metrics; 0: no HTTP at all."
    )
    http_host: str = Field("127.0.0.1", alias="TOCSIN_HTTP_HOST", description="Address the HTTP server binds.")
    public_url: str = Field(
        "", alias="TOCSIN_PUBLIC_URL", description="The address under which others reach our HTTP (https://…), for installs and links."
    )
    publish: Words = Field(
        (),
        alias="TOCSIN_PUBLISH",
        description="What anybody may read on the HTTP server, with commas: event:ID, watch:ID or everything; empty: no pages.",
    )
    api_token: SecretStr | None = Field(
        None, alias="TOCSIN_API_TOKEN", description="The token that opens /api on the HTTP server; empty: there is no API."
    )
    worker: str = Field("", alias="TOCSIN_WORKER", description="How this process's name in leases begins; empty: with its host.")

    @field_validator(*LISTS, mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value

    @field_validator(
        "discord_token", "slack_bot_token", "slack_app_token", "slack_signing_secret", "slack_client_secret", "api_token", mode="before"
    )
    @classmethod
    def _bare(cls, value: object) -> object:
        """Without the line's end that a file of one secret leaves on it; nothing is None."""
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _not_the_other(cls, value: SecretStr | None, told: ValidationInfo) -> SecretStr | None:
        """Of Slack's two tokens each in its own place; of others only Slack knows."""
        bot = told.field_name == "slack_bot_token"
        if value and value.get_secret_value().startswith("xapp-" if bot else "xoxb-"):
            raise ValueError(
                "that is the app-level token; the Bot User OAuth Token begins with xoxb- (Install App)"
                if bot
                else "that is the bot's token; the app-level token begins with xapp- (Basic Information, App-Level Tokens)"
            )
        return value

    @field_validator(*SHAPES)
    @classmethod
    def _shaped(cls, value: str | tuple[str, ...], told: ValidationInfo) -> str | tuple[str, ...]:
        words = value if isinstance(value, tuple) else (value,)
        shaped(str(told.field_name), filter(None, words))
        return value

    @field_validator("allow_hosts")
    @classmethod
    def _places(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(place_of, value))

    @field_validator("public_url")
    @classmethod
    def _whole(cls, value: str) -> str:
        return whole_address(value)

    @field_validator("discord_shard_ids")
    @classmethod
    def _shards(cls, value: tuple[str, ...], told: ValidationInfo) -> tuple[str, ...]:
        many = told.data.get("discord_shards") or 0
        wrong = [word for word in value if not word.isdigit() or int(word) >= many]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no shard: set DISCORD_SHARDS, and name numbers from 0 to one less")
        return value

    @field_validator("discord_base_url", "slack_base_url")
    @classmethod
    def _loopback(cls, value: str) -> str:
        if value and urlsplit(value).hostname not in {"127.0.0.1", "localhost", "::1"}:
            raise ValueError("only a loopback address may stand in for the platform")
        return value

    @field_validator("api_token")
    @classmethod
    def _long(cls, value: SecretStr | None) -> SecretStr | None:
        if value and len(value.get_secret_value()) < SHORTEST_TOKEN:
            raise ValueError(f"at least {SHORTEST_TOKEN} characters, so that nobody guesses it")
        return value

    @property
    def why_kept(self) -> timedelta | None:
        """For how long it is remembered which watch told what where; None: for ever."""
        return timedelta(days=self.why_days) if self.why_days else None

    @property
    def slack_on(self) -> bool:
        """Whether Slack is spoken to: with a token of one workspace, or with those of its installs."""
        return bool(self.slack_bot_token or self.slack_client_id)

    @property
    def console_on(self) -> bool:
        """Whether alerts are printed here."""
        return self.console if self.console is not None else not (self.discord_token or self.slack_on)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret's text, for the log to hide."""
        held = (
            self.discord_token,
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_signing_secret,
            self.api_token,
            self.slack_client_secret,
        )
        return tuple(s.get_secret_value() for s in held if s)


OURS = ("TOCSIN_", "DISCORD_", "SLACK_", "DATABASE_")  # the first is nobody else's
TOOLS = frozenset({"TOCSIN_SHARED"})  # what our tools are told: where the sets lie that they measure with
NAMES = frozenset(str(field.alias) for field in Settings.model_fields.values())


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings in force; Fix names every fault at once, one line each, and never shows a value that may be a secret."""
    for name in unknown([*os.environ, *_file_names(env_file)]):
        _warn(name)
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings takes it; its stub of __init__ lists the fields only
    except ValidationError as fault:
        raise Fix("settings: " + "; ".join(map(plainly, fault.errors(include_input=False, include_url=False)))) from None


def unknown(names: Iterable[str]) -> list[str]:
    """The names that begin as our own do and are no setting, and those of chats and databases that may be meant for one that is not set."""
    told = {name.upper(): name for name in names}
    strange = {upper: name for upper, name in told.items() if upper.startswith(OURS) and upper not in {*NAMES, *TOOLS}}
    return sorted(name for upper, name in strange.items() if upper.startswith(OURS[0]) or set(_near(upper)) - told.keys())


def _near(name: str) -> list[str]:
    return get_close_matches(name, NAMES, 1, 0.8)


@cache
def _warn(name: str) -> None:
    """Says once that a setting is none, on standard error: another program's variable must not stop us."""
    near = _near(name.upper())
    sys.stderr.write(f"tocsin: {name} is no setting{f': did you mean {near[0]}?' if near else ' (docs/settings.md lists all)'}\n")


def _file_names(env_file: Path | None) -> list[str]:
    """The names that a file sets; Fix where a line of it cannot be read: what stands behind would be lost."""
    if env_file is None or not env_file.is_file():
        return []
    try:
        lines = list(parse_stream(io.StringIO(env_file.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError) as fault:
        raise Fix(f"{env_file}: cannot be read ({getattr(fault, 'strerror', None) or 'not UTF-8'})") from None
    if wrong := next((line for line in lines if line.error), None):
        blank = len(wrong.original.string) - len(wrong.original.string.lstrip())
        at = wrong.original.line + wrong.original.string[:blank].count("\n")
        raise Fix(f"{env_file}, line {at}: cannot be read; write NAME=value, and close every quotation mark")
    return [line.key for line in lines if line.key]
