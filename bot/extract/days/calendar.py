"""Calendar arithmetic: weeks, months, quarters and years as first and last day."""

from __future__ import annotations

from datetime import date, timedelta

from bot.model import Days

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: i + 1 for i, name in enumerate(_MONTHS)}
WEEKDAYS = {name: i for i, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}
_EARLY, _LATE = 10, 20


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def day_of(year: int, month: int, day: int) -> date | None:
    """A date; None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(word: str) -> int:
    """The number of a month's name or abbreviation."""
    return next(n for name, n in MONTHS.items() if name.startswith(word.lower().rstrip(".")[:3]))


def month_days(year: int, month: int) -> Days:
    """A month's first and last day."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return Days(date(year, month, 1), following - timedelta(1))


def months_from(day: date, shift: int) -> Days:
    """The month that lies so many months from a day's."""
    at = day.year * 12 + day.month - 1 + shift
    return month_days(at // 12, at % 12 + 1)


def back(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years before another."""
    if unit in {"day", "week"}:
        return day - timedelta(count * (7 if unit == "week" else 1))
    at = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    month = month_days(at // 12, at % 12 + 1)
    return month.start + timedelta(min(day.day, month.end.day) - 1)


def week_of(day: date, shift: int = 0) -> Days:
    """The Monday and the Sunday around a day, so many weeks on."""
    monday = day - timedelta(day.weekday()) + timedelta(7 * shift)
    return Days(monday, monday + timedelta(6))


def weekend_of(day: date, shift: int = 0) -> Days:
    """The Saturday and Sunday of a day's week, so many weeks on."""
    end = week_of(day, shift).end
    return Days(end - timedelta(1), end)


def year_days(year: int) -> Days:
    """A year's first and last day."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def quarter_days(year: int, quarter: int) -> Days:
    """A quarter's first and last day."""
    return Days(date(year, quarter * 3 - 2, 1), month_days(year, quarter * 3).end)


def part_of(days: Days, part: str) -> Days:
    """The early, middle or late part of a month or year."""
    if days.start.month == days.end.month:
        cuts = {"early": (1, _EARLY), "mid": (_EARLY, _LATE), "late": (_LATE + 1, days.end.day)}
        low, high = cuts.get(part, (1, days.end.day))
        return Days(days.start.replace(day=low), days.start.replace(day=high))
    year = days.start.year
    spans = {"early": (1, 3), "mid": (6, 7), "late": (10, 12)}
    low, high = spans.get(part, (1, 12))
    return Days(date(year, low, 1), month_days(year, high).end)


def fiscal(year: int) -> Days:
    """An American fiscal year: October to September."""
    return Days(date(year - 1, 10, 1), date(year, 9, 30))


def season_days(year: int, season: str) -> Days:
    """A season of the north."""
    low = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season]
    return Days(date(year, low, 1), months_from(date(year, low, 1), 2).end)
