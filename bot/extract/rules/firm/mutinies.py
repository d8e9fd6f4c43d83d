"""Who rises against his own state is not that state: the soldiers of "a faction of the army attempted to seize power" are nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import FIGHTS, FLAT
from bot.extract.rules.grammar import MODIFIERS, doing
from bot.extract.rules.reading import Reading
from bot.extract.tables import holds, words
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim

LOYAL = re.compile(r"(?i)\b(?:loyal(?:ists?)?|police|pro-government|special forces|crush\w*|put down|quell\w*|repel\w*)\b")


def without_mutinies(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights in which a state's own soldiers try to take power, with the state as the side hit, by nobody told."""
    return tuple(_turned(c, read.shown(c)) if _may(c) else c for c in claims)


def _may(claim: Claim) -> bool:
    own = len(claim.actor) == 1 and claim.actor[0].isupper() and set(claim.target) <= {*claim.actor, "civilians"}
    return own and claim.type in FIGHTS and claim.status in FLAT


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    told = " ".join(view.sentence.text for view in held)
    if (
        not holds("mutinies", "coup", told)
        or LOYAL.search(told)
        or any(_others(v, claim.actor[0]) or _elsewhere(v, claim.actor[0]) for v in held)
    ):
        return claim
    spans = tuple((name, spots) for name, spots in claim.spans if name not in {"actor", "target"})
    return replace(claim, actor=(), target=(*claim.actor, *(t for t in claim.target if t not in claim.actor)), spans=spans)


def _elsewhere(view: View, state: str) -> bool:
    """Whether a sentence tells of a fight and of no rising, and names another state."""
    if holds("mutinies", "coup", view.sentence.text) or not any(view.events(kind) for kind in FIGHTS):
        return False
    return any(i.isupper() and i != state for _, m in view.own if m.kind in {Kind.PARTY, Kind.PLACE} for i in m.ids)


def _others(view: View, state: str) -> bool:
    """Whether the state does something by force that is told of no rebel soldiers or plotters."""
    verbs = [t for kind in FIGHTS for t in view.events(kind) if is_verb(t)]
    who = [s for t in verbs for s in doing(t) if state in view.sides([s])]
    return any(not ({lemma(w) for w in (s, *children(s, *MODIFIERS))} & words("mutinies")["rebels"]) for s in who)


__all__ = ["without_mutinies"]
