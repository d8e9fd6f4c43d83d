"""The speakers of a claim, each told once: an office is its holder's, a ministry its country's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.discourse.naming import office
from bot.extract.scorers.pools import words
from bot.model import Speaker

# An office that one speaks with; officials and residents are many.
_OFFICE = re.compile(
    r"(?i)\b(?:minister|president|governor|mayor|spokes(?:man|woman|person)|chief|commander|envoy|ambassador|chancellor|premier)$"
)


def once(speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """The speakers without one told more fully by another: "ministry" beside "Japan's defence ministry", an office beside its holder."""
    told = _titled(speakers)
    return tuple(s for i, s in enumerate(told) if not any(_fuller(o, s, i < j) for j, o in enumerate(told) if j != i))


def _titled(speakers: Sequence[Speaker]) -> Sequence[Speaker]:
    """The speakers, the one name without an office as the holder of the one office without a name."""
    names = [s for s in speakers if s.name and not s.org]
    offices = [s for s in speakers if not s.name and _OFFICE.search(s.org or "")]
    if len(names) != 1 or len(offices) != 1 or not _alike(names[0], offices[0]):
        return speakers
    held = replace(names[0], org=offices[0].org, party=names[0].party or offices[0].party, anonymous=False)
    return [held if s is names[0] else s for s in speakers if s is not offices[0]]


def _alike(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers may be of one party."""
    return not one.party or not other.party or one.party == other.party


def _fuller(one: Speaker, other: Speaker, first: bool) -> bool:
    """Whether one tells all that the other tells, and more; of two that tell the same the first stays.

    A person tells all that an office he holds alone does: "Turkish president" beside the president by name.
    """
    if one.name and not other.name and _alike(one, other) and office(one.org or "") == office(other.org or "") != "":
        return True
    whole, part = words(one.name) | words(one.org), words(other.name) | words(other.org)
    return part < whole or (part == whole and not first)
