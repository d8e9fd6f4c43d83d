"""A short name is the story's own where the story spells it out: PRC of a "Popular Resistance Council (PRC)" is not China."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.extract.mentions.actors import NAMED
from bot.extract.text.phrases import Hit, Sense

SHORT = re.compile(r"\s\((?P<short>[A-Z][A-Za-z-]{0,7}[A-Z]s?)\)")
WORD = re.compile(r"[^\W_]+")
REACH = 90  # characters before a bracket in which the long name stands
BODIES = frozenset({*NAMED, "body"})

Spelt = tuple[str, int, int]  # a short name, and where the long one stands


def spelt_out(hits: Sequence[Hit], text: str) -> tuple[Hit, ...]:
    """The hits without bodies that only share a short name with one that the story spells out."""
    strange = {(short, sense) for short, start, end in spelt(text) for sense in _strangers(short, start, end, hits, text)}
    return tuple(left for h in hits if (left := _without(h, text, strange)).senses) if strange else tuple(hits)


@lru_cache(maxsize=4)
def spelt(text: str) -> tuple[Spelt, ...]:
    """The short names that a text spells out, in brackets behind the long ones: "Popular Resistance Council (PRC)"."""
    return tuple(_spelt(text))


def _spelt(text: str) -> Iterator[Spelt]:
    for found in SHORT.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        words = [(m[0], m.start()) for m in WORD.finditer(text, max(line, found.start() - REACH), found.start())]
        letters = [c for c in found["short"] if c.isupper()]
        starts = [i for i in range(len(words)) if _initials(letters, [w for w, _ in words[i:]])]
        if starts:
            yield found["short"], words[starts[-1]][1], found.start()


def _initials(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Whether letters are the first of the words with a capital, from the first word to the last."""
    return [w[0] for w in words if w[0].isupper()] == letters and words[0][0] == letters[0]


def _strangers(short: str, start: int, end: int, hits: Sequence[Hit], text: str) -> Iterator[Sense]:
    """The senses of a short name that have nothing to do with the long one."""
    told = {w.lower().rstrip("s") for w in WORD.findall(text[start:end])}
    others = [h for h in hits if text[h.start : h.end] != short]
    within = {s.id for h in others if start <= h.start and h.end <= end for s in h.senses}
    anywhere = {s.id for h in others for s in h.senses}
    for sense in {s for h in hits if text[h.start : h.end] == short for s in h.senses if s.layer in BODIES}:
        words = {w.rstrip("s") for w in sense.id.split("_")}
        known = sense.id in within or sense.id == short.lower() or bool(words & told)
        if not (known or (sense.layer == "office" and sense.id in anywhere)):  # whose long names are many
            yield sense


def _without(hit: Hit, text: str, strange: set[tuple[str, Sense]]) -> Hit:
    return replace(hit, senses=tuple(s for s in hit.senses if (text[hit.start : hit.end], s) not in strange))
