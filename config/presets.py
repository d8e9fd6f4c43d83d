"""The operator's presets, lists and severity, as they stand in TOML. What they mean is bot.watch's business."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import BadInput

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Preset:
    """A watch to begin with."""

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Presets:
    """The presets, and the lists that queries may name."""

    presets: tuple[Preset, ...]
    groups: Mapping[str, tuple[str, ...]]


def read_presets(path: Path = HERE / "presets.toml") -> Presets:
    """The presets of a file; BadInput says what is wrong with it."""
    told = _table(path)
    try:
        presets = tuple(Preset(row["id"], row["name"], row["query"]) for row in told.get("preset", ()))
        groups = {str(name): tuple(map(str, members)) for name, members in told.get("groups", {}).items()}
    except (KeyError, TypeError, AttributeError):
        raise BadInput(f"{path.name}: each [[preset]] has id, name and query, and [groups] lists of names") from None
    return Presets(presets, groups)


def read_severity(path: Path = HERE / "severity.toml") -> Mapping[str, Any]:
    """The table of severity; BadInput where it is no TOML."""
    return _table(path)


def _table(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise BadInput(f"{path}: {fault}") from None
