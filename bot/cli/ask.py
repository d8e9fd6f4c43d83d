"""ask: the same questions as in the chats, answered in the terminal or as JSON."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.cli.desk import answers_of, desk_of
from bot.cli.logs import set_up
from bot.cli.parts import store_of, web_of
from bot.errors import BadInput
from bot.model import Alert
from bot.store import Store
from config.settings import Settings
from handlers.commands import Asked, Button, Command, Line, Reply
from handlers.commands.nearest import nearest, stray
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Kind, error
from handlers.console import print_alert
from handlers.wording import address, moment, plain

ALERT = TypeAdapter(Alert)
BARE = "now"
LEAST = 20  # columns of a line of text
NAMED = re.compile(r"(?<!\S)([a-z]+)\s*[:=]\s+|(?<!\S)([a-z]+)[:=](?=\S)")


def ask(settings: Settings, words: str, picture: Path | None, *, as_json: bool) -> bool:
    """Asks the settings' store and prints the answer; whether it was one."""
    set_up("warning", as_json=False, secrets=settings.secrets)
    with closing(store_of(settings)) as store:
        reply = asyncio.run(_answered(settings, store, words, draws=picture is not None))
    if picture:
        _save(reply, picture)
    if as_json:
        json.dump(row_of(reply), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        show(Console(), reply)
    return reply.ok


async def _answered(settings: Settings, store: Store, words: str, *, draws: bool) -> Reply:
    """What reads text, draws pictures or visits feeds is loaded only where that is asked for: it needs seconds."""
    now = datetime.now(UTC)
    try:
        return await _asking(settings, store, words, now, draws=draws)
    except BadInput as fault:
        return error(str(fault))


async def _asking(settings: Settings, store: Store, words: str, now: datetime, *, draws: bool) -> Reply:
    if not draws and words.split(maxsplit=1)[:1] not in (["extract"], ["feeds"]):
        quick = desk_of(store, kept=settings.why_kept)
        return spoken(await quick.answer(asked_of(words, quick.commands), now), quick.commands)
    from bot.extract import load

    async with web_of(settings) as web:
        desk = answers_of(settings, store, web, load)
        return spoken(await desk.answer(asked_of(words, desk.commands), now), desk.commands)


def asked_of(words: str, commands: Sequence[Command]) -> Asked:
    """A command with its options, as `timeline actor: North Korea days: 30`; any other words are a search."""
    if words.split(maxsplit=1)[:1] == ["extract"]:
        return _asked("extract", "", {"text": words.split(maxsplit=1)[1] if " " in words.strip() else ""})
    for head, command in _heads(commands):
        if words.strip() == head or words.strip().startswith(f"{head} "):
            return _asked(command.noun, command.verb, options_of(words.strip()[len(head) :].strip(), command))
    search = next(command for command in commands if (command.noun, command.verb) == ("claims", "search"))
    try:
        return _asked("claims", "search", options_of(words.strip(), search))
    except BadInput as fault:
        begun = words.split(maxsplit=1)[0]
        near = nearest(begun, {command.noun for command in commands} - {search.noun})
        if not near:
            raise
        raise BadInput(f"{fault} Or did you mean `{words.strip().replace(begun, near, 1)}`?") from None


def _heads(commands: Sequence[Command]) -> Iterator[tuple[str, Command]]:
    """What a question may begin with: `claims show`, `timeline`, and `show` for short."""
    verbs = {command.noun for command in commands if command.verb}
    yield from ((f"{one.noun} {BARE}", one) for one in commands if not one.verb and one.noun in verbs)  # as Discord writes it: mute now
    for command in sorted(commands, key=lambda one: -len(one.verb)):
        yield f"{command.noun} {command.verb}".strip(), command
    yield from ((command.verb, command) for command in commands if command.noun == "claims")


def _asked(noun: str, verb: str, options: Mapping[str, str]) -> Asked:
    return Asked(noun, verb, options, person=OPERATOR, may_write=True)


def options_of(said: str, command: Command) -> dict[str, str]:
    """Options by name; words before the first name are the required option's, or the first one's. BadInput for a name that is none."""
    names = {option.name for option in command.options} | {"skip", "list"}
    marks = [found for found in NAMED.finditer(said) if (found[1] or found[2]) in names]
    first = next((option.name for option in command.options if option.required), command.options[0].name if command.options else "")
    ends = [*(found.start() for found in marks[1:]), len(said)]
    told = {found[1] or found[2]: said[found.end() : end].strip() for found, end in zip(marks, ends, strict=False)}
    free = said[: marks[0].start()].strip() if marks else said
    asked = ({first: free} if free and first else {}) | told
    closed = {option.name for option in command.options if option.kind is not Kind.TEXT}
    if wrong := next((why for name, value in asked.items() if name in closed or value == free if (why := stray(value, command))), ""):
        raise BadInput(wrong)
    return asked


def words_of(asked: Asked) -> str:
    """A question as it is typed."""
    options = " ".join(f"{name}: {value}" for name, value in asked.options.items())
    return f"{asked.noun} {asked.verb}".strip() + (f" {options}" if options else "")


def spoken(reply: Reply, commands: Sequence[Command]) -> Reply:
    """The answer with commands as the terminal has them: /sources is `ask sources`."""
    heads = {head for command in commands for head in (f"{command.noun} {command.verb}".strip(), command.noun)}
    mark = re.compile(rf"(`?)(?<![\w<.:/])/({'|'.join(map(re.escape, sorted(heads, key=len, reverse=True)))})\b")

    def said(text: str) -> str:
        return mark.sub(lambda found: f"`ask {found[2]}" + ("" if found[1] else "`"), text)

    return replace(
        reply,
        title=said(reply.title),
        lines=tuple(replace(line, text=line.text if line.quote else said(line.text)) for line in reply.lines),
    )


def show(console: Console, reply: Reply) -> None:
    """Prints an answer."""
    if not reply.alert or reply.title.split(" · ")[:2] != reply.alert.headline.split(" · ")[:2]:  # else the card says it
        for text in Text(plain(reply.title), style="bold" if reply.ok else "bold red").wrap(console, max(console.width, LEAST)):
            text.rstrip()
            console.print(text, soft_wrap=True, highlight=False)
    if reply.alert:
        print_alert(console, reply.alert)
    for line in reply.lines:
        for text in _laid(line, console):
            console.print(text, soft_wrap=True, highlight=False)
    for button in reply.buttons:
        again = shlex.quote(plain(words_of(button.asks)))  # never wrapped by us, so that it can be copied whole
        console.print(Text(f"{plain(button.label)}: python -m bot ask {again}", style="dim"), soft_wrap=True, highlight=False)


def _laid(line: Line, console: Console) -> Iterator[Text]:
    """A line, wrapped under itself; a quotation is marked by a bar, and the event's id stands behind."""
    lead, style = ("  ┃ ", "italic") if line.quote else ("", "bold" if line.strong else "")
    text = Text(f"“{plain(line.text)}”" if line.quote and not line.text.startswith(("“", '"')) else plain(line.text), style=style)
    if link := address(line.url):
        text.stylize(Style(underline=True, link=link if console.is_terminal else None))
    for word, at in line.times:
        text.append(f" · {word} {moment(at)}".replace("  ", " "))
    if line.event:
        text.append(f"  [{line.event}]", style="dim")
    for number, part in enumerate(text.wrap(console, max(console.width - len(lead) - 2, LEAST))):
        part.rstrip()
        yield Text.assemble(lead, "" if lead or not number else "  ", part)
    if link and not console.is_terminal:
        yield Text(f"  {link}")


def row_of(reply: Reply) -> dict[str, Any]:
    """An answer as plain data; its picture is left out."""
    return {
        "ok": reply.ok,
        "title": reply.title,
        "lines": [_line(line) for line in reply.lines],
        "buttons": [_button(button) for button in reply.buttons],
        "alert": ALERT.dump_python(reply.alert, mode="json") if reply.alert else None,
    }


def _line(line: Line) -> dict[str, object]:
    times = [[word, at.isoformat()] for word, at in line.times]
    told = {"text": line.text, "url": line.url, "quote": line.quote, "strong": line.strong, "event": line.event, "times": times}
    return {name: value for name, value in told.items() if value}


def _button(button: Button) -> dict[str, str]:
    return {"label": button.label, "asks": words_of(button.asks)}


def _save(reply: Reply, path: Path) -> None:
    if reply.picture is None:
        raise BadInput(f"--picture {path}: this answer has none; timeline, supply and trend have")
    try:
        path.write_bytes(reply.picture.png)
    except OSError as fault:
        raise BadInput(f"--picture {path}: {fault.strerror or fault}") from None
