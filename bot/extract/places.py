"""Places: names of the gazetteer, states and capitals, and what the parser takes for a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.spotted import Spotted

_SIDE = re.compile(
    r"(?:north|south|east|west|northern|southern|eastern|western|central|north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|rural)\s$",
    re.IGNORECASE,
)
_KINDS = frozenset({"GPE", "LOC", "FAC"})


def places(s: Spotted) -> Iterator[Mention]:
    """The place mentions of a sentence."""
    seen: list[tuple[int, int]] = []
    for start, end, id_, _ in s.hits("place", "state", "capital"):
        first = start - _side(s, start)
        seen.append((first, end))
        yield s.mention(Kind.PLACE, first, end, ids=(id_,) if id_ else ())
    for start, end, label in entities(s):
        if label in _KINDS and not any(a <= start < b for a, b in seen):
            yield s.mention(Kind.PLACE, start - _side(s, start), end)


def _side(s: Spotted, start: int) -> int:
    found = _SIDE.search(s.before(start, 16))
    return len(found.group()) if found else 0


def entities(s: Spotted) -> Iterator[tuple[int, int, str]]:
    """What spaCy named, as (start, end, label)."""
    if s.tokens:
        for ent in s.tokens[0].doc.ents:
            yield s.start + ent.start_char, s.start + ent.end_char, ent.label_
