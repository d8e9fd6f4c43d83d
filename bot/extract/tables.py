"""The tables of lexicon/frames.toml and of lexicon/rules.toml, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.extract.lexica import table


@cache
def tables() -> Mapping[str, Any]:
    """Every table as it stands in its file."""
    return {**table("frames"), **table("rules")}


@cache
def words(table: str) -> Mapping[str, frozenset[str]]:
    """The word lists of one table."""
    return {name: frozenset(row) for name, row in tables()[table].items() if isinstance(row, list)}


@cache
def patterns(table: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of one row of a table, whatever the case of letters."""
    return tuple(re.compile(told, re.IGNORECASE) for told in tables()[table][name])


def holds(table: str, name: str, text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether an expression of a row stands in a text, or in a stretch of it."""
    last = len(text) if end is None else end
    return any(p.search(text, start, last) for p in patterns(table, name))
