"""When: cadences of digests, quiet hours and caps, in words. The time is always an argument; days and hours are a zone's own.

A clock time that a change of summer time leaves out falls on the moment after the gap; one that comes twice counts the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import BadInput

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
AT_ONCE = "at once"
EVERY = frozenset(range(7))
CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
QUIET = re.compile(r"(?:(?P<days>[A-Za-z,\s]+?)\s+)?(?P<start>\d?\d:\d\d)\s*[-–]\s*(?P<end>\d?\d:\d\d)(?:\s+(?P<zone>\S+))?")
CADENCE = re.compile(
    r"(?P<every>daily|weekdays|weekly)(?:\s+(?P<days>[A-Za-z]{3,9}(?:\s*,\s*[A-Za-z]{3,9})*))?"
    r"\s+(?P<times>\d?\d:\d\d(?:\s*,\s*\d?\d:\d\d)*)(?:\s+(?P<zone>\S+))?",
    re.IGNORECASE,
)
CAP = re.compile(r"(?P<count>\d+)\s*(?:per|/|in|an?)\s*(?P<number>\d*)\s*(?P<unit>min|minutes?|h|hours?|d|days?)", re.IGNORECASE)
UNITS = {"m": 1, "h": 60, "d": 1440}
LENGTHS = {"day": 1440, "hour": 60, "minute": 1}  # in minutes; the longest that fits is told


@dataclass(frozen=True, slots=True)
class Cadence:
    """Days of the week and clock times in a zone; no days: at once."""

    days: frozenset[int]
    times: tuple[time, ...]
    zone: str

    def last(self, now: datetime) -> datetime | None:
        """The latest moment it fell due, up to now."""
        return max((at for at in self._near(now) if at <= now), default=None)

    def next(self, now: datetime, hours: Quiet | None = None) -> datetime | None:
        """The first moment it comes after now: what falls due in quiet hours comes at their end."""
        at = min((at for at in self._near(now) if at > now), default=None)
        return (hours.until(at) if hours and at else None) or at

    def _near(self, now: datetime) -> Iterator[datetime]:
        today = now.astimezone(ZoneInfo(self.zone)).date()
        for days in range(-8, 9):
            day = today + timedelta(days=days)
            if day.weekday() in self.days:
                yield from (_moment(day, at, self.zone) for at in self.times)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing disturbs; `days` are those on which they begin."""

    start: time
    end: time
    zone: str
    days: frozenset[int] = EVERY

    def until(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold now end; None outside them."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        spans = (self._span(today - timedelta(days=back)) for back in (0, 1))
        return next((end for start, end in filter(None, spans) if start <= now < end), None)

    def _span(self, day: date) -> tuple[datetime, datetime] | None:
        if day.weekday() not in self.days:
            return None
        last = day if self.end > self.start else day + timedelta(days=1)
        return _moment(day, self.start, self.zone), _moment(last, self.end, self.zone)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many messages in so long."""

    count: int
    span: timedelta


def _moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@cache
def cadence(text: str) -> Cadence | None:
    """A cadence from its words; None: at once. BadInput shows how it is written."""
    words = " ".join(text.split())
    if words.lower() in {"", AT_ONCE}:
        return None
    if words.lower() == "hourly":
        return Cadence(EVERY, tuple(time(hour) for hour in range(24)), "UTC")
    told = CADENCE.fullmatch(words)
    if told is None or (told["every"].lower() == "weekly") != bool(told["days"]):
        raise BadInput(
            f"`{text}`: write `at once`, `hourly`, `daily 08:00 Asia/Seoul`, `weekdays 08:00 UTC` or `weekly Mon, Thu 07:30 UTC`"
        )
    days = {"daily": EVERY, "weekdays": frozenset(range(5))}.get(told["every"].lower()) or _days(told["days"])
    times = tuple(sorted({_clock(part) for part in told["times"].split(",")}))
    return Cadence(days, times, _zone(told["zone"]))


def cadence_words(found: Cadence | None) -> str:
    """The canonical words of a cadence."""
    if found is None:
        return AT_ONCE
    if len(found.times) == 24 and found.days == EVERY:
        return "hourly"
    every = {EVERY: "daily", frozenset(range(5)): "weekdays"}.get(found.days) or f"weekly {_day_words(found.days)}"
    return f"{every} {', '.join(f'{at:%H:%M}' for at in found.times)} {found.zone}"


@cache
def quiet(text: str) -> Quiet | None:
    """Quiet hours from their words; None where there are none."""
    words = " ".join(text.split())
    if words.lower() in {"", "none", "off"}:
        return None
    told = QUIET.fullmatch(words)
    if told is None:
        raise BadInput(f"`{text}`: write quiet hours as `22:00-07:00 Asia/Seoul` or `Sat, Sun 00:00-24:00 UTC`")
    days = _days(told["days"]) if told["days"] else EVERY
    return Quiet(_clock(told["start"]), _clock(told["end"]), _zone(told["zone"]), days)


def quiet_words(found: Quiet | None) -> str:
    """The canonical words of quiet hours."""
    if found is None:
        return ""
    days = "" if found.days == EVERY else f"{_day_words(found.days)} "
    return f"{days}{found.start:%H:%M}-{found.end:%H:%M} {found.zone}"


@cache
def cap(text: str) -> Cap:
    """A cap from its words."""
    told = CAP.fullmatch(" ".join(text.split()))
    span = UNITS[told["unit"][0].lower()] * int(told["number"] or 1) if told else 0
    if told is None or not span or not int(told["count"]):
        raise BadInput(f"`{text}`: write a cap as `10 an hour` or `3 in 10 minutes`")
    return Cap(int(told["count"]), timedelta(minutes=span))


def cap_words(found: Cap) -> str:
    """The canonical words of a cap: "10 an hour", "3 in 10 minutes"."""
    minutes = int(found.span.total_seconds() // 60)
    unit, size = next((unit, size) for unit, size in LENGTHS.items() if minutes % size == 0)
    return f"{found.count} in {minutes // size} {unit}s" if minutes > size else f"{found.count} {'an' if unit == 'hour' else 'a'} {unit}"


def lasting(span: timedelta) -> str:
    """How long, in the two largest units: "40 min", "2 h 05 min", "3 d 4 h"."""
    minutes = int(span.total_seconds() // 60)
    if minutes >= LENGTHS["day"]:
        return f"{minutes // LENGTHS['day']} d {minutes % LENGTHS['day'] // 60} h"
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= LENGTHS["hour"] else f"{minutes} min"


def _clock(text: str) -> time:
    told = CLOCK.fullmatch(text.strip())
    hour, minute = (int(told[1]), int(told[2])) if told else (99, 0)
    if hour > 24 or (hour == 24 and minute):
        raise BadInput(f"`{text.strip()}`: a time of day is written 00:00 to 24:00")
    return time(hour % 24, minute)


def _days(text: str) -> frozenset[int]:
    names = [name.strip()[:3].title() for name in re.split(r"[,\s]+", text.strip()) if name]
    if wrong := next((name for name in names if name not in DAYS), ""):
        raise BadInput(f"`{wrong}`: days are {', '.join(DAYS)}")
    return frozenset(DAYS.index(name) for name in names)


def _day_words(days: frozenset[int]) -> str:
    return ", ".join(DAYS[day] for day in sorted(days))


def _zone(text: str | None) -> str:
    if not text or text.upper() in {"UTC", "Z", "GMT"}:
        return "UTC"
    zones = {name.casefold(): name for name in available_timezones()}
    if found := zones.get(text.casefold()):
        return found
    near = get_close_matches(text.casefold(), zones, 1) or [name for name in zones if name.endswith(f"/{text.casefold()}")]
    meant = f"; did you mean `{zones[near[0]]}`?" if near else "; write one as Asia/Seoul"
    raise BadInput(f"`{text}`: no known time zone{meant}")
