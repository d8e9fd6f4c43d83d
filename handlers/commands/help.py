"""help: what can be asked, a line a command, and how a query is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from handlers.commands.asking import button
from handlers.commands.given import skip_of
from handlers.commands.nearest import nearest
from handlers.commands.words import Asked, Choice, Command, Kind, Line, Option, Reply, error

LANGUAGE = (
    ("strike on UA with drone", "a kind of event, whom it hits, what with"),
    ("from KP, IR to RU", "commas mean any of them; words side by side must all hold"),
    ('missile launch by KP or threat saying "nuclear"', "`or`, and words that the sentence must hold"),
    ("in Kharkiv not background", "a place, and what is left out"),
    ("killed >= 10 parties >= 2 grade <= B2", "at least ten killed, two parties say so, graded B2 or better"),
    ("severity >= high", "low, medium, high or severe"),
)
OFFERED = 25  # completions
EACH = 20  # commands on a page: as many as the narrower chat shows whole
MANAGES, RUNS = " (who manages this place)", " (who runs this bot)"
FURTHER = "`/help about: claims search` tells the options of a command; `/help about: language` how a query is said."


class Help:
    """Tells what the commands are."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("help", "", "What you can ask, and how to say what you want", (Option("about", "A command, or `language`", Kind.COMMAND),)),
    )

    def __init__(self, commands: Sequence[Command]) -> None:
        self._commands = commands

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:  # noqa: ARG002  # every part takes its time
        """The list, one command's options, or the language."""
        if asked.noun not in {"help", ""}:
            return None
        about = asked.options.get("about", "").strip().lower().removeprefix("/")
        if not about:
            return self._page(asked)
        if about in {"language", "query", "watch language"}:
            return Reply("How to say what you want", tuple(_language()))
        return self._one(about)

    def choices(self, typed: str) -> list[Choice]:
        """What help can be asked about, as far as it holds what was typed."""
        wanted = typed.strip().lower().removeprefix("/")
        told = [("language", "how to say what you want"), *((_said(one).removeprefix("/"), one.help) for one in self._commands if one.help)]
        found = sorted((one for one in told if wanted in one[0]), key=lambda one: not one[0].startswith(wanted))
        return [Choice(f"{name} · {about}"[:100], name) for name, about in found[:OFFERED]]

    def _page(self, asked: Asked) -> Reply:
        told = [one for one in self._commands if one.help]
        skip = skip_of(asked)
        lines = tuple(Line(f"{_said(one)}: {one.help}{_who(one)}") for one in told[skip : skip + EACH])
        buttons = (button("More", asked, "help", "", {"skip": str(skip + EACH)}),) if len(told) > skip + EACH else ()
        asks = (button("How to say what you want", asked, "help", "", {"about": "language"}),)
        return Reply("What you can ask", (*lines, Line(FURTHER)), (*buttons, *asks))

    def _one(self, about: str) -> Reply:
        known = {_said(one).removeprefix("/"): one for one in self._commands}
        found = [one for said, one in known.items() if about in {said, said.split()[0]}] or _begun(about, known)
        if not found:
            near = nearest(about, known)
            return error(f"there is no command `{about}`{f'; did you mean `{near}`?' if near else ':'} /help lists them")
        return Reply(f"/{about}", tuple(line for one in found for line in _options(one)))


def _begun(about: str, known: Mapping[str, Command]) -> list[Command]:
    """The one command that more words stand behind, as an option's name, where they are no slip of another one's."""
    return [] if nearest(about, known) else [one for said, one in known.items() if about.startswith(f"{said} ")]


def _said(one: Command) -> str:
    return f"/{one.noun} {one.verb}".rstrip()


def _who(one: Command) -> str:
    return RUNS if one.runs else MANAGES if one.writes else ""


def _options(one: Command) -> Iterator[Line]:
    yield Line(f"{_said(one)}: {one.help}", strong=True)
    for option in one.options:
        choices = f": {', '.join(option.choices)}" if option.kind is Kind.CHOICE else ""
        yield Line(f"{option.name}{'' if option.required else ' (may be left out)'}: {option.help}{choices}")


def _language() -> Iterator[Line]:
    for said, means in LANGUAGE:
        yield Line(f"{said}  ·  {means}")
    yield Line("Names are as newspapers write them; two capitals are a state. What is not understood is said, with the nearest known word.")
