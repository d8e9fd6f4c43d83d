"""A form that was refused, opened again as it was filled in: what no id holds stands in the message that refuses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import discord

from handlers.commands import Asked
from handlers.discord_app.card import BUDGET
from handlers.discord_app.ids import Does, custom_id
from handlers.discord_app.markdown import weight

FENCE = "```"
ROOM = BUDGET - 1_500  # of a message's text: the rest is the refusal's
_KEPT = re.compile(rf"\*\*([^*\n]+)\*\*\n{FENCE}\n(.*)\n{FENCE}", re.DOTALL)


def remembered(asks: Asked) -> tuple[str, list[str]]:
    """The id of what opens the form filled in so, and the texts beside it of what finds no room there, the longest."""
    left, texts, room = dict(asks.options), [], ROOM
    while not (known := custom_id(Does.FORM, Asked(asks.noun, asks.verb, left))):
        name = max(left, key=lambda one: len(left[one]))
        text = f"**{name.replace('_', ' ').capitalize()}**\n{FENCE}\n{left.pop(name)}\n{FENCE}"
        if text.count(FENCE) == 2 and weight(text) <= room:
            texts.append(text)
            room -= weight(text)
    return known, texts


def kept(message: discord.Message | None) -> Mapping[str, str]:
    """What such texts of a message hold."""
    found = (_KEPT.fullmatch(text) for text in _texts(message.components if message else ()))
    return {held[1].lower().replace(" ", "_"): held[2] for held in found if held}


def _texts(parts: Iterable[Any]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, discord.TextDisplay):
            yield part.content
        yield from _texts(getattr(part, "children", ()))
