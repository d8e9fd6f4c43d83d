"""How good each source is: the operator's table of Admiralty letters, in grades.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.errors import Fix
from bot.model import Feed

OURS = Path(__file__).with_name("grades.toml")
LETTERS = frozenset("ABCDEF")
PARTS = ("letters", "control", "kinds", "outlets")


@dataclass(frozen=True, slots=True)
class Grades:
    """Letters by outlet, by who holds it and by its kind; what each letter means."""

    letters: Mapping[str, str]
    control: Mapping[str, str]
    kinds: Mapping[str, str]
    outlets: Mapping[str, str]

    def letter(self, feed: Feed) -> str:
        """A source's letter, or "" where the table does not know it."""
        site = (urlsplit(feed.url).hostname or "").removeprefix("www.")
        known = (self.outlets.get(feed.outlet.lower()), self.outlets.get(site), feed.grade)
        return next(filter(None, (*known, self.control.get(feed.state_control), self.kinds.get(feed.kind))), "")


def read_grades(path: Path = OURS) -> Grades:
    """The table; Fix names what is wrong with it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Fix(f"{path}: {fault.strerror or fault}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Fix(f"{path}: not TOML: {fault}") from None
    if strange := sorted(set(told) - {"version", *PARTS}):
        raise Fix(f"{path.name}: [{strange[0]}] is no part of it; there are {', '.join(f'[{part}]' for part in PARTS)}")
    letters, *tables = (_table(told, part, path) for part in PARTS)
    return Grades({name: str(words) for name, words in letters.items()}, *(_graded(table, path) for table in tables))


def _table(told: Mapping[str, Any], part: str, path: Path) -> Mapping[str, Any]:
    held = told.get(part, {})
    if not isinstance(held, dict):
        raise Fix(f'{path.name}: {part} is a table, as [{part}] and below it "name" = "B"')
    return held


def _graded(table: Mapping[str, Any], path: Path) -> Mapping[str, str]:
    for name, letter in table.items():
        if letter not in LETTERS:
            raise Fix(f"{path.name}: {name} is graded {letter!r}; the letters are A to F")
    return {name.lower(): letter for name, letter in table.items()}


def graded(feeds: Sequence[Feed], grades: Grades) -> tuple[Feed, ...]:
    """The feeds, each with its letter."""
    return tuple(replace(feed, grade=grades.letter(feed)) for feed in feeds)
