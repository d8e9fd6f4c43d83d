"""The words every outlet shares: text without control characters, counts, days and kinds in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote, urlsplit, urlunsplit

from bot.model import Alert, AlertKind, ClaimType, Days, SourceLink, kind_word, word_of

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)|\x1b.?", re.DOTALL)
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they can make a line read as another one
_HIDDEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\uffff\ud800-\udfff{_BIDI}]+")
_SPACES = re.compile(r"\s+")
_SAFE = "!$&+,-./:;=?@_~%"  # what stays as it is in an address: nothing that ends a link in any markup
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9._-]+")

LONGEST_ADDRESS = 2_000  # characters: no browser or chat promises to follow more

KIND_WORDS = {kind: kind.value.upper() if kind is not AlertKind.SHOWN else "" for kind in AlertKind}
TYPE_WORDS = {kind: word_of(kind) for kind in ClaimType}


def plain(text: str) -> str:
    """One line of text that no terminal or chat acts on: no escapes, control, direction or surrogate characters."""
    return _SPACES.sub(" ", _HIDDEN.sub(" ", _ESCAPES.sub(" ", text))).strip()


def shortened(text: str, limit: int) -> str:
    """The text in at most `limit` code points, cut at a word where one ends near, with an ellipsis."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    head = text[: limit - 1]
    word = head.rfind(" ")
    return (head[:word] if word > limit * 0.8 else head).rstrip() + "…"


def address(url: str) -> str:
    """The http address with whatever could end or hide a link percent-encoded; "" where it is none or has a user name in it."""
    try:
        parts = urlsplit(_HIDDEN.sub("", url).strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return ""
    return urlunsplit((parts.scheme, host + port, _encoded(parts.path), _encoded(parts.query), _encoded(parts.fragment)))


def _encoded(text: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=_SAFE)


def jump(link: SourceLink, limit: int = 512) -> str:
    """The address that leads to the sentence, or to the story where that one is too long or unsound; "" where neither can be shown."""
    found = address(link.jump or link.url)
    if found and len(found) <= limit:
        return found
    whole = address(link.url)
    return whole if len(whole) <= LONGEST_ADDRESS else ""


def linked(alert: Alert) -> tuple[SourceLink, ...]:
    """The links that lead somewhere."""
    return tuple(link for link in alert.links if jump(link))


def day(when: date) -> str:
    """A day as people write it: 6 Nov 2022."""
    return f"{when.day} {when:%b %Y}"


def days(when: Days) -> str:
    """One day, or a span with what both ends share written once: 4–6 Nov 2022."""
    start, end = when.start, when.end
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{start.day} {start:%b} – {day(end)}" if start.year == end.year else f"{day(start)} – {day(end)}"


def moment(when: datetime) -> str:
    """A time in UTC: 6 Nov 2022 14:05 UTC."""
    return f"{day(when.date())} {when:%H:%M} UTC"


def first_message(alert: Alert) -> Alert | None:
    """What an alert makes of its event's first message; None where that one stays as it is (a denial has words of its own)."""
    if now := alert.standing:
        return replace(alert, headline=now.headline, quote=now.quote, quote_outlet=now.quote_outlet, published=now.published)
    return None if alert.kind in {AlertKind.DENIAL, AlertKind.NOTE} else alert


def digest_lines(alert: Alert) -> tuple[tuple[str, SourceLink | None], ...]:
    """A digest's lines, each with the link to its event; the summary before the events has none."""
    left = list(linked(alert))
    told: list[tuple[str, SourceLink | None]] = []
    for part in reversed(alert.parts):  # the events come last, and their links in the same order
        mine = left.pop() if left and left[-1].outlet in part else None
        told.append((part, mine))
    return tuple(reversed(told))


SHORT_ID = 8  # characters of an event's id that stand under an alert: every command takes such a beginning


def tag(alert: Alert) -> str:
    """UPDATE · missile launch · high · grade B2 · event 1a2b3c4d; the type only where the headline does not tell of it.

    What is shown to who asked for it has no first word.
    """
    if alert.kind.of_lines:
        return "the gravest first" if alert.headline.startswith(KIND_WORDS[AlertKind.DIGEST]) else KIND_WORDS[alert.kind]
    said = bool(alert.what) and alert.what in alert.headline
    told = (
        KIND_WORDS[alert.kind],
        "" if said else kind_word(alert.type, alert.reversal),
        plain(alert.severity),
        f"grade {plain(alert.grade)}" if alert.grade else "",
        f"event {plain(alert.event)[:SHORT_ID]}" if plain(alert.event) else "",
    )
    return " · ".join(word for word in told if word)


def places(names: Sequence[str]) -> str:
    """Place names with commas."""
    return ", ".join(name for name in map(plain, names) if name)
