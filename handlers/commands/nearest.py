"""The known word most like one that is not known, and words that look like an option which a command has not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.watch.lexer import MEASURES
from bot.watch.vocabulary import likeliest
from handlers.commands.words import Command

QUOTED = re.compile(r'"[^"]*"?')
NAMED = re.compile(r"(?<!\S)([a-z]{2,20})(?:(:(?=\s|$))|[:=](?=\S))")


def nearest(said: str, known: Iterable[str]) -> str:
    """The likeliest of the known, or "" where none is like it."""
    held = {one.lower(): one for one in known}
    found = likeliest(said.lower(), held)
    return held[found] if found else ""


def stray(said: str, command: Command) -> str:
    """Why words are no search: they name an option that the command has not, or nearly one that it has. "" where nothing is wrong."""
    names = [option.name for option in command.options]
    for found in NAMED.finditer(QUOTED.sub(" ", said)):
        name, near = found[1], nearest(found[1], names)
        if name in names or name in MEASURES or not (found[2] or near):
            continue
        meant = f"Did you mean {near}=…?" if near else f"It takes {', '.join(names)}." if names else "It takes nothing."
        return f"{f'{command.noun} {command.verb}'.strip()} has no “{name}”. {meant}"
    return ""
