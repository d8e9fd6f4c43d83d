"""The lexica of lexicon/*.toml as one set of phrases, and the tables beside them. Read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pycountry

from bot.extract.text.phrases import Phrases, Sense

PLURAL = frozenset({"item", "adjective", "body", "group", "civilian"})
LETTERS = 5  # so many may be a word
_NEVER = frozenset(
    {
        "GG",
        "IM",
        "JE",
        "AQ",
        "UM",
        "GS",
        "BV",
        "HM",
        "TF",
        "IO",
        "SJ",
        "AX",
        "MF",
        "BL",
        "PM",
        "WF",
        "YT",
        "RE",
        "GP",
        "MQ",
        "CC",
        "CX",
        "NF",
    }
)


@dataclass(frozen=True, slots=True)
class Leader:
    """Who held an office when."""

    name: str
    of: str
    office: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Bands:
    """Which words make an unnamed group, and the ids of lexicon/bands.toml."""

    armed: frozenset[str]
    forces: frozenset[str]
    kinds: re.Pattern[str]
    rules: tuple[tuple[str, ...], ...]
    bare: tuple[tuple[str, ...], ...]
    last: tuple[tuple[str, ...], ...]
    told: tuple[tuple[str, ...], ...]
    anaphors: Mapping[str, str]  # lemma -> what it stands for: group | state | company | alliance


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase, and what needs more than a phrase."""

    phrases: Phrases
    leaders: Mapping[str, tuple[Leader, ...]]
    bands: Bands
    triggers: Mapping[str, tuple[str, ...]]  # lemma -> claim types
    cues: Mapping[str, str]  # lemma -> say | deny | believe


def table(name: str) -> Mapping[str, Any]:
    """One lexicon file."""
    return tomllib.loads(files("bot.extract").joinpath(f"lexicon/{name}.toml").read_text(encoding="utf-8"))


@cache
def capitals() -> frozenset[str]:
    """The names of states' capitals, which may stand for the state as well."""
    return frozenset(name for row in table("states")["states"].values() for name in row.get("capitals", ()))


@cache
def state_names() -> frozenset[str]:
    """The names of states, as a story writes them."""
    return frozenset(name for name, sense in _states() if sense.layer == "state")


@cache
def state_words() -> Mapping[str, str]:
    """The states by their names and their adjectives, in lower case: "turkey" and "turkish"."""
    return {name.lower(): sense.id for name, sense in _states() if sense.layer in {"state", "adjective"}}


@cache
def lexicon() -> Lexicon:
    """All lexica, compiled."""
    leaders = tuple(_leaders())
    words = table("words")
    entries = [*_states(), *_groups(), *_companies(), *_civilians(), *_offices(), *_items(), *_systems(), *_places(), *_names(leaders)]
    return Lexicon(
        phrases=Phrases(entries, PLURAL),
        leaders=_by_name(leaders),
        bands=_bands(),
        triggers=_inverted(words["triggers"]),
        cues={w: kind for kind, ws in words["cues"].items() for w in ws},
    )


@cache
def leader_names() -> frozenset[str]:
    """Every word of a leader's name, in lower case."""
    return frozenset(part.lower() for name in lexicon().leaders for part in name.split())


@cache
def armed() -> frozenset[str]:
    """The ids of the groups but the unions of states."""
    return frozenset(table("groups")["groups"]) - frozenset(table("groups")["unions"])


@cache
def companies() -> frozenset[str]:
    """The ids of the firms."""
    return frozenset(table("companies")["companies"])


def _inverted(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for name, words in lists.items():
        for word in words:
            out[word] = (*out.get(word, ()), name)
    return out


def _states() -> Iterator[tuple[str, Sense]]:
    told = table("states")["states"]
    for country in pycountry.countries:
        if country.alpha_2 not in _NEVER:
            yield from ((name, Sense("state", country.alpha_2)) for name in _formal(country))
    for code, row in told.items():
        yield from ((n, Sense("state", code)) for n in row.get("names", ()))
        yield from ((n, Sense("adjective", code)) for n in row.get("adjectives", ()))
        yield from ((n, Sense("capital", code)) for n in row.get("capitals", ()))


def _formal(country: Any) -> Iterator[str]:
    names = (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""))
    return (n for n in dict.fromkeys(names) if n and "," not in n and n != "Congo")  # of the two, states.toml says which


def _groups() -> Iterator[tuple[str, Sense]]:
    for id_, names in table("groups")["groups"].items():
        yield from ((n, Sense("group", id_)) for name in names for n in _cased(name))


def _cased(name: str) -> tuple[str, ...]:
    """A name, and long letters as papers that print no capitals have them: "Minusma"."""
    return (name, name.capitalize()) if len(name) > LETTERS and name.isalpha() and name.isupper() else (name,)


def _companies() -> Iterator[tuple[str, Sense]]:
    for id_, names in table("companies")["companies"].items():
        yield from ((n, Sense("company", id_)) for n in names)


def _civilians() -> Iterator[tuple[str, Sense]]:
    yield from ((w, Sense("civilian", "civilians")) for w in table("bands")["civilians"]["words"])


def _bands() -> Bands:
    told = table("bands")
    heads = told["heads"]
    kinds = "|".join(sorted((re.escape(k) for k in told["kinds"]["words"]), key=len, reverse=True))
    return Bands(
        armed=frozenset(heads["armed"]),
        forces=frozenset(heads["forces"]),
        kinds=re.compile(rf"\b(?:{kinds})(?=[\s-])"),
        rules=tuple(tuple(r) for r in told["map"]["rules"]),
        bare=tuple(tuple(r) for r in told["map"]["bare"]),
        last=tuple(tuple(r) for r in told["map"]["last"]),
        told=tuple(tuple(r) for r in told["map"]["told"]),
        anaphors={
            w: name.removesuffix("_anaphor") if "_" in name else "group"
            for name, ws in heads.items()
            if name.endswith("anaphor")
            for w in ws
        },
    )


def _offices() -> Iterator[tuple[str, Sense]]:
    told = table("offices")
    for code, names in told["own"].items():
        yield from ((n, Sense("office", code)) for n in names)
    yield from ((n, Sense("body", "")) for n in told["bodies"]["words"])


def _items() -> Iterator[tuple[str, Sense]]:
    told = table("items")
    for category, words in told["words"].items():
        yield from ((w, Sense("item", category)) for w in words)
    yield from ((w, Sense("item", "")) for w in told["not"]["words"])


def _systems() -> Iterator[tuple[str, Sense]]:
    for category, rows in table("systems")["systems"].items():
        yield from ((n, Sense("item", category, id_)) for id_, names in rows.items() for n in names)


def _places() -> Iterator[tuple[str, Sense]]:
    told = table("places")
    for code, names in told["owned"].items():
        yield from ((n, Sense("place", code)) for n in names)
    yield from ((n, Sense("place", "")) for n in told["open"]["names"])


def _leaders() -> Iterator[tuple[str, Leader]]:
    for of, rows in table("leaders")["leaders"].items():
        for names, office, first, last in rows:
            leader = Leader(names[0], of, office, date.fromisoformat(first), date.fromisoformat(last) if last else date.max)
            yield from ((n, leader) for n in names)


def _by_name(leaders: tuple[tuple[str, Leader], ...]) -> dict[str, tuple[Leader, ...]]:
    out: dict[str, tuple[Leader, ...]] = {}
    for name, leader in leaders:
        out[name] = (*out.get(name, ()), leader)
    return out


def _names(leaders: tuple[tuple[str, Leader], ...]) -> Iterator[tuple[str, Sense]]:
    yield from ((n, Sense("leader", n)) for n in dict.fromkeys(name for name, _ in leaders))
