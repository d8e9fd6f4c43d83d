"""The sides of what several do together, where the words name them side by side: "Norland-Sudland truce", "pact between the two"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.families import JOINT
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.text.tree import children, conjuncts
from bot.extract.text.view import View
from bot.model import Claim, Span

HYPHENS = frozenset({"-", "–"})
NEAR = 24  # characters between the second side and the word of the event: "US-Houthi ceasefire deal", "US-Japan naval drills"


def with_sides(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of pacts and drills with both sides that a hyphen or "between" joins as the doers, and nobody else."""
    return tuple(_sided(read.doc, c, read.shown(c)) if c.type in JOINT else c for c in claims)


def _sided(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    found = next((pair for view in held if (pair := _pair(view, claim))), ())
    sides = tuple(dict.fromkeys(i for m in found for i in resolved(doc, m).ids))
    if len(sides) < 2 or not set(sides) & set(claim.actor) or set(sides) == set(claim.actor):
        return claim
    spots = tuple(Span(m.start, m.end) for m in found)
    others = less(claim, "actor")
    return replace(claim, actor=sides, target=tuple(t for t in claim.target if t not in sides), spans=(("actor", spots), *others))


def _pair(view: View, claim: Claim) -> tuple[Mention, ...]:
    """The parties that are joined right before a word of the event, or behind its "between"; none where not all are known."""
    parties = [m for _, m in view.of(Kind.PARTY) if not m.modifier and resolved(view.doc, m).ids]
    triggers = [m for _, m in view.of(Kind.TRIGGER) if claim.type in m.ids]
    return next((pair for t in triggers if (pair := _hyphened(view, t, parties) or _between(view, t, parties))), ())


def _hyphened(view: View, trigger: Mention, parties: Sequence[Mention]) -> tuple[Mention, ...]:
    full = view.doc.story.full
    joined = ((one, two) for one in parties for two in parties if two.start == one.end + 1 and full[one.end] in HYPHENS)
    return next((pair for pair in joined if 0 < trigger.start - pair[1].end <= NEAR and _bare(full[pair[1].end : trigger.start])), ())


def _between(view: View, trigger: Mention, parties: Sequence[Mention]) -> tuple[Mention, ...]:
    token = view.head(trigger)
    preps = [p for p in children(token, "prep") if p.lower_ == "between"] if token is not None else []
    heads = {h.i: m for m in reversed(parties) if (h := view.head(m)) is not None}
    found = [heads.get(t.i) for p in preps for o in children(p, "pobj") for t in conjuncts(o)]
    return tuple(m for m in found if m is not None) if len(found) > 1 and None not in found else ()


def _bare(gap: str) -> bool:
    """Whether only words of a name stand there."""
    return all(c.isalpha() or c in " -" for c in gap)
