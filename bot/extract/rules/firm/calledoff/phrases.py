"""The phrases of lexicon/calledoff.toml by their first word, and the word lists beside them. Read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.extract.lexica import table


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way of calling off: the forms of its first word, the words behind it, and which list it is of."""

    first: frozenset[str]
    rest: tuple[str, ...]
    kind: str


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by each form of their first word, longest first."""
    out: dict[str, tuple[Phrase, ...]] = {}
    for kind, rows in table("calledoff")["phrases"].items():
        for row in rows:
            first, *rest = row.split()
            phrase = Phrase(frozenset(first.split("/")), tuple(rest), kind)
            for form in phrase.first:
                out[form] = (*out.get(form, ()), phrase)
    return {form: tuple(sorted(held, key=lambda p: -len(p.rest))) for form, held in out.items()}


@cache
def listed(name: str) -> frozenset[str]:
    """One of the word lists."""
    return frozenset(table("calledoff")["words"][name])
