"""Ships named after towns: Luanda in "the tanker Marlin Luanda" is neither a place nor its state, nor is Tripoli in "USS Tripoli"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.extract.candidates import Kind, Mention
from bot.extract.lexica import table
from bot.extract.text.headlines import title_case

NAMED = frozenset({Kind.PARTY, Kind.PLACE, Kind.PERSON})
_RUN = r"(?P<name>[A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|[IV]{1,3}\b)){0,3})(?!['’\w])"


@cache
def _words() -> Mapping[str, Sequence[str]]:
    held: Mapping[str, Sequence[str]] = table("namesakes")["ships"]
    return held


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """After a prefix, after a word for a ship, after "the" or a flag, and any word for a ship."""
    prefix, noun = ("|".join(map(re.escape, _words()[k])) for k in ("prefix", "noun"))
    return (
        re.compile(rf"\b(?:{prefix}) {_RUN}"),
        re.compile(rf"\b(?:{noun}) (?:the )?(?:(?:{prefix}) )?{_RUN}"),
        re.compile(rf"(?:\b[Tt]he|-(?:flagged|owned|operated|registered)) (?:(?:{prefix}) )?{_RUN}"),
        re.compile(rf"\b(?:{noun})s?\b"),
    )


def without_ships(ordered: Sequence[Mention], full: str) -> tuple[Mention, ...]:
    """The mentions without the parties, places and persons that are only part of a ship's name."""
    if _patterns()[3].search(full) is None and _patterns()[0].search(full) is None:
        return tuple(ordered)
    told = [m for m in ordered if m.kind in NAMED]
    names = {full[a:b] for a, b in _names(full, told)}
    if not names:
        return tuple(ordered)
    again = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")
    spots = [(f.start(), f.end()) for f in again.finditer(full) if " " in f.group() or (f.group() in names and _led(full, f.start()))]
    return tuple(m for m in ordered if m.kind not in NAMED or not any(_within(m, a, b) for a, b in spots))


def _within(mention: Mention, start: int, end: int) -> bool:
    """Whether a mention is part of a name; a place is where it ends with it, prefix and all."""
    return mention.end <= end and (start <= mention.start or (mention.kind is Kind.PLACE and start < mention.end and mention.end == end))


def _led(full: str, at: int) -> bool:
    """Whether a prefix stands before a name of one word: a town elsewhere in the story stays a town."""
    return any(f.start("name") == at for f in _patterns()[0].finditer(full, max(0, at - 8), at + 40))


def _names(full: str, told: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where ships are named, as far as a name tells more than a party or a place by itself."""
    prefix, noun, flagged, _ = _patterns()
    for found in prefix.finditer(full):
        start, end = _cut(full, found)
        yield start, end
    for found in (*noun.finditer(full), *flagged.finditer(full)):
        start, end = _cut(full, found)
        inside = [m for m in told if start <= m.start and m.end <= end]
        last = any(m.end == end and m.start > start and m.kind in {Kind.PARTY, Kind.PLACE} for m in inside)
        first = any(m.start == start and m.kind is Kind.PARTY and m.ids and m.ids[0].isupper() for m in told)
        whole = any(m.start <= start and m.end >= end and m.kind is not Kind.PERSON and m.ids for m in told)
        if last and not first and not whole and full[start:end].split(maxsplit=1)[0] not in _words()["never"]:
            yield start, end


def _cut(full: str, found: re.Match[str]) -> tuple[int, int]:
    """The name up to a word that begins what is told of it; one word in a headline whose words all begin with a capital."""
    start, end = found.span("name")
    line = full[full.rfind("\n", 0, start) + 1 : (full.find("\n", start) + 1 or len(full) + 1) - 1][:400]
    words = full[start:end].split(" ")
    stop = next((i for i, w in enumerate(words) if i and w in _words()["ends"]), len(words))
    return start, start + len(" ".join(words[: 1 if title_case(line) else stop]))


__all__ = ["without_ships"]
