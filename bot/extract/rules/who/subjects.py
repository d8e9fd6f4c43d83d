"""Who fought where only the verbs tell him from who was fought: "our fighters have seized the town, the rebels' spokesman said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, starts
from bot.extract.decode.units import FIGHTS, FLAT
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, passive, subject
from bot.extract.text.view import View, shown
from bot.model import Claim


def with_subjects(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The fights of nobody in which the side hit is the subject of every verb that tells of them, with that side as the doer.

    And those of one state with the others that its forces' name joins it with: "Norlandic and Sudlandic forces".
    """
    at = starts(doc)
    held = ((c, shown(at, c.evidence, seen)) for c in claims)
    return tuple(_joined(_turned(c, views), views) if c.type in FIGHTS and c.status in FLAT else c for c, views in held)


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.actor or len(claim.target) != 1:
        return claim
    verbs = [(view, t) for view in held for kind in sorted(FIGHTS) for t in view.events(kind) if _does(t)]
    doers = [did for view, verb in verbs if (did := view.sides(subject(verb)))]
    if not doers or any(did != frozenset(claim.target) for did in doers):
        return claim
    spans = tuple(("actor" if name == "target" else name, spots) for name, spots in claim.spans)
    return replace(claim, actor=claim.target, target=(), spans=spans)


def _joined(claim: Claim, held: Sequence[View]) -> Claim:
    """A fight with all states whose forces are told by one name to do it together, where it has one of them."""
    states = [pair for view in held for kind in sorted(FIGHTS) for t in view.events(kind) if _does(t) for pair in _pairs(view, t)]
    found = next((p for p in states if set(claim.actor) < set(p) and not set(p) & set(claim.target)), claim.actor)
    return replace(claim, actor=found) if claim.actor else claim


def _pairs(view: View, verb: Token) -> Iterator[tuple[str, ...]]:
    """The states that stand side by side before the name of those who do something."""
    for adjective in (a for s in subject(verb) for a in children(s, "amod")):
        told = [view.sides([t]) for t in conjuncts(adjective)]
        if len(told) > 1 and all(len(ids) == 1 and next(iter(ids)).isupper() for ids in told):
            yield tuple(dict.fromkeys(i for ids in told for i in ids))


def _does(verb: Token) -> bool:
    """Whether a verb is what somebody does to something: "seized the town", never "died"."""
    return is_verb(verb) and not passive(verb) and bool(children(verb, "dobj"))


__all__ = ["with_subjects"]
