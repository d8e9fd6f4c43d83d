"""Edge: stories from a file, in time order, through the whole pipeline on a fresh store."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from bot.errors import BadInput
from bot.extract import Extractor, load
from bot.model import Claim, Story
from bot.pipeline import Outcome
from bot.store import Store
from bot.take import keep
from bot.watch.severity import Scale


def rows(lines: Iterable[str], name: str) -> Iterator[Story]:
    """The stories of JSON lines (id, title, outlet, published, url, text); BadInput names the first line that is none."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _story(line, f"{name}, line {number}")


def _story(line: str, where: str) -> Story:
    try:
        row = json.loads(line)
    except ValueError as fault:
        raise BadInput(f"{where}: not JSON ({fault})") from None
    if not isinstance(row, dict) or not row.get("id"):
        raise BadInput(f'{where}: a story is a JSON object with at least "id", "title" or "text", and "published"')
    return Story(
        id=str(row["id"]),
        title=_text(row, "title", where),
        text=_text(row, "text", where),
        published=_time(row.get("published"), where),
        outlet=_text(row, "outlet", where),
        url=_text(row, "url", where) or None,
    )


def _text(row: dict[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f'{where}: "{name}" must be a string')
    return value


def _time(value: object, where: str) -> datetime:
    if value is None:
        raise BadInput(f'{where}: a story needs "published", an ISO date or time such as 2026-11-30T08:00:00Z')
    try:
        told = datetime.fromisoformat(str(value))
    except ValueError:
        raise BadInput(f'{where}: "published" must be an ISO date or time, not {value!r}') from None
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


def opened(path: Path) -> TextIO:
    """A text file of JSON lines, .gz read too; BadInput where it cannot be opened."""
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8")
        return path.open(encoding="utf-8")
    except OSError as fault:
        raise BadInput(f"{path}: {fault.strerror or fault}") from None


@contextmanager
def legible(name: str) -> Iterator[None]:
    """BadInput in one line where what is read is no UTF-8, or a broken .gz."""
    try:
        yield
    except UnicodeDecodeError as fault:
        raise BadInput(f"{name}: not UTF-8 ({fault.reason} at byte {fault.start})") from None
    except (gzip.BadGzipFile, EOFError) as fault:
        raise BadInput(f"{name}: {fault}") from None


def stories_of(path: Path) -> list[Story]:
    """A file's stories in time order."""
    with legible(str(path)), opened(path) as lines:
        return sorted(rows(lines, path.name), key=lambda story: story.published)


@cache
def _extractor() -> Extractor:
    return load()


def _claims(batch: list[Story]) -> list[tuple[Claim, ...]]:
    extractor = _extractor()
    return [extractor.claims(story) for story in batch]


def claims_of(stories: list[Story], jobs: int = 1, batch: int = 64) -> Iterator[tuple[Story, tuple[Claim, ...]]]:
    """Each story with its claims, in the order given; extraction is spread over `jobs` processes."""
    batches = list(_batches(stories, batch))
    if jobs <= 1:
        for part in batches:
            yield from zip(part, _claims(part), strict=True)
        return
    with ProcessPoolExecutor(jobs) as pool:
        for part, claims in zip(batches, pool.map(_claims, batches), strict=True):
            yield from zip(part, claims, strict=True)


def _batches(stories: list[Story], size: int) -> Iterator[list[Story]]:
    left = iter(stories)
    while part := list(islice(left, size)):
        yield part


@dataclass(frozen=True, slots=True)
class Filed:
    """Where one replayed story went."""

    outcome: Outcome

    def row(self) -> dict[str, object]:
        """The line for --assigned."""
        new = any(alert.kind == "new" for alert in self.outcome.alerts)
        return {"id": self.outcome.story.id, "events": list(self.outcome.main), "alerted": new}


def replay(store: Store, stories: list[Story], jobs: int, progress: Callable[[int], None], scale: Scale | None = None) -> Iterator[Filed]:
    """Takes in every story at its own time of publication and yields where it was filed."""
    for number, (story, claims) in enumerate(claims_of(stories, jobs), 1):
        yield Filed(keep(store, story, None, claims, story.published, None, scale))
        progress(number)
