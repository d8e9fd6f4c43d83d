"""What people call the parties: a canonical id's usual English name. The one door to pycountry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

import pycountry

from bot.alert.outlets import shown

# Where the standard's own name is not what a newspaper writes.
USUAL = MappingProxyType(
    {
        "RU": "Russia",
        "GB": "Britain",
        "TR": "Turkey",
        "VN": "Vietnam",
        "PS": "Palestinians",
        "CD": "DR Congo",
        "AE": "UAE",
        "XK": "Kosovo",
        "BN": "Brunei",
        "CI": "Ivory Coast",
        "CV": "Cape Verde",
        "SZ": "Eswatini",
        "FM": "Micronesia",
        "MK": "North Macedonia",
        "VA": "Vatican",
        "nato": "NATO",
        "un": "UN",
        "eu": "EU",
        "us_coalition": "US-led coalition",
        "al_qaeda": "al-Qaeda",
        "al_shabaab": "al-Shabaab",
        "iraqi_militias": "Iraqi militias",
        "syrian_rebels": "Syrian rebels",
        "islamic_state": "Islamic State",
        "civilians": "civilians",
        "unknown": "unknown",
    }
)


@cache
def name_of(party: str) -> str:
    """The display name of one canonical id; an id nobody knows is told as it reads."""
    if party in USUAL:
        return USUAL[party]
    if len(party) == 2 and party.isupper():
        country = pycountry.countries.get(alpha_2=party)
        return str(getattr(country, "common_name", country.name)) if country else party
    if len(party) <= 3 and "_" not in party:
        return party.upper()
    return " ".join(word.upper() if len(word) <= 2 else word.capitalize() for word in party.split("_"))


def names_of(parties: Iterable[str]) -> str:
    """Several parties in a row: "United States, South Korea and Japan"."""
    told = [name_of(party) for party in parties]
    return " and ".join((", ".join(told[:-1]), told[-1])) if len(told) > 1 else "".join(told)


_SAYERS = (
    "DENIED by|DENIED earlier by|NOT CONFIRMED by|ADMITTED by|denied by|not confirmed by|also said by|confirmed by|actor|target|speaker"
)
TOLD = re.compile(rf"\b({_SAYERS}) ([^;·]+)")
ID = re.compile(r"\b([A-Z]{2}|[a-z]+(?:_[a-z]+)+|nato|un|eu)\b|(?:(?<=^)|(?<=, )|(?<=→ ))([a-z]+)(?=$|, | →)")
ADDRESS = re.compile(r"https?://[^\s;·,]+")


def readable(line: str) -> str:
    """A line of the ledger with names in place of ids and feeds' addresses: "denied by KP" is "denied by North Korea"."""
    line = ADDRESS.sub(lambda told: shown(told[0]), line)
    return TOLD.sub(lambda told: f"{told[1]} {ID.sub(lambda party: name_of(party[0]), told[2])}", line)
