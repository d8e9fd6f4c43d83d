"""What one who runs for an office vows to do: he holds no office yet, so that it is what may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.families import FLAT
from bot.extract.rules.reading import Reading
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status

RUNS = r"(?:candidate|front-?runner|nominee|hopeful|contender|challenger)"
BEFORE = re.compile(rf"\b{RUNS},?\s$", re.IGNORECASE)
BEHIND = re.compile(rf",\s(?:the|an?|now the|then a)\s(?:[\w-]+\s){{0,4}}?{RUNS}\b", re.IGNORECASE)
HIM = frozenset({"he", "she"})
REACH = 24  # characters before a name that say what he is


def with_runners(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, those possible that only tell what a candidate vows or threatens: twelve of thirteen that readers marked are so."""
    names = {name for m in read.doc.mentions if m.kind is Kind.PERSON and _runs(read.doc, m) for name in _last(m.name or m.text)}
    if not names:
        return tuple(claims)
    return tuple(replace(c, status=Status.POSSIBLE) if _vowed(c, names, read.shown(c)) else c for c in claims)


def _runs(doc: Doc, person: Mention) -> bool:
    full = doc.story.full
    return bool(BEFORE.search(full, max(0, person.start - REACH), person.start) or BEHIND.match(full, person.end))


def _last(name: str) -> tuple[str, ...]:
    return tuple(name.split()[-1:])


def _vowed(claim: Claim, names: set[str], held: Sequence[View]) -> bool:
    """Whether a claim tells what is to come, or a threat, and candidates alone say so in each of its sentences."""
    ahead = claim.status is Status.PLANNED or (claim.type is ClaimType.THREAT and claim.status in FLAT)
    said = [s.name for s in claim.source]
    return ahead and bool(said) and all(n and names & {*_last(n)} for n in said) and all(_about(v, names) for v in held)


def _about(view: View, names: set[str]) -> bool:
    """Whether a sentence names a candidate, or tells by "he" or "she" of one whom the sentence before named."""
    people = (resolved(view.doc, m) for _, m in view.own if m.kind is Kind.PERSON)
    return any(names & {*_last(m.name or m.text)} for m in people) or any(t.lower_ in HIM for t in view.tokens)
