"""Bars of events a day, week or month, stacked by status."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil

from matplotlib.patches import Rectangle

from bot.chart.legend import head, legend, rows, swatch, titled
from bot.chart.sheet import MARGIN, SMALL, Plan, Sheet, width_of
from bot.chart.styles import STYLES
from bot.chart.words import Bar, Look, Step, Trend

PLOT = 190.0  # pixels of the highest bar
FOOT = 26.0
LEFT = 30.0
LABEL = {Step.DAY: "{:%-d %b}", Step.WEEK: "{:%-d %b}", Step.MONTH: "{:%b %Y}"}
GAP = 10.0  # between two labels


def plan(chart: Trend, look: Look) -> Plan | None:
    """How a trend is drawn; None where nothing happened."""
    if not any(bar.total for bar in chart.bars):
        return None
    title, key = head(look, chart.title), rows(look, (status for bar in chart.bars for status, count in bar.counts if count))

    def paint(sheet: Sheet) -> None:
        _plot(sheet, chart, legend(sheet, titled(sheet, title), key, swatch) + 12)

    return Plan(MARGIN + len(title) * 20 + 4 + len(key) * 20 + 18 + PLOT + FOOT, words(chart), paint)


def _plot(sheet: Sheet, chart: Trend, top: float) -> None:
    most = max(bar.total for bar in chart.bars)
    every = _tick(most)
    high = ceil(most / every) * every
    for value in range(0, high + 1, every):
        y = top + PLOT * (1 - value / high)
        sheet.box(MARGIN + LEFT, y, sheet.width - 2 * MARGIN - LEFT, 1)
        sheet.text(MARGIN + LEFT - 6, y, str(value), SMALL, colour=sheet.paper.faint, align="right")
    room = (sheet.width - 2 * MARGIN - LEFT) / len(chart.bars)
    for number, bar in enumerate(chart.bars):
        _bar(sheet, bar, MARGIN + LEFT + number * room, room, top, PLOT / high)
    _days(sheet, chart, room, top + PLOT + 13)


def _bar(sheet: Sheet, bar: Bar, x: float, room: float, top: float, unit: float) -> None:
    counts, y = dict(bar.counts), top + PLOT
    for status in STYLES:
        height = counts.get(status, 0) * unit
        if height:
            y -= height
            sheet.inked(Rectangle((x + room * 0.12, y), room * 0.76, height), status)
    if bar.total and room >= width_of(str(bar.total), SMALL) + 4:
        sheet.text(x + room / 2, y - 8, str(bar.total), SMALL, align="center")


def _tick(most: int) -> int:
    """The step of the axis: at most six lines."""
    steps: Iterator[int] = (step * int(10**power) for power in range(7) for step in (1, 2, 5))
    return next(step for step in steps if most / step <= 5)


def _days(sheet: Sheet, chart: Trend, room: float, y: float) -> None:
    """Every bar's day, or every second's, third's …, so that they fit."""
    told = [LABEL[chart.step].format(bar.start) for bar in chart.bars]
    every = ceil((max(width_of(one, SMALL) for one in told) + GAP) / room)
    for number in range(0, len(told), every):
        width = width_of(told[number], SMALL)
        middle = MARGIN + LEFT + (number + 0.5) * room
        middle = min(max(middle, MARGIN + width / 2), sheet.width - MARGIN - width / 2)
        sheet.text(middle, y, told[number], SMALL, colour=sheet.paper.faint, align="center")


def words(chart: Trend) -> str:
    """The trend for who cannot see it."""
    return ". ".join(_told(chart)) + "."


def _told(chart: Trend) -> Iterator[str]:
    yield f"Bar chart, {chart.title}: {_sum(chart.bars)} in {len(chart.bars)} {chart.step.value}s from {_day(chart.bars[0].start)}"
    most = max(chart.bars, key=lambda bar: bar.total)
    yield f"Most in the {chart.step.value} of {_day(most.start)}: {most.total}"
    for status, style in STYLES.items():
        if count := sum(dict(bar.counts).get(status, 0) for bar in chart.bars):
            yield f"{count} {style.word}"


def _sum(bars: tuple[Bar, ...]) -> str:
    total = sum(bar.total for bar in bars)
    return f"{total} event{'' if total == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
