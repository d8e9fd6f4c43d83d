"""Where a place of a claim lies: our own table first, then Natural Earth's towns and seas. Pure data, nothing is asked of the web."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.chart.coast import world

Place = tuple[float, float]  # latitude, longitude
LEAD = re.compile(r"^(?:the|off|near|in|at|around|outside|over|from|central|downtown|coast of|city of|port of|town of|village of)\s+")
TAIL = re.compile(
    r"['’]s$|\s+(?:city|region|province|oblast|governorate|district|town|village|area|port|county|prefecture|airport|air base|base)$"
)

URBAN = re.compile(r"^(?:downtown|city of|port of|town of)\s|\s(?:city|town|port|airport|air base|base)$")  # of a town, not of its state
NEAR = 2.0  # degrees from a state's middle within which a town of its name is its own: not Cuba in South Sudan


class Precision(StrEnum):
    """What a point on the map stands for."""

    SITE = "site"  # of our own table, to about a tenth of a degree
    TOWN = "town"
    AROUND = "around"  # a site or town by which something near it, or what is named after it, is told: "off Wonsan", "Kherson region"
    REGION = "middle of a region"
    SEA = "middle of a sea"
    STATE = "middle of a state"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a place lies, and what that point stands for."""

    at: Place
    how: Precision


TABLES = {"sites": Precision.SITE, "regions": Precision.REGION, "seas": Precision.SEA, "states": Precision.STATE}


def spot_of(name: str) -> Place | None:
    """Latitude and longitude of a place as a story names it; None where nobody knows it."""
    found = located(name)
    return found.at if found else None


def first_known(names: Iterable[str]) -> tuple[str, Located] | None:
    """The first of some places that is known, and where it lies."""
    return next(((name, found) for name in names if (found := located(name))), None)


def located(name: str) -> Located | None:
    """Where a place lies as a story names it, and how precisely; None where nobody knows it."""
    said, word = " ".join(name.lower().split()), _plain(name)
    for one in (said, word, word.replace("-", " ")):
        if found := _own().get(one) or _foreign(one):
            found = _urban(said, one, found)
            itself = one in {said, said.removeprefix("the "), said.removeprefix("the ").replace("-", " ")}
            return found if itself or found.how not in {Precision.SITE, Precision.TOWN} else replace(found, how=Precision.AROUND)
    return None


def _urban(said: str, word: str, found: Located) -> Located:
    """The town for the state it gave its name: "Djibouti City", "the port of Singapore"."""
    town = _foreign(word) if found.how is Precision.STATE and URBAN.search(said.removeprefix("the ")) else None
    near = town and all(abs(ours - theirs) < NEAR for ours, theirs in zip(town.at, found.at, strict=True))
    return town if town and near else found


def _foreign(word: str) -> Located | None:
    at = world().towns.get(word)
    return Located(at, Precision.SEA if word in world().seas else Precision.TOWN) if at else None


def _plain(name: str) -> str:
    word = " ".join(name.lower().split())
    while (shorter := TAIL.sub("", LEAD.sub("", word)).strip()) != word and shorter:
        word = shorter
    return word


@cache
def _own() -> Mapping[str, Located]:
    tables = tomllib.loads(files("bot.chart").joinpath("places.toml").read_text(encoding="utf-8"))
    rows = ((name, row, how) for table, how in TABLES.items() for name, row in tables[table].items())
    return {name: Located((float(row[0]), float(row[1])), how) for name, row, how in rows}
