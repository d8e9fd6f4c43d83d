"""One item of a feed, told alike whichever dialect and parser it came by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from bot.read.text import line, plain

MARK = "http://guid.invalid/"  # put before every GUID on its way through the fast parser
WHOLE = 1200  # characters from which a feed's body counts as the whole article, where nothing says it goes on elsewhere
TITLE = 500
YEARS = range(1995, 2200)  # a date before is a clock that was never set
MORE = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|(?:continue|keep) reading[^\n]{0,200}|read (?:the )?(?:more|full (?:story|article))[^\n]{0,120}|"
    r"the post .{1,300} (?:first )?appeared (?:first )?on .{1,120})\s*$",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"\n*(?:The post .{1,300} (?:first )?appeared (?:first )?on .{1,120}|(?:Continue|Keep) reading[^\n]{0,200}|Read more\W*)\s*$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed tells of one story; `guid` and `link` may be empty, `published` unknown."""

    guid: str
    link: str
    title: str
    text: str
    published: datetime | None
    byline: str = ""
    whole: bool = False


def item_of(entry: Mapping[str, Any], base: str) -> Item | None:
    """The item of a parsed entry (fastfeedparser's and feedparser's have the same names); None where it tells nothing."""
    body, whole = _body(entry)
    title = line(_word(entry, "title"), TITLE)
    if not title and not body:
        return None
    return Item(
        guid=" ".join(_word(entry, "id").removeprefix(MARK).split())[:2000],
        link=_link(_word(entry, "link"), base),
        title=title,
        text=body,
        published=_when(entry),
        byline=line(_word(entry, "author"), 200),
        whole=whole,
    )


def _word(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _body(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The longest text an entry has, and whether it is the whole article."""
    contents = entry.get("content")
    told = [part.get("value") or "" for part in contents if isinstance(part, Mapping)] if isinstance(contents, list) else []
    longest = max([*told, _word(entry, "description"), _word(entry, "summary")], key=len)
    text = plain(longest)
    return CREDIT.sub("", text), len(text) >= WHOLE and not _goes_on(text)


def _goes_on(text: str) -> bool:
    """Whether the end sends the reader elsewhere; the blog's own credit line does not."""
    tail = CREDIT.sub("", text) if "appeared" in text[-500:] else text
    return MORE.search(tail[-400:]) is not None


def _link(told: str, base: str) -> str:
    """The item's address; a GUID that stands in for it must be a whole one."""
    guid = told.removeprefix(MARK).strip()
    return "" if told.startswith(MARK) and not guid.startswith(("http://", "https://")) else link_of(guid, base)


def link_of(told: str, base: str) -> str:
    """An absolute http address, or "" where there is none."""
    try:
        found = urljoin(base, told.strip().replace(" ", "%20").replace("&amp;", "&"))
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme in {"http", "https"} and parts.netloc and len(found) <= 2000 and told.strip() else ""


def _when(entry: Mapping[str, Any]) -> datetime | None:
    return next((found for found in (_time(entry.get(name)) for name in ("published", "updated")) if found), None)


def _time(told: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(told) if isinstance(told, str) else None
        found = found.replace(tzinfo=UTC) if found and found.tzinfo is None else found
        return found.astimezone(UTC) if found and found.year in YEARS else None
    except (ValueError, OverflowError):
        return None
