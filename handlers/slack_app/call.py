"""What a person did in Slack, and where the answer goes: read from any payload that Slack sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """Who, where, and the ways back."""

    team: str
    user: str
    name: str = ""
    label: str = ""  # the workspace's name
    channel: str = ""  # "" at home, in a modal, in a private conversation
    thread: str = ""
    trigger: str = ""  # opens a modal, for three seconds
    url: str = ""  # takes five answers, for half an hour
    view: str = ""  # the modal it was done in
    home: bool = False  # done in the App Home
    alone: bool = False  # done under a message that only this person sees
    replaces: bool = False  # the answer takes the place of that message


def of_command(body: Body) -> Call:
    """A slash command."""
    private = body.get("channel_name") == "directmessage"
    return Call(
        team=body.get("team_id") or body.get("enterprise_id") or "",
        user=body["user_id"],
        name=body.get("user_name", ""),
        label=body.get("team_domain", ""),
        channel="" if private else _shared(body.get("channel_id", "")),
        trigger=body.get("trigger_id", ""),
        url=body.get("response_url", ""),
    )


def of_action(body: Body) -> Call:
    """A button, a menu, a shortcut, or a form."""
    user, view, container = body["user"], body.get("view") or {}, body.get("container") or {}
    message = body.get("message") or {}
    return Call(
        team=_team(body),
        user=user["id"],
        name=user.get("username") or user.get("name") or "",
        label=str((body.get("team") or {}).get("domain") or ""),
        channel=_shared((body.get("channel") or {}).get("id", "")),
        thread=message.get("thread_ts") or container.get("thread_ts") or "",
        trigger=body.get("trigger_id", ""),
        url=body.get("response_url") or next(iter(one.get("response_url", "") for one in body.get("response_urls") or []), ""),
        view=view.get("id", "") if view.get("type") == "modal" else "",
        home=view.get("type") == "home",
        alone=bool(container.get("is_ephemeral")),
    )


def of_event(body: Body) -> Call:
    """An event."""
    event = body["event"]
    user = event.get("user")
    return Call(team=body.get("team_id") or body.get("enterprise_id") or "", user=user if isinstance(user, str) else "")


def _team(body: Body) -> str:
    team = body.get("team") or body.get("enterprise") or {}
    return str(team.get("id") or (body.get("user") or {}).get("team_id") or "")


def _shared(channel: str) -> str:
    """The channel, where others are in it; a conversation with the bot alone is nobody's place."""
    return "" if channel.startswith("D") else channel
