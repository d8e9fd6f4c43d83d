"""Our commands as Discord registers them, and registering them only where they differ from what Discord holds."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import Any

import discord

from handlers.commands import Command, Kind, Option, Reply

BARE = "now"  # the sub-command of a noun's command without a verb, where the noun has others
EXTRACT = "Extract claims"  # in the menu of a message
MANAGE = discord.Permissions(manage_guild=True).value
CHAT, MESSAGE = 1, 3  # kinds of commands
SUB, TEXT, CHANNEL, ROLE, NUMBER = 1, 3, 7, 8, 10  # kinds of options
CHOICES = 25
GUILD, EVERYWHERE = [0], [0, 1, 2]  # where it is offered: servers, or also conversations
BY_SERVER, BY_ANYBODY = [0], [0, 1]  # who may install it
POSTABLE = [0, 5, 15]  # text, announcement and forum channels
_TYPES: Mapping[Kind, int] = MappingProxyType({Kind.CHANNEL: CHANNEL, Kind.ROLE: ROLE, Kind.NUMBER: NUMBER})
_TYPED = frozenset({Kind.TEXT, Kind.NUMBER, Kind.CHANNEL, Kind.ROLE})  # nothing to complete
# What a registered command is compared by: the rest Discord adds.
_COMPARED = ("type", "name", "description", "options", "default_member_permissions", "contexts", "integration_types")
_OPTION = ("type", "name", "description", "required", "choices", "options", "channel_types", "autocomplete")


def payload(commands: Iterable[Command]) -> list[dict[str, Any]]:
    """What is registered: a root a noun, and the menu of a message where texts can be read."""
    sorted_ = sorted(commands, key=lambda command: command.noun)
    roots = [_root(noun, list(group)) for noun, group in groupby(sorted_, key=lambda command: command.noun)]
    menu = [_placed({"type": MESSAGE, "name": EXTRACT}, writes=False)] if any(root["name"] == "extract" for root in roots) else []
    return [*roots, *menu]


def named(commands: Iterable[Command]) -> Mapping[tuple[str, str], Command]:
    """Each command by root and sub-command, as it is registered."""
    held = list(commands)
    mixed = {command.noun for command in held if command.verb}
    return {(command.noun, _sub(command) if command.noun in mixed else ""): command for command in held}


def spoken(reply: Reply, commands: Iterable[Command]) -> Reply:
    """The answer with commands as they are registered: /mute is /mute now."""
    held = list(commands)
    for noun in sorted({one.noun for one in held if not one.verb} & {one.noun for one in held if one.verb}):
        verbs = "|".join([BARE, *(re.escape(one.verb) for one in held if one.noun == noun and one.verb)])
        bare = re.compile(rf"(?<![\w/<.:])/{re.escape(noun)}\b(?! (?:{verbs})\b)")
        lines = tuple(line if line.quote else replace(line, text=bare.sub(f"/{noun} {BARE}", line.text)) for line in reply.lines)
        reply = replace(reply, title=bare.sub(f"/{noun} {BARE}", reply.title), lines=lines)
    return reply


def _sub(command: Command) -> str:
    return command.verb or BARE


def _root(noun: str, group: Sequence[Command]) -> dict[str, Any]:
    writes = any(command.writes for command in group)
    if len(group) == 1 and not group[0].verb:
        root = {"type": CHAT, "name": noun, "description": group[0].help[:100], "options": _options(group[0])}
    else:
        subs = [{"type": SUB, "name": _sub(one), "description": one.help[:100], "options": _options(one)} for one in group]
        verbs = ", ".join(_sub(one) for one in group)
        root = {"type": CHAT, "name": noun, "description": f"{noun.capitalize()}: {verbs}"[:100], "options": subs}
    return _placed(root, writes=writes)


def _placed(root: dict[str, Any], *, writes: bool) -> dict[str, Any]:
    """Where it is offered, and to whom: what changes something needs a server, and who may manage it."""
    where = {"contexts": GUILD, "integration_types": BY_SERVER} if writes else {"contexts": EVERYWHERE, "integration_types": BY_ANYBODY}
    return {**root, **where, "default_member_permissions": MANAGE if writes else None}


def _options(command: Command) -> list[dict[str, Any]]:
    """Its options, those that must be told first; of a command with a form none must: the form asks for them."""
    told = sorted(command.options, key=lambda option: not option.required)
    return [_option(option, required=option.required and not command.form) for option in told]


def _option(option: Option, *, required: bool) -> dict[str, Any]:
    held = {
        "type": _TYPES.get(option.kind, TEXT),
        "name": option.name,
        "description": option.help[:100] or option.name,
        "required": required,
    }
    if option.kind is Kind.CHANNEL:
        return held | {"channel_types": POSTABLE}
    if option.kind is Kind.CHOICE and len(option.choices) <= CHOICES:
        return held | {"choices": [{"name": one.label[:100], "value": one.value[:100]} for one in option.menu]}
    return held if option.kind in _TYPED else held | {"autocomplete": True}


def digest(commands: Iterable[Mapping[str, Any]]) -> str:
    """What a set of registered commands comes to, whatever Discord has added to it."""
    told = sorted((_kept(command, _COMPARED) for command in commands), key=lambda one: (one["type"], one["name"]))
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _kept(held: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The fields that say something: left out, empty, false and null are the same."""
    kept = {name: held[name] for name in names if held.get(name)}
    for name in ("options", "choices"):
        if name in kept:
            kept[name] = [_kept(one, _OPTION if name == "options" else ("name", "value")) for one in kept[name]]
    for name in ("contexts", "integration_types", "channel_types"):
        if name in kept:
            kept[name] = sorted(kept[name])
    if who := kept.get("default_member_permissions"):
        kept["default_member_permissions"] = str(who)  # a number when sent, a string when told
    return {**kept, "type": held.get("type", CHAT)}


async def sync(client: discord.Client, commands: Iterable[Command]) -> bool:
    """Registers the commands where Discord holds others; whether it did. Looking costs nothing of the 200 a day."""
    ours, app = payload(commands), client.application_id
    if app is None:
        return False
    theirs = await client.http.get_global_commands(app)
    if digest(ours) == digest(theirs):
        return False
    await client.http.bulk_upsert_global_commands(app, ours)
    return True
