"""Days told in words, resolved against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model import Days

_MONTHS = {
    name: i + 1 for i, name in enumerate("january february march april may june july august september october november december".split())
}
_MONTHS |= {k[:3]: v for k, v in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name: i for i, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FUTURE = re.compile(
    r"\b(?:will|would|to|next|set to|scheduled|planned|plans|coming|begin|upcoming|expected|until|through)\b[^.;]{0,60}$", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:said|told|announced|reported|was|were|had|killed|fired|launched|\w+ed)\b[^.;]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A date expression at a range of offsets, and the days it stands for."""

    start: int
    end: int
    days: Days | None


@dataclass(frozen=True, slots=True)
class Now:
    """What a date is told against: the day of publication, and the words before the expression."""

    day: date
    before: str


def days(text: str, today: date) -> Iterator[Told]:
    """The date expressions of a sentence, offsets within it."""
    taken: list[tuple[int, int]] = []
    for pattern, resolve in _RULES:
        for found in pattern.finditer(text):
            if any(a < found.end() and found.start() < b for a, b in taken):
                continue
            taken.append((found.start(), found.end()))
            yield Told(found.start(), found.end(), resolve(found, Now(today, text[: found.start()])))


def _one(day: date) -> Days:
    return Days(day, day)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_of(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")[:3]]


def _month_days(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Days(date(year, month, 1), following - timedelta(1))


def _year_near(now: Now, month: int, day: int) -> int:
    """The year of a month told without one: the past, unless the words look forward or the day is close ahead."""
    this = _day_of(now.day.year, month, min(day, 28)) or now.day
    ahead = (this - now.day).days
    if _FUTURE.search(now.before) and -200 < ahead:
        return now.day.year if ahead >= -5 else now.day.year + (1 if ahead < -31 else 0)
    return now.day.year - 1 if ahead > 20 else now.day.year


def _month_day(found: re.Match[str], now: Now) -> Days | None:
    month, first = _month_of(found["month"]), int(found["day"])
    year = int(found["year"]) if found["year"] else _year_near(now, month, first)
    start = _day_of(year, month, first)
    last = found.groupdict().get("day2")
    end = _day_of(year, _month_of(found["month2"]) if found.groupdict().get("month2") else month, int(last)) if last else start
    return Days(start, max(start, end)) if start and end else None


def _month_only(found: re.Match[str], now: Now) -> Days:
    month = _month_of(found["month"])
    year = int(found["year"]) if found["year"] else _year_near(now, month, 1)
    if (found.groupdict().get("last") or "").lower() == "last" and not found["year"]:
        year = now.day.year if month < now.day.month else now.day.year - 1
    return _month_days(year, month)


def _weekday(found: re.Match[str], now: Now) -> Days:
    return _one(_weekday_day(found["weekday"], found.groupdict().get("which") or "", now))


def _weekday_day(word: str, which: str, now: Now) -> date:
    back = (now.day.weekday() - _WEEKDAYS[word.lower()]) % 7
    if which.lower() == "next":
        return now.day + timedelta((7 - back) % 7 or 7)
    if which.lower() == "last" and back == 0:
        return now.day - timedelta(7)
    if _forward(now, back):
        return now.day + timedelta((7 - back) % 7)
    return now.day - timedelta(back)


def _forward(now: Now, back: int) -> bool:
    """Whether a bare weekday lies ahead. Said-on-Friday lies back, whatever was planned."""
    tail = now.before[-70:]
    return back != 0 and _FUTURE.search(tail) is not None and _PAST.search(tail[-30:]) is None


def _relative(shift: int, length: int = 1) -> Callable[[re.Match[str], Now], Days]:
    return lambda _found, now: Days(now.day + timedelta(shift), now.day + timedelta(shift + length - 1))


def _week(shift: int) -> Callable[[re.Match[str], Now], Days]:
    def resolve(_found: re.Match[str], now: Now) -> Days:
        monday = now.day - timedelta(now.day.weekday()) + timedelta(7 * shift)
        return Days(monday, monday + timedelta(6))

    return resolve


def _months(shift: int) -> Callable[[re.Match[str], Now], Days]:
    def resolve(_found: re.Match[str], now: Now) -> Days:
        at = now.day.year * 12 + now.day.month - 1 + shift
        return _month_days(at // 12, at % 12 + 1)

    return resolve


def _years(shift: int) -> Callable[[re.Match[str], Now], Days]:
    return lambda _found, now: Days(date(now.day.year + shift, 1, 1), date(now.day.year + shift, 12, 31))


def _year(found: re.Match[str], _now: Now) -> Days:
    year = int(found["year"])
    return Days(date(year, 1, 1), date(year, 12, 31))


def _since(found: re.Match[str], now: Now) -> Days | None:
    inner = next((t.days for t in days(found["what"], now.day)), None)
    return Days(inner.start, now.day) if inner and inner.start <= now.day else inner


def _none(_found: re.Match[str], _now: Now) -> None:
    return None


def _rule(
    pattern: str, resolve: Callable[[re.Match[str], Now], Days | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str], Now], Days | None]]:
    return re.compile(pattern, re.IGNORECASE), resolve


_MONTH2 = _MONTH.replace("?P<month>", "?P<month2>")
# The longer expression stands before the shorter that it holds.
_RULES = (
    _rule(rf"\bsince (?:last )?(?P<what>(?:{_WEEKDAY}|{_MONTH}(?:\s\d{{1,2}})?(?:,?\s\d{{4}})?|\d{{4}}))\b", _since),
    _rule(
        rf"\b{_MONTH}\s{_DAY}\s?(?:-|to|and|through)\s?(?:{_MONTH2}\s)?(?P<day2>\d{{1,2}})\b(?!\s*(?:people|per))(?:,?\s{_YEAR})?",
        _month_day,
    ),
    _rule(rf"\b{_DAY}(?:\s?(?:-|to|and)\s?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?(?:\sof)?\s{_MONTH}\b(?:,?\s{_YEAR})?", _month_day),
    _rule(rf"\b{_MONTH}\s{_DAY}\b(?!,\d|\s*(?:percent|people))(?:,?\s{_YEAR})?", _month_day),
    _rule(rf"\b(?:(?P<last>last|in|since|early|late|mid-?|this|next|of|by)\s){_MONTH}(?:,?\s{_YEAR})?\b", _month_only),
    _rule(rf"\b{_MONTH},?\s{_YEAR}\b", _month_only),
    _rule(rf"\b(?:(?P<which>last|next|this|on)\s)?{_WEEKDAY}\b", _weekday),
    _rule(r"\bovernight\b", _relative(-1, 2)),
    _rule(r"\bday before yesterday\b", _relative(-2)),
    _rule(r"\byesterday\b", _relative(-1)),
    _rule(r"\b(?:today|tonight|this (?:morning|afternoon|evening)|earlier in the day)\b", _relative(0)),
    _rule(r"\btomorrow\b", _relative(1)),
    _rule(r"\blast week\b", _week(-1)),
    _rule(r"\bthis week\b", _week(0)),
    _rule(r"\bnext week\b", _week(1)),
    _rule(r"\blast month\b", _months(-1)),
    _rule(r"\bthis month\b", _months(0)),
    _rule(r"\bnext month\b", _months(1)),
    _rule(r"\blast year\b", _years(-1)),
    _rule(r"\bthis year\b", _years(0)),
    _rule(r"\bnext year\b", _years(1)),
    _rule(rf"(?<![\w$.,-])(?:(?:in|of|by|during|since|from)\s)?{_YEAR}(?![\w,.]?\d|\s(?:people|troops|soldiers|miles|km))", _year),
    _rule(r"\b(?:in )?recent (?:days|weeks|months|years)\b", _none),
)
