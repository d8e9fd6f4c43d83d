"""The head of a picture, and the legend of its statuses and of what is drawn hollow."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from matplotlib.patches import Rectangle

from bot.chart.sheet import MARGIN, SMALL, TITLE, Sheet, width_of, wrapped
from bot.chart.styles import STYLES
from bot.chart.words import Look
from bot.model import Status

LINE = 20.0  # pixels a line of a legend or a title
SWATCH = 16.0
Sign = Callable[[Sheet, float, float, Status], None]


def head(look: Look, title: str) -> list[str]:
    """The lines of a title."""
    return wrapped(title, look.width - 2 * MARGIN, TITLE, 3, bold=True)


def titled(sheet: Sheet, lines: list[str]) -> float:
    """Writes the title; where it ends."""
    for number, line in enumerate(lines):
        sheet.text(MARGIN, MARGIN + 8 + number * LINE, line, TITLE, bold=True)
    return MARGIN + len(lines) * LINE + 4


def rows(look: Look, statuses: Iterable[Status]) -> list[list[Status]]:
    """The statuses that a picture has, the firmest first, in rows that fit."""
    there = set(statuses)
    found: list[list[Status]] = [[]]
    for status in (one for one in STYLES if one in there):
        if found[-1] and sum(map(_room, [*found[-1], status])) > look.width - 2 * MARGIN:
            found.append([])
        found[-1].append(status)
    return found if found[0] else []


def _room(status: Status) -> float:
    return SWATCH + 6 + width_of(STYLES[status].word, SMALL) + 16


def legend(sheet: Sheet, y: float, lines: list[list[Status]], sign: Sign) -> float:
    """Draws the legend; where it ends."""
    for row in lines:
        x = MARGIN
        for status in row:
            sign(sheet, x, y + LINE / 2, status)
            sheet.text(x + SWATCH + 6, y + LINE / 2, STYLES[status].word, SMALL)
            x += _room(status)
        y += LINE
    return y + 4


def hollow(look: Look, undone: Iterable[str]) -> list[str]:
    """What hollow marks stand for, in lines that fit; none where no mark is hollow."""
    told = ", ".join(sorted(set(filter(None, undone))))
    return wrapped(f"hollow: {told}", look.width - 2 * MARGIN - SWATCH - 6, SMALL, 2) if told else []


def noted(sheet: Sheet, y: float, lines: list[str]) -> float:
    """Writes what hollow marks stand for under the legend; where it ends."""
    for number, line in enumerate(lines):
        sheet.text(MARGIN + SWATCH + 6, y - 4 + (number + 0.5) * LINE, line, SMALL)
    if lines:
        sheet.ring(MARGIN + SWATCH / 2, y - 4 + LINE / 2)
    return y + len(lines) * LINE


def swatch(sheet: Sheet, x: float, y: float, status: Status) -> None:
    """A small box in a status's hatch."""
    sheet.inked(Rectangle((x, y - 6), SWATCH, 12), status)


def shape(sheet: Sheet, x: float, y: float, status: Status) -> None:
    """A status's shape."""
    sheet.mark(x + SWATCH / 2, y, status)
