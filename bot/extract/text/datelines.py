"""Datelines: the place, day and agency that open a story and are no part of what it tells: "SEOUL, Nov 2 (Reuters) - "."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pycountry

from bot.extract.lexica import table
from bot.model import AGENCIES

_CAPS = r"[A-Z][A-Z'’.-]+(?:\s[A-Z][A-Z'’.-]+){0,3}"
_NAME = r"[A-Z][\w'’.-]*(?:\s(?:of|de|del|al|el|la|le|[A-Z][\w'’.-]*)){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?\.?"
_DAY = rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)|{_WEEKDAY}"
_DASH = r"\s*(?:[-–—]{1,3}|:)\s+"
_CLOSE = r"(?<=\))\s*-(?=[A-Z\"“])"  # "(Reuters) -Two jets"
_REGION = rf",\s*(?!{_MONTH}\s+\d){_NAME}"
_AGENCY = r"[.,]?\s*(?:\(\s*(?P<agency>[A-Z][\w .,&/'’-]{1,60})\s*\)|/(?P<slashed>[A-Z]{2,10})/\.?)"
# "SEOUL, South Korea, Nov 2 (Reuters) - ", any of it left out but the place.
_LINE = re.compile(
    rf"(?P<place>{_NAME}(?:/{_NAME})*)(?P<region>(?:{_REGION}){{0,2}})(?P<day>,?\s+(?:{_DAY}))?(?P<credit>{_AGENCY})?(?P<dash>{_DASH}|\s*[—–]\s*|{_CLOSE})?"
)
_CREDIT = re.compile(rf"{_AGENCY}(?P<dash>{_DASH}|{_CLOSE})")  # "(Reuters) - " alone
_LABEL = re.compile(r"(?:[A-Z][A-Z'’.-]{2,}\s?){1,4}(?:\([^)]{2,40}\))?:\s+(?=[A-Z\"'“\d])")  # "EXCLUSIVE: ", "PRESIDENT DOE: "
_BARE = re.compile(rf"(?P<places>{_CAPS}(?:/{_CAPS})*)(?:,\s*(?P<region>[A-Z][A-Za-z.]+)(?P<second>\s[A-Z][a-z]+)?)?\s+(?=[A-Z\"'“])")
_PARTS = re.compile(r"[/,]|\s[-—–]")
_FIRST = re.compile(r"\s[-–/]\s")  # behind which an agency's page and day stand: "(APP - Pages - 3rd May, 2024)"
_CITY = re.compile(rf"\((?P<city>{_NAME})\)(?P<dash>{_DASH})?\s*(?=[A-Z\"“])")  # "(Beirut) Rebels said"
LONGEST = 90


@cache
def _cities() -> frozenset[str]:
    """Cities in capitals."""
    states = table("states")["states"]
    owned = (city for cities in table("places")["owned"].values() for city in cities)
    capitals = (city for state in states.values() for city in state.get("capitals", ()))
    return frozenset(c.upper() for c in (*table("datelines")["cities"], *owned, *capitals))


@cache
def _states() -> frozenset[str]:
    """What states and their parts are called behind a city."""
    rows = table("states")["states"].values()
    named = (getattr(c, "common_name", c.name) for c in pycountry.countries)
    return frozenset((*named, *(n for row in rows for n in row.get("names", ())), *table("datelines")["regions"]))


def dateline(text: str) -> int:
    """How many characters of dateline, or of a label in capitals, open a paragraph; 0 where it has none."""
    head = text[:LONGEST]
    size = _credit(head) or _city(head) or _line(head) or _label(head) or _bare(head)
    return size if size < len(text) else 0


def states_of(line: str) -> frozenset[str]:
    """The states whose cities a dateline names: JP of "TOKYO (Reuters) - ", none of a label."""
    parts = (p.strip(" .-—–").upper() for p in _PARTS.split(line.partition("(")[0]))
    return frozenset(_owners()[p] for p in parts if p in _owners())


@cache
def _owners() -> Mapping[str, str]:
    """The state of each city and state that a dateline may name, in capitals."""
    named = {n.upper(): code for code, row in table("states")["states"].items() for n in (*row.get("names", ()), *row.get("capitals", ()))}
    formal = {getattr(c, "common_name", c.name).upper(): c.alpha_2 for c in pycountry.countries}
    return {n.upper(): code for code, cities in table("places")["owned"].items() for n in cities} | formal | named


def _credit(head: str) -> int:
    found = _CREDIT.match(head)
    return found.end() if found else 0


def _city(head: str) -> int:
    """A city that is known, in brackets."""
    found = _CITY.match(head)
    return found.end() if found is not None and found["city"].upper() in _cities() else 0


def _line(head: str) -> int:
    """A place with an agency that is known or a dash behind it; with a dash alone it must be a place for certain."""
    found = _LINE.match(head)
    if found is None:
        return 0
    cities = _cities()
    if found["credit"]:
        end, agency = _spaced(head, found.end()), _FIRST.split(found["agency"] or found["slashed"])[0]
        begins = not head[end : end + 1].islower()  # "Anadolu Agency (AA) reported" is a speaker
        return end if found["dash"] is not None or (agency in AGENCIES and begins) else 0
    if not found["dash"] or (found["dash"].strip() == ":" and not found["place"].isupper()):
        return 0
    place, region = found["place"].upper(), found["region"].removeprefix(",").strip()
    shouted = place == found["place"] and len(place) > 2
    behind = (region in _states() or region.endswith(".")) and found["place"] not in _states()  # not "China, Russia - and Iran - signed"
    return (
        found.end() if found["day"] or shouted or behind or found["place"] in AGENCIES or any(p in cities for p in place.split("/")) else 0
    )


def _region(found: re.Match[str]) -> int:
    """Up to the end of a state or a province behind the city: "Turkey", "South Korea", "Calif."."""
    whole = found["region"] + (found["second"] or "")
    if whole in _states():
        return found.end()
    return found.end("region") + 1 if found["region"] in _states() or found["region"].endswith(".") else 0


def _spaced(head: str, end: int) -> int:
    return end + len(head[end:]) - len(head[end:].lstrip())


def _label(head: str) -> int:
    found = _LABEL.match(head)
    return found.end() if found else 0


def _bare(head: str) -> int:
    """Cities in capitals without a dash: "BEIRUT Syrian rebels ..."; never "U.S. officials"."""
    found = _BARE.match(head)
    if found is None:
        return 0
    if found["region"]:
        return _region(found)
    words = found["places"].split(" ")
    for size in range(len(words), 0, -1):
        part = " ".join(words[:size])
        if any(p in _cities() for p in part.split("/")):
            return len(part) + 1
    return 0
