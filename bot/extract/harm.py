"""Killed and wounded: which numbers of a sentence count them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.extract.amounts import Number
from bot.extract.candidates import Kind
from bot.model import Amount, Casualties

_PEOPLE = r"(?:[\w'.-]+\s){0,5}?"
_KILLED = r"(?:killed|dead|died|deaths|fatalities|slain|martyred|martyrs|lost their lives|bodies|perished|lives)\b"
_WOUNDED = r"(?:wounded|injured|hurt|injuries|wounds)\b"
_SPLIT = re.compile(r",\s(?:and\s)?(?!of\b|including\b)|;|\band\b|\bwhile\b|\bbut\b")
_AFTER = {
    "killed": re.compile(
        rf"^\s*{_PEOPLE}(?:(?:were|was|are|have been|had been|has been|being|reported|confirmed|also|reportedly)\s)*{_KILLED}",
        re.IGNORECASE,
    ),
    "wounded": re.compile(
        rf"^\s*{_PEOPLE}(?:(?:were|was|are|have been|had been|has been|being|reported|also|more|reportedly|seriously|critically)\s)*{_WOUNDED}",
        re.IGNORECASE,
    ),
}
_BEFORE = {
    "killed": re.compile(
        r"(?:kill(?:ed|ing|s)?|claim(?:ed|ing)(?: the)?|death toll (?:[\w]+\s){0,6}|dead|death of|deaths of|lost|slay|left|leaving)\s(?:[\w'-]+\s){0,2}$",
        re.IGNORECASE,
    ),
    "wounded": re.compile(r"(?:wound(?:ed|ing|s)?|injur(?:ed|ing|es|e)?)\s(?:[\w'-]+\s){0,2}$", re.IGNORECASE),
}


def harm(text: str, found: Sequence[Number]) -> Iterator[Number]:
    """The counts of a sentence that are of killed or wounded."""
    for number in found:
        if number.kind is Kind.COUNT and number.amount is not None and number.amount.min != number.amount.max or _told(number):
            what = _what(text, number)
            if what and number.amount is not None:
                yield Number(Kind.CASUALTIES, number.start, number.end, casualties=_casualties(what, number.amount))


def _told(number: Number) -> bool:
    return number.kind is Kind.COUNT and number.amount is not None and (number.amount.min is not None or number.amount.max is not None)


def _what(text: str, number: Number) -> str:
    after = _SPLIT.split(text[number.end : number.end + 90], maxsplit=1)[0]
    for what, pattern in _AFTER.items():
        if pattern.search(after):
            return what
    before = text[max(0, number.start - 60) : number.start]
    hits = [(m.start(), what) for what, p in _BEFORE.items() if (m := p.search(before))]
    return max(hits)[1] if hits else ""


def _casualties(what: str, amount: Amount) -> Casualties:
    low = None if amount.min is None else int(amount.min)
    high = None if amount.max is None else int(amount.max)
    return Casualties(killed_min=low, killed_max=high) if what == "killed" else Casualties(wounded_min=low, wounded_max=high)
