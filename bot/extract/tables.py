"""The tables of lexicon/frames.toml, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tables() -> Mapping[str, Any]:
    """Every table as it stands in the file."""
    return tomllib.loads(files("bot.extract").joinpath("lexicon/frames.toml").read_text(encoding="utf-8"))


@cache
def words(table: str) -> Mapping[str, frozenset[str]]:
    """The word lists of one table."""
    return {name: frozenset(row) for name, row in tables()[table].items() if isinstance(row, list)}


@cache
def patterns(table: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of one row of a table, whatever the case of letters."""
    return tuple(re.compile(told, re.IGNORECASE) for told in tables()[table][name])
