"""Where a border is told the border is meant: troops moved "to the China border" are not in China."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.lexica import state_names
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import moved, spots
from bot.extract.tables import words
from bot.model import Claim, Span

OWNED = re.compile(r"['’]s?\s")  # "secure Syria's border" tells of a side, and of no place


def with_borders(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the border, coast or waters in place of the state alone whose they are."""
    longer = dict(_pairs(read.doc))
    return tuple(_told(read.doc, c, longer) if any(s in longer for s in spots(c, "place")) else c for c in claims)


def _pairs(doc: Doc) -> list[tuple[Span, Mention]]:
    """The names that stand in a longer one of ground that is only called by them, with that."""
    held = [m for m in doc.mentions if m.kind is Kind.PLACE]
    edges = [m for m in held if m.text.rpartition(" ")[2].lower() in words("bystanders")["edges"] and not OWNED.search(m.text)]
    states = [m for m in held if m.text in state_names()]
    return [(Span(m.start, m.end), e) for e in edges for m in states if e.start <= m.start and m.end < e.end and m.sentence == e.sentence]


def _told(doc: Doc, claim: Claim, longer: dict[Span, Mention]) -> Claim:
    spans = spots(claim, "place")
    texts = {doc.story.cut(s): longer[s].text for s in spans if s in longer}
    free = {doc.story.cut(s) for s in spans if s not in longer}
    place = tuple(dict.fromkeys(p if p in free else texts.get(p, p) for p in claim.place))
    whole = tuple(dict.fromkeys(Span(longer[s].start, longer[s].end) if s in longer else s for s in spans))
    return replace(claim, place=place, spans=moved(claim, "place", whole))


__all__ = ["with_borders"]
