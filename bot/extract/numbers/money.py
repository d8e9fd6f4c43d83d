"""Sums of money in a sentence: signs, ISO codes and words of currencies, sizes from lakh to trillion, and which country's crown it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.extract.lexica import table
from bot.model import Money

DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SURE = frozenset({"Rs", "Rs.", "Rp", "KSh", "Ksh"})  # letters that need no word of size
SMALL = 1_000  # the size below which a wary word is no currency


@dataclass(frozen=True, slots=True)
class Sum:
    """Money at a range of offsets."""

    start: int
    end: int
    money: Money


@dataclass(frozen=True, slots=True)
class Lists:
    """lexicon/money.toml, and the patterns made of it."""

    scales: Mapping[str, float]
    signs: Mapping[str, str]
    letters: Mapping[str, str]
    units: Mapping[str, str]
    told: tuple[tuple[str, re.Pattern[str], str], ...]
    wary: frozenset[str]
    beside: frozenset[str]
    spelt: Mapping[str, float]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def lists() -> Lists:
    """The lists, compiled."""
    raw = table("money")
    codes = {c: c for c in raw["told"]["codes"]}
    signs, letters, units = {**raw["signs"]}, {**raw["letters"]}, {**raw["units"]}
    scale, large = _any(raw["scales"]), "hundred|thousand|million|billion|trillion"
    upto = rf"(?:\s?(?:-|–|to)\s?(?=[\d$€£])[$€£]?(?P<high>{DIGITS}))?"
    size = rf"(?:\s?-?(?P<scale>(?i:{scale}))(?:\s(?P<more>(?i:crore|million)))?(?!\w))?"
    value = rf"(?P<low>{DIGITS}){upto}{size}"
    spelt = rf"(?P<word>(?i:{_any(raw['spelt'])}))\s(?:of\s)?(?:an?\s)?(?P<large>(?i:{large}))"
    unit = rf"(?:(?P<whose>(?:[A-Z][\w.]+\s){{0,2}}))(?P<unit>(?i:{_any(units)})s?|{_any(codes)})(?!\w)"
    sign = rf"(?P<sign>(?:{_any(signs)}|US\s\$)|(?:{_any(codes)})(?=\s?\d))|(?P<letters>{_any(letters)})"
    return Lists(
        scales=raw["scales"],
        signs={**signs, **codes},
        letters=letters,
        units={**units, **codes},
        told=tuple((u, re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)"), code) for u, words, code in raw["told"]["rows"]),
        wary=frozenset(raw["told"]["wary"]),
        beside=frozenset(raw["told"]["beside"]),
        spelt=raw["spelt"],
        before=re.compile(rf"(?<![\w$])(?:{sign})\s?{value}(?!\d)"),
        behind=re.compile(rf"(?<![\w.,$€£-])(?:{value}|{spelt})[\s-]{unit}"),
    )


def _any(words: Mapping[str, object] | list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def sums(text: str) -> Iterator[Sum]:
    """Every sum of a sentence, offsets within it. A range ("$2-3 billion") has no amount: only its text is sure."""
    taken = 0
    for found in sorted((*lists().before.finditer(text), *lists().behind.finditer(text)), key=lambda m: (m.start(), -m.end())):
        told = _sum(text, found) if found.start() >= taken else None
        if told is not None:
            taken = told.end
            yield told


def _sum(text: str, found: re.Match[str]) -> Sum | None:
    held, named = lists(), found.groupdict()
    amount, size = _amount(named)
    letters, unit = named.get("letters"), named.get("unit")
    sign = (named.get("sign") or letters or "").replace("US $", "US$")
    if ((letters is not None and letters not in SURE) or sign in held.wary) and size < SMALL:
        return None
    if unit is not None:
        bare = next(u for u in (unit, unit.lower(), unit.lower().removesuffix("s")) if u in held.units)
        if bare in held.wary and (size < SMALL or text[found.end() :].startswith((" of ", "-"))):
            return None
        code = _told(bare, named.get("whose") or "", text) or held.units[bare]
    else:
        code = _told(sign.rstrip("."), "", text) or held.signs.get(sign) or held.letters[sign]
    return Sum(found.start(), found.end(), Money(amount, code, found.group()))


def _amount(named: Mapping[str, str | None]) -> tuple[float | None, float]:
    """What is told, and the size of its word; nothing of a range."""
    held = lists()
    word = named.get("scale") or named.get("large") or ""
    size = held.scales.get(word.lower(), 1.0) * held.scales.get((named.get("more") or "").lower(), 1.0)
    spelt = named.get("word")
    value = held.spelt[spelt.lower()] if spelt else float((named["low"] or "0").replace(",", ""))
    return (None if named.get("high") else round(value * size, 2)), size


def _told(unit: str, whose: str, text: str) -> str:
    """The code of a word that several states use, by the state named beside it, else by the one the sentence names."""
    rows = [(pattern, code) for name, pattern, code in lists().told if name == unit]
    near = next((code for pattern, code in rows if pattern.search(whose)), "")
    if near or unit in lists().beside:
        return near
    return next((code for pattern, code in rows if pattern.search(text)), "")
