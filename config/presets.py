"""The operator's presets, lists, regions and severity, as they stand in TOML. What they mean is bot.watch's business."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import BadInput
from bot.model import Preset

HERE = Path(__file__).parent
PARTS = frozenset({"version", "groups", "regions", "preset"})
Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Presets:
    """The presets, the lists that queries may name, and the regions with the states and places in them."""

    presets: tuple[Preset, ...]
    groups: Lists
    regions: Lists


def read_presets(path: Path = HERE / "presets.toml", own: str = "") -> Presets:
    """Our presets and, beside them, those of an own file, whose word counts where both have a name. BadInput says what is wrong."""
    ours = _read(path)
    if not own:
        return ours
    try:
        theirs = _read(Path(own))
    except BadInput as fault:
        raise BadInput(f"TOCSIN_PRESETS: {fault}") from None
    kept = tuple(one for one in ours.presets if one.id not in {other.id for other in theirs.presets})
    return Presets((*theirs.presets, *kept), {**ours.groups, **theirs.groups}, {**ours.regions, **theirs.regions})


def _read(path: Path) -> Presets:
    told = _table(path)
    if unknown := sorted(set(told) - PARTS):
        raise BadInput(f"{path.name}: [{unknown[0]}] is no part of it; there are [[preset]], [groups] and [regions]")
    try:
        presets = tuple(Preset(str(row["id"]), str(row["name"]), str(row["query"])) for row in told.get("preset", ()))
        return Presets(presets, _lists(told, "groups", path), _lists(told, "regions", path))
    except (KeyError, TypeError):
        raise BadInput(f"{path.name}: each [[preset]] has id, name and query") from None


def _lists(told: Mapping[str, Any], part: str, path: Path) -> Lists:
    held = told.get(part, {})
    if not isinstance(held, dict) or not all(isinstance(members, list) for members in held.values()):
        raise BadInput(f'{path.name}: [{part}] holds lists of names, as baltic = ["EE", "LT", "LV"]')
    return {str(name).lower(): tuple(map(str, members)) for name, members in held.items()}


def read_severity(path: Path = HERE / "severity.toml") -> Mapping[str, Any]:
    """The table of severity; BadInput where it is no TOML."""
    return _table(path)


def _table(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise BadInput(f"{path}: {fault.strerror or fault}") from None
    except ValueError as fault:
        raise BadInput(f"{path}: {fault}") from None
