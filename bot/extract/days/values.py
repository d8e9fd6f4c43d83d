"""What an expression of time stands for, told against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.extract.days.calendar import (
    WEEKDAYS,
    back,
    day_of,
    fiscal,
    month_days,
    month_of,
    months_from,
    one,
    part_of,
    quarter_days,
    season_days,
    week_of,
    year_days,
)
from bot.extract.days.outlook import Now, Resolve
from bot.extract.numbers.amounts import value_of
from bot.model import Days

SPAN = timedelta(days=10)  # as long as "overnight" or "last week": what is longer is no day to count days from
NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _get(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").strip()


def _year_near(now: Now, month: int, day: int) -> int:
    """The year of a day told without one: the last such day, unless the words look forward or it is close ahead."""
    this = day_of(now.day.year, month, min(day, 28)) or now.day
    ahead = (this - now.day).days
    if now.ahead():
        return now.day.year + 1 if ahead < -60 else now.day.year
    return now.day.year - 1 if ahead > 25 else now.day.year


def month_day(match: re.Match[str], now: Now) -> Days | None:
    """A day of a month, or the first and last of two days."""
    month, first = month_of(match["month"]), int(match["day"])
    year = int(match["year"]) if _get(match, "year") else _year_near(now, month, first)
    start = day_of(year, month, first)
    last = _get(match, "day2")
    until = month_of(match["month2"]) if _get(match, "month2") else month
    over = until < month and not _get(match, "year")  # "between Sept. 10 and Feb. 2"
    end = day_of(year + over, until, int(last)) if last else start
    return Days(start, end) if start and end and end >= start else None


def numeric(match: re.Match[str], _now: Now) -> Days | None:
    """An ISO date."""
    day = day_of(int(match["year"]), int(match["mm"]), int(match["dd"]))
    return one(day) if day else None


def month_only(match: re.Match[str], now: Now) -> Days:
    """A month, or its early, middle or late days."""
    month = month_of(match["month"])
    which = _get(match, "which").lower()
    year = int(match["year"]) if _get(match, "year") else _year_of_month(now, month, which)
    part = next((p for p in ("early", "mid", "late") if which.startswith(p)), "")
    whole = month_days(year, month)
    return part_of(whole, part) if part else whole


def _year_of_month(now: Now, month: int, which: str) -> int:
    if which == "last":
        return now.day.year if month < now.day.month else now.day.year - 1
    if which == "next":
        return now.day.year if month > now.day.month else now.day.year + 1
    if re.match(r"\s(?:of\s)?last year", now.after):
        return now.day.year - 1
    if re.match(r"\s(?:of\s)?next year", now.after):
        return now.day.year + 1
    return _year_near(now, month, 1 if month >= now.day.month else 28)


def weekday(match: re.Match[str], now: Now) -> Days:
    """A weekday: the last one, or the next where the words look forward."""
    return one(_weekday_day(match["weekday"], _get(match, "which").lower(), now))


def _weekday_day(word: str, which: str, now: Now) -> date:
    gone = (now.day.weekday() - WEEKDAYS[word.lower()]) % 7
    if re.match(r"\s(?:of\s)?last week|\slast week", now.after):
        return week_of(now.day, -1).start + timedelta(WEEKDAYS[word.lower()])
    if which in {"next", "coming", "this coming"} or re.match(r"\snext week", now.after):
        return now.day + timedelta((7 - gone) % 7 or 7)
    if which in {"last", "previous"} and gone == 0:
        return now.day - timedelta(7)
    if gone and now.ahead() and which != "last":
        return now.day + timedelta(7 - gone)
    return now.day - timedelta(gone)


def weekdays(match: re.Match[str], now: Now) -> Days | None:
    """As in "Tuesday and Wednesday", "Sunday through Wednesday"."""
    end = _weekday_day(match["weekday2"], _get(match, "which").lower(), now)
    start = end - timedelta((WEEKDAYS[match["weekday2"].lower()] - WEEKDAYS[match["weekday"].lower()]) % 7)
    return Days(start, end)


def relative(shift: int, length: int = 1) -> Resolve:
    """So many days from today, so many days long."""
    return lambda _m, now: Days(now.day + timedelta(shift), now.day + timedelta(shift + length - 1))


def this(whole: Callable[[date], Days]) -> Resolve:
    """As in "This week", "this year": so far, where the words look back."""

    def resolve(_m: re.Match[str], now: Now) -> Days:
        days_ = whole(now.day)
        return days_ if now.ahead() else Days(days_.start, min(days_.end, now.day))

    return resolve


def shifted(whole: Callable[[date, int], Days], shift: int) -> Resolve:
    """The week, month or year so many on."""
    return lambda _m, now: whole(now.day, shift)


def years(day: date, shift: int) -> Days:
    """The year so many years on."""
    return year_days(day.year + shift)


def year(match: re.Match[str], _now: Now) -> Days:
    """A year, or its early, middle or late months."""
    whole = year_days(int(match["year"]))
    part = next((p for p in ("early", "mid", "late") if _get(match, "which").lower().startswith(p)), "")
    return part_of(whole, part) if part else whole


def year_range(match: re.Match[str], _now: Now) -> Days | None:
    """From one year to another."""
    first, last = match["year"], match["year2"]
    end = int(first[: 4 - len(last)] + last)
    return Days(date(int(first), 1, 1), date(end, 12, 31)) if end >= int(first) else None


def _count(match: re.Match[str]) -> int:
    word = match["num"].lower()
    return {"a": 1, "an": 1, "several": 3, "few": 3, "a few": 3, "couple of": 2, "a couple of": 2}.get(word) or int(value_of(word) or 1)


def ago(match: re.Match[str], now: Now) -> Days | None:
    """As in "Two days ago": the day; "a month ago", "a year ago": that month; "three years ago": that year."""
    count, unit = _count(match), match["unit"].lower()
    if unit == "day":
        return one(back(now.day, count, "day"))
    if unit == "week":
        return one(back(now.day, count, "week"))
    if unit == "month" or count == 1:
        return months_from(now.day, -count * (12 if unit == "year" else 1))
    return year_days(now.day.year - count)


def past(match: re.Match[str], now: Now) -> Days | None:
    """As in "Over the past two days", "in a week of": up to today."""
    count = _count(match) if _get(match, "num") else 1
    unit = match["unit"].lower()
    if _get(match, "num").lower() in {"several", "few", "a few"}:
        return None
    start = back(now.day, count, unit) + timedelta(1 if unit == "day" else 0)
    return Days(start, now.day)


def from_last(shift_days: int) -> Resolve:
    """As in "The previous day", "a day later": told from the day told last."""

    def resolve(_m: re.Match[str], now: Now) -> Days | None:
        base = _base(now, shift_days)
        return one(base + timedelta(shift_days)) if base else None

    return resolve


def earlier(match: re.Match[str], now: Now) -> Days | None:
    """As in "A month earlier", "two weeks later", told from the day told last."""
    sign = 1 if match["way"].lower() == "later" else -1
    if sign > 0 and now.last is None:  # later than what
        return None
    unit, count = match["unit"].lower(), _count(match)
    if unit in {"day", "week"}:
        day = _base(now, sign)
        return one(day + timedelta(sign * count * (7 if unit == "week" else 1))) if day else None
    base = now.last.start if now.last else now.day
    return months_from(base, sign * count) if unit == "month" else year_days(base.year + sign * count)


def _base(now: Now, sign: int) -> date | None:
    """The day that days and weeks are counted from; behind a whole month or year nobody knows which, before it the day of the story."""
    if now.last is None or now.last.end - now.last.start < SPAN:
        return now.last.start if now.last else now.day
    return now.day if sign < 0 else None


def week_back(_match: re.Match[str], now: Now) -> Days:
    """As in "Last week"; on a Sunday the week that ends is already the last one."""
    return week_of(now.day, 0 if now.day.weekday() == 6 and not now.ahead() else -1)


def this_week(match: re.Match[str], now: Now) -> Days:
    """As in "This week": so far, where the words look back; on a Monday "earlier this week" is the week before."""
    if now.day.weekday() == 0 and match.group().lower().startswith("earlier"):
        return week_of(now.day, -1)
    return this(week_of)(match, now) or week_of(now.day)


def nth_day(match: re.Match[str], now: Now) -> Days:
    """As in "For a third day": from two days before to today."""
    number = NTH.index(match["nth"].lower()) + 1
    return Days(now.day - timedelta(number - 1), now.day)


def straight(match: re.Match[str], now: Now) -> Days:
    """As in "for four straight days": up to today."""
    return Days(now.day - timedelta(_count(match) - 1), now.day)


def hours(match: re.Match[str], now: Now) -> Days:
    """The last hours, as days."""
    return Days(now.day - timedelta(max(1, int(match["hours"]) // 24)), now.day)


def to_end(match: re.Match[str], now: Now) -> Days:
    """As in "Through the end of the month", "through the end of April": from today."""
    month = _get(match, "month")
    end = (month_days(_year_near(now, month_of(month), 28), month_of(month)) if month else months_from(now.day, 0)).end
    return Days(min(now.day, end), end)


def month_from_last(shift: int) -> Resolve:
    """The month so many from the day told last."""
    return lambda _m, now: months_from(now.last.start if now.last else now.day, shift)


def same(_m: re.Match[str], now: Now) -> Days | None:
    """The day told last."""
    return now.last


def quarter(match: re.Match[str], now: Now) -> Days:
    """A quarter of a year."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}[match["nth"].lower()]
    return quarter_days(int(match["year"]) if _get(match, "year") else now.day.year, number)


def first_months(match: re.Match[str], now: Now) -> Days:
    """The first months of a year."""
    count = int(value_of(match["num"]) or 1)
    year = int(match["year"]) if _get(match, "year") else now.day.year
    return Days(date(year, 1, 1), month_days(year, count).end)


def fiscal_year(match: re.Match[str], _now: Now) -> Days:
    """An American fiscal year."""
    digits = match["fy"]
    return fiscal(int(digits) if len(digits) == 4 else 2000 + int(digits))


def season(match: re.Match[str], now: Now) -> Days:
    """A season."""
    which = _get(match, "which").lower()
    year = int(match["year"]) if _get(match, "year") else now.day.year + {"last": -1, "next": 1}.get(which, 0)
    return season_days(year, match["season"].lower())


def overnight(match: re.Match[str], now: Now) -> Days:
    """The night before; "overnight Saturday", "overnight into Sunday" and "from Saturday to Sunday" name it."""
    if _get(match, "weekday"):
        day = _weekday_day(match["weekday"], "", now)
        return (
            Days(day - timedelta(1), day) if _get(match, "into") else Days(day, min(day + timedelta(1), now.day) if day <= now.day else day)
        )
    return Days(now.day - timedelta(1), now.day)


def decade(match: re.Match[str], _now: Now) -> Days:
    """The decade, or its early, middle or late years."""
    first = int(match["decade"])
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(_get(match, "which").lower(), (0, 9))
    return Days(date(first + low, 1, 1), date(first + high, 12, 31))


def none(_match: re.Match[str], _now: Now) -> None:
    """Too vague for a day."""
