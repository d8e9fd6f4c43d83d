"""The bundled stories: read from data, dated against a given now."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from bot.model import ClaimType, Feed, Status

STEPS = 3
LAG = MappingProxyType({1: timedelta(minutes=180), 2: timedelta(minutes=90), 3: timedelta()})  # how long before now each step comes out
DATED = re.compile(r"\{(day|date)-(\d+)\}")


@dataclass(frozen=True, slots=True)
class Reading:
    """One claim that a careful reader makes of a story; empty and None mean: not told, or not asked for."""

    type: ClaimType
    status: Status
    actor: tuple[str, ...]
    target: tuple[str, ...]
    item: tuple[str, ...]  # categories
    quantity: tuple[int, int | None] | None
    killed: tuple[int, int | None] | None
    background: bool


@dataclass(frozen=True, slots=True)
class DemoStory:
    """A story as its outlet puts it out, with what a reader makes of it. `text` is the article, its paragraphs apart by empty lines."""

    id: str
    guid: str
    feed: str  # the demonstration's name of the feed
    step: int
    published: datetime
    updated: datetime
    title: str
    summary: str
    text: str
    whole: bool  # the feed carries the article
    byline: str
    event: str  # the demonstration's name of the event, or ""
    claims: tuple[Reading, ...]

    @property
    def path(self) -> str:
        """Where the story stands on the demonstration's server; an edited story keeps its address."""
        return f"/{self.feed}/{self.guid}"


def moment(now: datetime, step: int) -> datetime:
    """The time at which a step is released, for a demonstration that ends at `now`."""
    return now - LAG[step]


def demo_stories(now: datetime) -> tuple[DemoStory, ...]:
    """Every bundled story, edited versions after the first, with its days told against `now`."""
    rows = _data()["story"]
    by_id = {row["id"]: row for row in rows}
    first = {row.get("guid", row["id"]): row["age"] for row in reversed(rows)}
    return tuple(_story(row, by_id, first[row.get("guid", row["id"])], now) for row in rows)


def demo_feeds(base: str) -> Mapping[str, Feed]:
    """The demonstration's feeds by name, at addresses under `base`."""
    return {row["id"]: _feed(row, base) for row in _data()["feed"]}


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files("bot.demo").joinpath("stories.toml").read_text(encoding="utf-8"))


def _feed(row: dict[str, Any], base: str) -> Feed:
    named = {name: value for name, value in row.items() if name != "id"}
    return Feed(url=f"{base}/{row['id']}/feed.xml", groups=("demo",), **named)


def _story(row: dict[str, Any], by_id: Mapping[str, dict[str, Any]], first_age: int, now: datetime) -> DemoStory:
    return DemoStory(
        id=row["id"],
        guid=row.get("guid", row["id"]),
        feed=row["feed"],
        step=row["step"],
        published=now - timedelta(minutes=first_age),
        updated=now - timedelta(minutes=row["age"]),
        title=dated(row["title"], now),
        summary=dated(row["summary"], now),
        text=dated(_text(row, by_id), now),
        whole=row.get("whole", False),
        byline=row.get("byline", ""),
        event=row.get("event", ""),
        claims=tuple(_reading(claim) for claim in row["claims"]),
    )


def _text(row: dict[str, Any], by_id: Mapping[str, dict[str, Any]]) -> str:
    own = by_id[row["copy_of"]] if "copy_of" in row else row
    parts = (own.get("text", own["summary"]), row.get("credit", ""))
    return "\n\n".join(part.strip() for part in parts if part)


def _reading(row: dict[str, Any]) -> Reading:
    return Reading(
        type=ClaimType(row["type"]),
        status=Status(row["status"]),
        actor=tuple(row["actor"]),
        target=tuple(row["target"]),
        item=tuple(row.get("item", ())),
        quantity=_bounds(row.get("quantity")),
        killed=_bounds(row.get("killed")),
        background=row.get("background", False),
    )


def _bounds(told: list[int] | None) -> tuple[int, int | None] | None:
    """Two numbers are a range; one alone is "at least"."""
    return (told[0], told[1] if len(told) > 1 else None) if told else None


def dated(text: str, now: datetime) -> str:
    """The text with {day-N} and {date-N} told as the weekday and the date N days before now."""
    return DATED.sub(lambda hit: _told(hit[1], now - timedelta(days=int(hit[2]))), text)


def _told(form: str, when: datetime) -> str:
    return f"{when:%A}" if form == "day" else f"{when.day} {when:%B}"
