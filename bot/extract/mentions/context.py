"""What a whole story is about, for the words that only say so in part: its countries, its theatre of war, its named groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.extract.text.phrases import Hit

THEATRES = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "AF",
        "SO",
        "ML",
        "NG",
        "UA",
        "MM",
        "SS",
        "SD",
        "TR",
        "PH",
        "CO",
        "CD",
        "PK",
        "LB",
        "PS",
        "EG",
        "NE",
        "BF",
        "MZ",
        "ET",
        "IN",
        "TD",
        "CM",
        "CF",
        "KE",
        "TN",
        "TH",
        "ID",
    ]
)
_WEIGHTS: Mapping[str, int] = {"state": 2, "adjective": 2, "capital": 1, "place": 2, "leader": 1}


@dataclass(frozen=True, slots=True)
class Context:
    """How often each country is told of, and which groups are named."""

    countries: Mapping[str, int]
    groups: Mapping[str, int]
    orbit: bool = False  # satellites and their launches are told of

    @property
    def theatre(self) -> str:
        """The country at war that the story tells most of; "" where there is none."""
        told = [(n, c) for c, n in self.countries.items() if c in THEATRES]
        return max(told)[1] if told else ""

    def korean(self) -> bool:
        """Whether "the North" and "the South" are the Koreas."""
        return bool(self.countries.get("KP") or self.countries.get("KR"))


def context_of(hits: Iterable[Hit]) -> Context:
    """The context that a story's hits add up to."""
    countries: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    orbit = False
    for hit in hits:
        for sense in hit.senses:
            if sense.id and sense.layer in _WEIGHTS and len(sense.id) == 2:
                countries[sense.id] += _WEIGHTS[sense.layer]
            elif sense.layer == "group":
                groups[sense.id] += 1
            orbit |= sense.layer == "item" and sense.id == "space_launch"
    return Context(countries, groups, orbit)
