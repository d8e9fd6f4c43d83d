"""What people call the parties: a canonical id's usual English name. The one door to pycountry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import pycountry

from bot.alert.outlets import shown
from bot.alert.spelling import spelling

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


SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "do", "e", "i", "ul", "ud", "wal"})
ARTICLES = frozenset({"al", "el"})
LETTERS = 2  # a first word no longer is spelt by its letters: "PT Pindad"
_BOUND = re.compile(r"(?<=\s)(?:Al|El|ul|ud)\s(?=[A-Z])")  # "Ahrar al-Sham"


def name_of(party: str, said: Iterable[str] = ()) -> str:
    """The display name of one canonical id; one that no list has is told as it is spelt in what was `said` of it, else as the id reads."""
    return _known(party) or spelling(party, _read(party), said) or _read(party)


@cache
def _known(party: str) -> str:
    """A name that stands in a list, "" for what has none."""
    if party in USUAL:
        return USUAL[party]
    if len(party) == 2 and party.isupper():
        country = pycountry.countries.get(alpha_2=party)
        return str(getattr(country, "common_name", country.name)) if country else party
    return _spelt().get(party) or _band(party)


@cache
def states() -> frozenset[str]:
    """What states are called here, in small letters."""
    return frozenset(name_of(country.alpha_2).lower() for country in pycountry.countries)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("bot.alert").joinpath("names.toml").read_text(encoding="utf-8"))


@cache
def _spelt() -> Mapping[str, str]:
    """The names whose spelling an id does not tell."""
    return MappingProxyType(_table()["groups"] | _table()["companies"])


def _band(party: str) -> str:
    """A group without a name, "Iranian-backed militias", "Afghan gunmen"; "" where the id is none."""
    before, _, last = party.rpartition("_")
    kind, told = _table()["kinds"].get(before), _table()["heads"]
    if last not in told["armed"] and not (kind and last in told["forces"]):
        return ""
    return f"{kind or (_read(before) if before else '')} {told['spelt'].get(last, last)}".strip()


@cache
def _read(party: str) -> str:
    """An id as it reads: short ones by their letters, of longer ones each word with a capital, "Nour al-Din al-Zinki"."""
    if len(party) <= LETTERS + 1 and "_" not in party:
        return party.upper()
    told = " ".join(_word(word, first=not i) for i, word in enumerate(party.split("_")))
    return _BOUND.sub(lambda found: f"{found[0].strip().lower()}-", told)


def _word(word: str, *, first: bool) -> str:
    if word == "tv" or (first and len(word) <= LETTERS and word not in ARTICLES):
        return word.upper()
    return word if word in SMALL and not first else word.capitalize()


def names_of(parties: Iterable[str], said: Sequence[str] = ()) -> str:
    """Several parties in a row: "United States, South Korea and Japan"."""
    told = [name_of(party, said) for party in parties]
    return " and ".join((", ".join(told[:-1]), told[-1])) if len(told) > 1 else "".join(told)


_SAYERS = (
    "DENIED by|DENIED earlier by|NOT CONFIRMED by|CONFIRMED by|denied by|denied earlier by|not confirmed by|owned up to by"
    "|also said by|confirmed by|actor|target|speaker"
)
TOLD = re.compile(rf"\b({_SAYERS}) ([^;·]+)")
# Two capitals inside a name are no state: "Harbour TV".
ID = re.compile(
    r"((?:(?<![\w.'’-] )|(?<=and ))\b[A-Z]{2}\b(?! (?!and\b)[\w-])|\b(?:[a-z\d]+(?:_[a-z\d]+)+|nato|un|eu)\b)"
    r"|(?:(?<=^)|(?<=, )|(?<=→ )|(?<=and )|(?<=: ))([a-z][a-z\d]*)(?=\s*$|, | →| and )"
)
CALLED = MappingProxyType({"actor": "doer"})  # what readers call otherwise
ADDRESS = re.compile(r"https?://[^\s;·,]+")


def readable(line: str, said: Sequence[str] = ()) -> str:
    """A line of the ledger with names in place of ids and feeds' addresses: "denied by KP" is "denied by North Korea"."""
    line = ADDRESS.sub(lambda told: shown(told[0]), line).replace("ADMITTED by", "CONFIRMED by")
    return TOLD.sub(lambda told: f"{CALLED.get(told[1], told[1])} {ID.sub(lambda party: name_of(party[0], said), told[2])}", line)
