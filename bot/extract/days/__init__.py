"""Days told in words, resolved against the day of publication and the day told last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.extract.days.outlook import Now, Resolve
from bot.extract.days.rules import RULES
from bot.model import Days

SENTENCES = 256  # of which it is remembered: a story is read twice, and its opening once more
_SINCE = re.compile(r"\bsince\s(?:at least\s|around\s|about\s|late\s|early\s)?$", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:began|begins?|beginning|start(?:ed|s|ing)?|from|between|opened)\s(?:on\s)?$", re.IGNORECASE)
_CLOSES = re.compile(
    r"\b(?:through|until|till|to|and|ends?|ending|end(?:ed)? on|"
    r"run(?:ning)? (?:through|until|to)|last(?:ing|s)? until)\s(?:on\s)?(?:the end of\s)?$",
    re.IGNORECASE,
)
# What a day opens that goes on: "since the assault began early on Friday", "since the group took up arms in 1984".
_BEGAN = re.compile(
    r"\bsince\s(?:[\w'’-]+\s){1,9}?(?:began|started|erupted|broke out|took|\w{3,}ed)\s(?:[\w'’-]+\s){0,6}?(?:(?:early|late|in|on|back)\s)*$"
    r"|\b(?:which|that)\s(?:began|started|erupted|broke out)\s(?:(?:early|late|in|on|back)\s)*$"
)
REACH = 160  # characters before a day that say what it opens
_GOES_ON = re.compile(r",?\s(?:has|have)\s")
# As in "the first strike since May 7, when ...": a day long gone, not what has lasted since.
_RANKED = re.compile(
    r"\b(?:first|second|third|last|only|\w{3,}iest|(?:bigg|larg|high|strong|long|lat|great)est|worst|most)\b[^.;]{0,90}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """A date expression at a range of offsets, and the days it stands for."""

    start: int
    end: int
    days: Days | None


def days(text: str, today: date, last: Days | None = None) -> Iterator[Told]:
    """The date expressions of a sentence in order, offsets within it; `last`: the days told before it."""
    found = sorted(_found(text), key=lambda pair: pair[0].start())
    opened: Told | None = None
    for match, resolve in found:
        told = _lasting(text, match, _safe(resolve, match, Now(today, text[: match.start()], text[match.end() :], last)), today)
        last = told or last
        this = Told(match.start(), match.end(), told)
        yield this
        yield from _since(text, match, told, today)
        yield from _range(text, opened, this)
        opened = this


def _lasting(text: str, match: re.Match[str], told: Days | None, today: date) -> Days | None:
    """The days up to today, where the words say that what began then has gone on."""
    before = text[max(0, match.start() - REACH) : match.start()]
    began = _BEGAN.search(before) if told and told.start <= today else None
    if told is None or began is None:
        return told
    return Days(told.start, max(told.end, today)) if began.group().startswith("since") or _GOES_ON.match(text[match.end() :]) else told


def _since(text: str, match: re.Match[str], told: Days | None, today: date) -> Iterator[Told]:
    """As in "Since Monday": a second reading beside the day itself, from then to today."""
    opened = _SINCE.search(text[: match.start()]) or re.match(r"since\s", match.group(), re.IGNORECASE)
    if opened and told and told.start <= today and not _RANKED.search(text[max(0, match.start() - REACH) : match.start()]):
        start = opened.start() if opened.re is _SINCE else match.start()
        yield Told(start, match.end(), Days(told.start, max(told.end, today)))


def _range(text: str, opened: Told | None, closed: Told) -> Iterator[Told]:
    """As in "Began Oct. 31 … continue through Nov. 4": the days between, beside the two."""
    if opened is None or opened.days is None or closed.days is None or closed.days.end <= opened.days.start:
        return
    if _OPENS.search(text[: opened.start]) and _CLOSES.search(text[opened.end : closed.start]):
        yield Told(opened.start, closed.end, Days(opened.days.start, closed.days.end))


def _safe(resolve: Resolve, match: re.Match[str], now: Now) -> Days | None:
    """A calendar that runs over its edge tells nothing."""
    try:
        return resolve(match, now)
    except (ValueError, OverflowError):
        return None


@lru_cache(SENTENCES)
def _found(text: str) -> tuple[tuple[re.Match[str], Resolve], ...]:
    found: list[tuple[re.Match[str], Resolve]] = []
    for pattern, resolve in RULES:
        for match in pattern.finditer(text):
            if not any(a.start() < match.end() and match.start() < a.end() for a, _ in found):
                found.append((match, resolve))
    return tuple(found)
