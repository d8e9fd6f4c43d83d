"""Forms: a command's options as a modal, and what was filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import discord
from discord.ui import ChannelSelect, Item, Label, Modal, RoleSelect, Select, TextInput

from handlers.commands import Asked, Choice, Command, Kind, Option
from handlers.discord_app.ids import Does, custom_id
from handlers.wording import plain, shortened

FIELDS = 5  # of a modal
TITLE, LABEL, ABOUT, TYPED, CHOICES = 45, 45, 100, 4_000, 25
OPEN = 900.0  # seconds the library remembers a modal, though we do not need it to
POSTABLE = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]
PREFIX = "discord:"
BY_NAME = "Its id or its name, as /watch list shows them"
OFFERED = frozenset({Kind.PRESET, Kind.WATCH})  # what a form offers as a menu: few, and hard to type
NONE: Mapping[str, Sequence[Choice]] = MappingProxyType({})


def form(command: Command, given: Mapping[str, str], offered: Mapping[str, Sequence[Choice]] = NONE) -> Modal:
    """The form of a command, filled in with what is given; what finds no field goes along in its id.

    An option with choices `offered` is a menu, any other that people type is a line.
    """
    fields = fields_of(command, given)
    names = {field.name for field in fields}
    kept = Asked(command.noun, command.verb, {name: value for name, value in given.items() if name not in names})
    bare = Asked(command.noun, command.verb)
    title = command.title or shortened(plain(re.split("[:;]", command.help)[0]), TITLE) or command.noun
    modal = Modal(title=title, timeout=OPEN, custom_id=custom_id(Does.ASK, kept) or custom_id(Does.ASK, bare))
    for field in fields:
        modal.add_item(_label(field, given.get(field.name, ""), offered.get(field.name, ())))
    return modal


def fields_of(command: Command, given: Mapping[str, str]) -> Sequence[Option]:
    """At most five options: those that must be told, then those given (the longest, which no id holds) and the channel, then the rest."""

    def rank(one: Option) -> tuple[bool, bool, int]:
        return not one.required, one.name not in given and one.kind is not Kind.CHANNEL, -len(given.get(one.name, ""))

    ranked = sorted(command.options, key=rank)[:FIELDS]
    return [option for option in command.options if option in ranked]


def lacks(command: Command, given: Mapping[str, str]) -> bool:
    """Something that must be told is not, or nothing is told of what is best filled in."""
    return (command.form and not given) or any(option.required and not given.get(option.name) for option in command.options)


def filled(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What was filled in, by option; a channel as its Destination.id. What was left empty is not there."""
    told: dict[str, str] = {}
    for held in _held(components):
        value = str(held["value"]) if held.get("value") else ",".join(map(str, held.get("values") or ()))
        mark = PREFIX if held.get("type") == discord.ComponentType.channel_select.value else ""
        if value.strip():
            told[str(held["custom_id"])] = mark + value.strip()
    return told


def _held(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for part in components:
        yield from _held(part.get("components") or ())
        inner = part.get("component")
        yield from _held([inner]) if inner else ()
        if "custom_id" in part:
            yield part


def _label(option: Option, value: str, offered: Sequence[Choice]) -> Label[Any]:
    return Label(
        text=shortened(option.name.replace("_", " ").capitalize(), LABEL),
        description=shortened(plain(option.help), ABOUT) or None,
        component=_field(option, value, offered),
    )


def _field(option: Option, value: str, offered: Sequence[Choice]) -> Item[Any]:
    known, least = option.name, int(option.required)
    if option.kind is Kind.CHANNEL:
        there = value.removeprefix(PREFIX)
        channels = [discord.SelectDefaultValue(id=int(there), type=discord.SelectDefaultValueType.channel)] if there.isdecimal() else []
        return ChannelSelect(custom_id=known, channel_types=POSTABLE, required=option.required, min_values=least, default_values=channels)
    if option.kind is Kind.ROLE:
        roles = [discord.SelectDefaultValue(id=int(value), type=discord.SelectDefaultValueType.role)] if value.isdecimal() else []
        return RoleSelect(custom_id=known, required=option.required, min_values=least, default_values=roles)
    many = option.kind is Kind.WATCH and len(offered) >= CHOICES  # a menu would be silent of those that find no room in it
    choices = option.menu if option.kind is Kind.CHOICE else () if many else offered
    if menu := _menu(choices, value):
        return Select(custom_id=known, options=menu, required=option.required, min_values=least)
    style = discord.TextStyle.paragraph if option.long else discord.TextStyle.short
    hint, shown = (BY_NAME if many else None), value[:TYPED] or None
    return TextInput(custom_id=known, style=style, required=option.required, default=shown, max_length=TYPED, placeholder=hint)


def _menu(choices: Sequence[Choice], value: str) -> list[discord.SelectOption]:
    sound = {one.value: shortened(plain(one.label), 100) or "…" for one in choices if 0 < len(one.value) <= 100}
    told = [(label, held) for held, label in sound.items()][:CHOICES]
    return [discord.SelectOption(label=label, value=held, default=held == value) for label, held in told]
