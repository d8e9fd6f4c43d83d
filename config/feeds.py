"""The catalogue of sources, read from TOML: ours in feeds.toml, an operator's in a file of the same form."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.errors import Fix
from bot.model import Feed

OURS = Path(__file__).with_name("feeds.toml")
CONTROL = frozenset({"independent", "public", "state"})
BODY = frozenset({"", "full", "summary", "headline"})
GRADES = frozenset({"", *"ABCDEF"})
LISTS = frozenset({"groups", "fallbacks"})
KNOWN = frozenset({field.name for field in fields(Feed)} | {"body"})


def catalogue(path: Path | None = None) -> tuple[Feed, ...]:
    """Every feed of a catalogue, ours by default; Fix names every fault in one line."""
    place = path or OURS
    rows = _rows(place)
    faults = [f"feed {number}: {fault}" for number, row in enumerate(rows, 1) for fault in _faults(row)]
    faults += [f"{url} stands in it {count} times" for url, count in Counter(row.get("url") for row in rows).items() if url and count > 1]
    if faults:
        raise Fix(f"{place.name}: {'; '.join(faults[:5])}{f'; and {len(faults) - 5} more' if len(faults) > 5 else ''}")
    return tuple(_feed(row) for row in rows)


def chosen(feeds: Sequence[Feed], groups_on: Sequence[str] = (), groups_off: Sequence[str] = ()) -> tuple[Feed, ...]:
    """The feeds with whole groups switched on or off; off wins. Fix where no feed is of a group."""
    known = {group for feed in feeds for group in feed.groups}
    strange = [group for group in (*groups_on, *groups_off) if group not in known]
    if strange:
        raise Fix(f"no feed is of the group {strange[0]!r}; there are: {', '.join(sorted(known))}")
    return tuple(_switched(feed, set(groups_on), set(groups_off)) for feed in feeds)


def _switched(feed: Feed, on: set[str], off: set[str]) -> Feed:
    wanted = (feed.on or not on.isdisjoint(feed.groups)) and off.isdisjoint(feed.groups)
    return feed if wanted == feed.on else replace(feed, on=wanted)


def _rows(place: Path) -> list[dict[str, Any]]:
    try:
        read = tomllib.loads(place.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Fix(f"{place}: {fault.strerror or fault}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Fix(f"{place}: not TOML: {fault}") from None
    rows = read.get("feed")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Fix(f"{place}: a catalogue is a list of [[feed]] tables, each with outlet and url")
    return rows


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    strange = sorted(set(row) - KNOWN)
    if strange:
        yield f"unknown word {strange[0]!r}"
    for name, value in row.items():
        if name in KNOWN and not _fits(name, value):
            yield f"{name} must be {'true or false' if name == 'on' else 'a list of strings' if name in LISTS else 'a string'}"
            return
    for name in ("outlet", "url"):
        if not row.get(name):
            yield f"no {name}"
    yield from (
        f"{url!r} is no http or https address" for url in (row.get("url"), *row.get("fallbacks", ())) if url and not is_address(url)
    )
    for name, words in (("state_control", CONTROL), ("body", BODY), ("grade", GRADES)):
        if row.get(name, "independent" if name == "state_control" else "") not in words:
            yield f"{name} is one of {', '.join(sorted(filter(None, words)))}, not {row[name]!r}"


def _fits(name: str, value: object) -> bool:
    if name == "on":
        return isinstance(value, bool)
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(word, str) for word in value)
    return isinstance(value, str)


def is_address(url: str) -> bool:
    """Whether it looks like an http or https address; whether it may be fetched is the guard's business."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _feed(row: Mapping[str, Any]) -> Feed:
    told: dict[str, Any] = {name: tuple(value) if name in LISTS else value for name, value in row.items() if name != "body"}
    return Feed(**told)


def with_feed(text: str, feed: Feed) -> str:
    """A catalogue's TOML with one more feed at its end."""
    words = {field.name: getattr(feed, field.name) for field in fields(Feed)}
    bare = {field.name: field.default for field in fields(Feed)}
    lines = [f"{name} = {_toml(value)}" for name, value in words.items() if name in {"outlet", "url"} or value != bare[name]]
    return text.rstrip() + ("\n\n" if text.strip() else "") + "[[feed]]\n" + "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(word) for word in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
