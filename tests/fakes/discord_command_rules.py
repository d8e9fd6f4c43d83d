"""Discord's rules of commands as they are registered."""

from __future__ import annotations

import re
from typing import Any

NAME = re.compile(r"[-_\w]{1,32}")


def commands_refusal(commands: list[dict[str, Any]]) -> str:
    """Why Discord would not register these commands."""
    known = [(one.get("type", 1), one["name"]) for one in commands]
    if len(known) != len(set(known)):
        return "two commands of one name"
    if sum(kind == 1 for kind, _ in known) > 100 or sum(kind == 3 for kind, _ in known) > 15:
        return "too many commands"
    return next((f"/{one['name']}: {why}" for one in commands if one.get("type", 1) == 1 and (why := _command(one))), "")


def _command(command: dict[str, Any]) -> str:
    options = command.get("options") or []
    return _named(command) or _optioned(options) or next((why for one in options if (why := _command(one))), "")


def _named(command: dict[str, Any]) -> str:
    if not NAME.fullmatch(command["name"]) or command["name"] != command["name"].lower():
        return "a name is 1 to 32 small letters"
    if not 0 < len(command["description"]) <= 100:
        return "a description is 1 to 100 characters"
    return f"{_size(command)} characters in all" if _size(command) > 8000 else ""


def _optioned(options: list[dict[str, Any]]) -> str:
    if len(options) > 25 or len({one["name"] for one in options}) != len(options):
        return "at most 25 options, each of a name of its own"
    if len({one["type"] in {1, 2} for one in options}) > 1:
        return "options beside sub-commands"
    told = [bool(one.get("required")) for one in options]
    if told != sorted(told, reverse=True):
        return "an option that must be told after one that need not"
    if any(one.get("choices") and one.get("autocomplete") for one in options) or any(len(one.get("choices") or []) > 25 for one in options):
        return "choices: at most 25, and not with completion"
    return ""


def _size(command: dict[str, Any]) -> int:
    own = len(command["name"]) + len(command.get("description", ""))
    choices = sum(len(one["name"]) + len(str(one["value"])) for one in command.get("choices") or [])
    return own + choices + sum(map(_size, command.get("options") or []))
