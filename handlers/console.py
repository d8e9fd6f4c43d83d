"""The console outlet: alerts for a terminal, a log file or a picture. Words carry the meaning, colour only helps."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.alert import tally
from bot.model import Alert, AlertKind, Delivery, Handle, SourceLink
from handlers.wording import address, days, digest_lines, jump, linked, moment, places, plain, shortened, tag

LINKS = 8  # as many as a screen bears; the others are counted
QUOTE = 2000  # characters; no sentence is longer, a page without full stops is
BAR = "┃ "
NAMES = 9  # columns of a fact's name
COLOURS = {
    AlertKind.NEW: "cyan",
    AlertKind.UPDATE: "yellow",
    AlertKind.DENIAL: "red",
    AlertKind.CORRECTION: "magenta",
    AlertKind.DIGEST: "blue",
    AlertKind.SHOWN: "blue",
    AlertKind.NOTE: "blue",
}


class ConsoleOutlet:
    """Prints each alert once; what was printed cannot be looked up again."""

    platform = "console"

    def __init__(self, console: Console) -> None:
        self._console = console

    async def send(self, delivery: Delivery, parent: Handle | None) -> Handle:  # noqa: ARG002  # a terminal has no message to edit
        """Prints the alert."""
        print_alert(self._console, delivery.alert)
        return Handle(message=delivery.id)

    async def find(self, delivery: Delivery) -> Handle | None:  # noqa: ARG002  # nothing printed can be found again
        """None: a terminal does not remember."""
        return None


def print_alert(console: Console, alert: Alert) -> None:
    """Prints an alert as a card."""
    console.print()
    bar = Text.assemble((BAR, COLOURS[alert.kind]))  # the bar alone is coloured: words must be read on any ground
    for line in _lines(alert, console):
        line.rstrip()
        console.print(bar + line, soft_wrap=True, highlight=False)


def _lines(alert: Alert, console: Console) -> Iterator[Text]:
    """What is told, already as wide as the console."""
    width = max(console.width - len(BAR), 10)
    for text in (_headline(alert), Text(tag(alert), style=COLOURS[alert.kind])):
        yield from text.wrap(console, width)
    if alert.kind.of_lines:
        yield from _digest(alert, width, console)
        return
    yield from _fact("changed", plain(alert.change), width, console, "bold")
    if alert.quote:
        yield from Text(_quoted(shortened(plain(alert.quote), QUOTE)), style="italic").wrap(console, width)
    for name, value in _facts(alert):
        yield from _fact(name, value, width, console)
    for link in linked(alert)[:LINKS]:
        yield from _link_lines(link, width, console)


def _digest(alert: Alert, width: int, console: Console) -> Iterator[Text]:
    yield from _fact("note", plain(alert.note), width, console)
    for part, link in digest_lines(alert):
        yield from Text(f"• {plain(part)}").wrap(console, width)
        if link:
            yield _address(link, console)


def _fact(name: str, value: str, width: int, console: Console, style: str = "") -> Iterator[Text]:
    """A named value; what does not fit stands under the value, not under its name."""
    if not value:
        return
    for number, line in enumerate(Text(value, style=style).wrap(console, width - NAMES)):
        yield Text.assemble((("" if number else name).ljust(NAMES), "dim"), line)


def _quoted(sentence: str) -> str:
    return sentence if sentence.startswith(("“", '"')) else f"“{sentence}”"


def _headline(alert: Alert) -> Text:
    line = Text(plain(alert.headline), style="bold")
    word = plain(alert.status_word)
    if word and line.plain.startswith(word):
        line.stylize(Style(reverse=True), 0, len(word))
    return line


def _facts(alert: Alert) -> Iterator[tuple[str, str]]:
    if alert.quote_outlet:
        yield "quoted", f"{plain(alert.quote_outlet)}, {moment(alert.published)}"
    if alert.when:
        yield "when", days(alert.when)
    yield "where", places(alert.where)
    yield "told by", tally(alert)
    yield "note", plain(alert.note)
    for part in alert.parts:
        yield ("·" if alert.kind.of_lines else "earlier"), plain(part)
    for line in alert.desk:
        yield "desk", plain(line)
    if len(linked(alert)) > LINKS:
        yield "links", f"the first {LINKS} of {len(linked(alert))}"


def _link_lines(link: SourceLink, width: int, console: Console) -> Iterator[Text]:
    """The outlet and its address; the address is never wrapped by us, so that it stays one word to click or copy."""
    name = Text(plain(link.outlet) + (f" ({plain(link.note)})" if link.note else ""), style="dim")
    shown = _address(link, console)
    if len(name) + 2 + len(shown) <= width:
        yield Text.assemble(name, "  ", shown)
        return
    yield from name.wrap(console, width)
    yield shown


def _address(link: SourceLink, console: Console) -> Text:
    shown = Text(address(link.url) or jump(link), style="underline")
    if console.is_terminal:
        shown.stylize(Style(link=jump(link)))
    return shown
