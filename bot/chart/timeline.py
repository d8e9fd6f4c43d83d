"""Events along time: a strip with every one at its day, and the latest in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.chart.legend import head, hollow, legend, noted, rows, shape, titled
from bot.chart.sheet import BODY, MARGIN, SMALL, Plan, Sheet, blend, width_of, wrapped
from bot.chart.styles import STYLES, ink
from bot.chart.words import Look, Mark, Timeline

STRIP, LANE = 26.0, 13.0  # the axis with its labels, and each lane of marks above it
LANES = 6  # more marks of one day lie upon each other
ROW = 18.0
SHOWN = 12  # events in words; a wide picture has two columns
WIDE = 800
YEARLESS = 300  # days; over a longer span days are told with their year
DAY = 66.0  # the column of days


def plan(chart: Timeline, look: Look) -> Plan | None:
    """How a timeline is drawn; None where there is nothing on it."""
    if not chart.marks:
        return None
    marks = sorted(chart.marks, key=lambda mark: (mark.day, mark.label))
    columns = 2 if look.width >= WIDE else 1
    room = (look.width - MARGIN * (columns + 1)) / columns
    told = _columns([_lines(mark, room) for mark in reversed(marks[-SHOWN * columns :])], columns)
    title, key = head(look, chart.title), rows(look, (mark.status for mark in marks))
    note = hollow(look, (mark.undone for mark in marks))
    lanes = _lanes(marks, look.width - 2 * MARGIN)
    deep = LANE * (max(lane for lane, _ in lanes) + 1)
    foot = 22.0 if len(marks) > SHOWN * columns else 0.0
    listed = max(sum(map(_height, column)) for column in told)
    form = "%-d %b" if _span(marks)[1] < YEARLESS else "%-d %b %y"

    def paint(sheet: Sheet) -> None:
        y = noted(sheet, legend(sheet, titled(sheet, title), key, shape), note) + 6
        _strip(sheet, marks, lanes, y + deep)
        y += deep + STRIP + 8
        for number, column in enumerate(told):
            _list(sheet, column, MARGIN + number * (room + MARGIN), y, form)
        if foot:
            sheet.text(MARGIN, y + listed + 10, f"and {len(marks) - SHOWN * columns} earlier", SMALL, colour=sheet.paper.faint)

    height = MARGIN + len(title) * 20 + 4 + (len(key) + len(note)) * 20 + 10 + deep + STRIP + 8 + listed + foot + MARGIN / 2
    return Plan(height, words(chart.title, marks), paint)


Told = tuple[Mark, list[str]]


def _lines(mark: Mark, room: float) -> Told:
    flag = f" [{mark.flag}]" if mark.flag else ""
    return mark, wrapped(mark.label + flag, room - DAY - 22, BODY, 2)


def _height(told: Told) -> float:
    return len(told[1]) * ROW + 7


def _columns(told: Sequence[Told], columns: int) -> list[list[Told]]:
    half = -(-len(told) // columns)
    return [list(told[place : place + half]) for place in range(0, len(told), half)]


def _span(marks: Sequence[Mark]) -> tuple[date, int]:
    first, last = marks[0].day, max(mark.until or mark.day for mark in marks)
    return first, max((last - first).days, 1)


def _lanes(marks: Sequence[Mark], room: float) -> list[tuple[int, float]]:
    """The lane and the place along the strip of each mark, so that neighbours do not hide each other."""
    first, days = _span(marks)
    free: list[float] = []
    found: list[tuple[int, float]] = []
    for mark in marks:
        x = (mark.day - first).days / days * (room - LANE) + LANE / 2
        lane = next((number for number, end in enumerate(free) if end <= x), min(len(free), LANES - 1))
        free[lane : lane + 1] = [x + LANE]
        found.append((lane, x))
    return found


def _strip(sheet: Sheet, marks: Sequence[Mark], lanes: Sequence[tuple[int, float]], y: float) -> None:
    first, days = _span(marks)
    room = sheet.width - 2 * MARGIN - LANE
    sheet.box(MARGIN, y, sheet.width - 2 * MARGIN, 1.5, sheet.paper.faint)
    for mark, (lane, x) in zip(marks, lanes, strict=True):
        middle = y - LANE / 2 - lane * LANE - 1
        if mark.until and mark.until > mark.day:
            long = (mark.until - mark.day).days / days * room
            sheet.box(MARGIN + x, middle - 2, long, 4, blend(ink(mark.status, sheet.paper), sheet.paper.ground, 0.55))
        sheet.mark(MARGIN + x, middle, mark.status, hollow=bool(mark.undone))
    free = -1.0
    for day in _ticks(first, days):
        told = f"{day:%-d %b}" if days < YEARLESS else f"{day:%b %Y}"
        width = width_of(told, SMALL)
        x = MARGIN + LANE / 2 + (day - first).days / days * room
        place = min(max(x, MARGIN + width / 2), sheet.width - MARGIN - width / 2)
        if place - width / 2 >= free:
            sheet.box(x, y, 1, 5, sheet.paper.faint)
            sheet.text(place, y + 15, told, SMALL, colour=sheet.paper.faint, align="center")
            free = place + width / 2 + 12


def _ticks(first: date, days: int) -> list[date]:
    return list(dict.fromkeys(first + timedelta(days=round(days * part / 4)) for part in range(5)))


def _list(sheet: Sheet, column: Sequence[Told], x: float, y: float, form: str) -> None:
    for mark, lines in column:
        sheet.text(x, y + ROW / 2, f"{mark.day:{form}}", SMALL, colour=sheet.paper.faint)
        sheet.mark(x + DAY, y + ROW / 2, mark.status, hollow=bool(mark.undone))
        for number, line in enumerate(lines):
            sheet.text(x + DAY + 14, y + ROW / 2 + number * ROW, line)
        y += len(lines) * ROW + 7


def words(title: str, marks: Sequence[Mark]) -> str:
    """The timeline for who cannot see it: each of the latest events in words."""
    return " ".join(_told(title, marks))


def _told(title: str, marks: Sequence[Mark]) -> Iterator[str]:
    yield f"Timeline, {title}: {len(marks)} event{'' if len(marks) == 1 else 's'}, {marks[0].day:%-d %B %Y} to {marks[-1].day:%-d %B %Y}."
    for mark in reversed(marks[-SHOWN:]):
        flag = f", {mark.flag}" if mark.flag else ""
        yield f"{mark.day:%-d %B}: {mark.label} ({STYLES[mark.status].word}{flag})."
