"""The sides of what several do together, where the words name them side by side: "Norland-Sudland truce", "pact between the two"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved, starts
from bot.extract.tree import children, conjuncts
from bot.extract.view import View
from bot.model import Claim, ClaimType, Span

JOINT = frozenset({ClaimType.AGREEMENT, ClaimType.EXERCISE})
HYPHENS = frozenset({"-", "–"})
NEAR = 24  # characters between the second side and the word of the event: "US-Houthi ceasefire deal", "US-Japan naval drills"


def with_sides(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims of pacts and drills with both sides that a hyphen or "between" joins as the doers, and nobody else."""
    at = starts(doc)
    held = ([v for s in c.evidence if s.start in at and (v := seen[at[s.start]]) is not None] for c in claims)
    return tuple(_sided(c, views) if c.type in JOINT else c for c, views in zip(claims, held, strict=True))


def _sided(claim: Claim, held: Sequence[View]) -> Claim:
    found = next((pair for view in held if len(pair := _pair(view, claim)) > 1), ())
    sides = tuple(dict.fromkeys(i for m, v in found for i in resolved(v.doc, m).ids))
    if len(sides) < 2 or not set(sides) & set(claim.actor) or set(sides) == set(claim.actor):
        return claim
    spots = tuple(Span(m.start, m.end) for m, _ in found)
    others = tuple((n, s) for n, s in claim.spans if n != "actor")
    return replace(claim, actor=sides, target=tuple(t for t in claim.target if t not in sides), spans=(("actor", spots), *others))


def _pair(view: View, claim: Claim) -> tuple[tuple[Mention, View], ...]:
    """The two parties that are joined right before a word of the event, or behind its "between"."""
    parties = [m for _, m in view.of(Kind.PARTY) if not m.modifier and resolved(view.doc, m).ids]
    full = view.doc.story.full
    for trigger in (m for _, m in view.of(Kind.TRIGGER) if claim.type in m.ids):
        for one in parties:
            mark, second = full[one.end : one.end + 1], [m for m in parties if m.start == one.end + 1]
            if mark in HYPHENS and second and 0 < trigger.start - second[0].end <= NEAR and _bare(full[second[0].end : trigger.start]):
                return ((one, view), (second[0], view))
        token = view.head(trigger)
        between = [p for p in children(token, "prep") if p.lower_ == "between"] if token is not None else []
        named = [t for p in between for o in children(p, "pobj") for t in conjuncts(o)]
        found = [next((m for m in parties if (h := view.head(m)) is not None and h.i == t.i), None) for t in named]
        if len(found) > 1 and all(m is not None for m in found):
            return tuple((m, view) for m in found if m is not None)
    return ()


def _bare(gap: str) -> bool:
    """Whether only words of a name stand there."""
    return all(c.isalpha() or c in " -" for c in gap)
