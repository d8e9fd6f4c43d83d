"""Where a place of a claim lies: our own table first, then Natural Earth's towns and seas. Pure data, nothing is asked of the web."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.chart.coast import world

Place = tuple[float, float]  # latitude, longitude
LEAD = re.compile(r"^(?:the|off|near|in|at|around|outside|over|from|central|downtown|coast of|city of|port of|town of|village of)\s+")
TAIL = re.compile(
    r"['’]s$|\s+(?:city|region|province|oblast|governorate|district|town|village|area|port|county|prefecture|airport|air base|base)$"
)


def spot_of(name: str) -> Place | None:
    """Latitude and longitude of a place as a story names it; None where nobody knows it."""
    word = _plain(name)
    found = (_own().get(one) or world().towns.get(one) for one in (name.lower().strip(), word, word.replace("-", " ")))
    return next(filter(None, found), None)


def _plain(name: str) -> str:
    word = " ".join(name.lower().split())
    while (shorter := TAIL.sub("", LEAD.sub("", word)).strip()) != word and shorter:
        word = shorter
    return word


@cache
def _own() -> Mapping[str, Place]:
    tables = tomllib.loads(files("bot.chart").joinpath("places.toml").read_text(encoding="utf-8"))
    return {name: (float(row[0]), float(row[1])) for table in ("sites", "seas", "states") for name, row in tables[table].items()}
