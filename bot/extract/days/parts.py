"""Parts of months and years, and dates in figures that only one reading fits."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.extract.days.calendar import day_of, month_days, one, part_of, year_days
from bot.extract.days.outlook import Now
from bot.extract.days.values import month_only
from bot.model import Days

WEEK = timedelta(days=6)


def in_month(match: re.Match[str], now: Now) -> Days:
    """As in "the first week of November", "the last days of October"."""
    whole = month_only(match, now)
    first = match["part"].lower() in {"first", "opening"}
    if match["span"].lower() == "days":
        return part_of(whole, "early" if first else "late")
    return Days(whole.start, whole.start + WEEK) if first else Days(whole.end - WEEK, whole.end)


def half(match: re.Match[str], now: Now) -> Days:
    """As in "the second half of 2027", "the first half of next year"."""
    shift = {"next": 1, "last": -1}.get((match["which"] or "").lower(), 0)
    whole = year_days(int(match["year"]) if match["year"] else now.day.year + shift)
    if match["part"].lower() == "first":
        return Days(whole.start, month_days(whole.start.year, 6).end)
    return Days(date(whole.start.year, 7, 1), whole.end)


def in_figures(match: re.Match[str], _now: Now) -> Days | None:
    """As in "27/11/2026" or "11/27/2026"; where either reading fits, none."""
    low, high = int(match["low"]), int(match["high"])
    if (low > 12) is (high > 12):
        return None
    day = day_of(int(match["year"]), min(low, high), max(low, high))
    return one(day) if day else None
