"""The chance that a claim is right, from what it rests on: a logistic curve whose weights were fitted on annotated stories."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log, log1p

from bot.extract.candidates import Doc, Zone
from bot.extract.families import FIGHTS
from bot.model import Claim, ClaimType

LEAD = 3  # sentences after the title that count as the lead
SHORT = 800  # characters: a feed item, not a story


@dataclass(frozen=True, slots=True)
class Curve:
    """Weights by the name of a sign, and the start."""

    start: float
    weights: Mapping[str, float]


@cache
def curve(name: str) -> Curve:
    """The fitted curve of one way of reading ("rules" or "model"); a flat one where none was fitted."""
    raw = tomllib.loads(files("bot.extract").joinpath("lexicon/confidence.toml").read_text(encoding="utf-8")).get(name, {})
    return Curve(float(raw.get("start", 0.0)), {k: float(v) for k, v in raw.get("weights", {}).items()})


def chance(doc: Doc, claim: Claim, name: str) -> float:
    """The chance, 0 to 1, that a claim is right."""
    return _on(curve(name), signs(doc, claim))


def likely(doc: Doc, claim: Claim, claims: Sequence[Claim], name: str) -> float:
    """The chance that what the heads tell of a whole story is right ("told"), or of an event at all ("met"), among all that they tell."""
    return _on(curve(name), told_signs(doc, claim, claims))


def _on(shape: Curve, found: Mapping[str, float]) -> float:
    total = shape.start + sum(shape.weights.get(sign, 0.0) * value for sign, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def signs(doc: Doc, claim: Claim) -> dict[str, float]:
    """What speaks for or against a claim."""
    zones = [s for s in doc.sentences if any(e.start == s.said.start for e in claim.evidence)]
    short = len(doc.story.text) < SHORT
    flags = {
        "actor": bool(claim.actor),
        "two_actors": len(claim.actor) > 1,
        "loose_actor": any("_" in a for a in claim.actor),
        "target": bool(claim.target),
        "two_targets": len(claim.target) > 1,
        "item": bool(claim.item),
        "quantity": any(i.quantity for i in claim.item),
        "money": claim.money is not None,
        "casualties": claim.casualties is not None,
        "date": claim.date is not None,
        "place": bool(claim.place),
        "source": bool(claim.source),
        "named": any(s.name for s in claim.source),
        "title": any(s.zone is Zone.TITLE for s in zones),
        "lead": any(s.zone is not Zone.TITLE and s.index <= LEAD for s in zones),
        "background": claim.background,
        "lead_claim": claim.importance == 3,
        "second": len(claim.evidence) == 2,
        "third": len(claim.evidence) > 2,
        "short": short,
        "short_title": short and any(s.zone is Zone.TITLE for s in zones),
        f"type.{claim.type}": True,
        f"status.{claim.status}": True,
    }
    return {"score": claim.confidence, "score_square": claim.confidence**2, **{k: float(v) for k, v in flags.items() if v}}


def told_signs(doc: Doc, claim: Claim, claims: Sequence[Claim]) -> dict[str, float]:
    """What speaks for or against a claim of a whole story, its type first: heads are too sure of fights, not sure enough of threats."""
    surer = [c for c in claims if c is not claim and c.confidence > claim.confidence]
    alike = [c for c in claims if c is not claim and c.type is claim.type and c.actor == claim.actor]
    at = {s.index for s in doc.sentences if any(e.start == s.said.start for e in claim.evidence)}
    odds = _odds(claim.confidence)
    flags = {
        "nobody": not claim.actor,
        "two_actors": len(claim.actor) > 1,
        "group": any(a.islower() for a in claim.actor),
        "unaimed": not claim.target,
        "two_targets": len(claim.target) > 1,
        "civilians_alone": claim.target == ("civilians",),
        "own_side": bool(set(claim.actor) & set(claim.target)),
        "two_items": len(claim.item) > 1,
        "casualties": claim.casualties is not None,
        "date": claim.date is not None,
        "nowhere": not claim.place,
        "two_places": len(claim.place) > 1,
        "source": bool(claim.source),
        "two_sources": len(claim.source) > 1,
        "second": len(claim.evidence) > 1,
        "third": len(claim.evidence) > 2,
        "title": 0 in at,
        "lead": any(i <= LEAD for i in at),
        "background": claim.background,
        "lead_claim": claim.importance == 3,
        "aside": claim.importance == 1,
        "strike_nowhere": claim.type is ClaimType.STRIKE and not claim.place,
        "fight_of_nobody": claim.type in FIGHTS and not claim.actor,
        "told_again": bool(alike),
        "told_surer": any(c in surer for c in alike),
        f"type.{claim.type}": True,
    }
    counts = {
        "odds": odds,
        "odds.background": odds * claim.background,
        "sentences": log1p(len(doc.sentences)),
        "claims": log1p(len(claims)),
        "surer_of_type": float(sum(c.type is claim.type for c in surer)),
        "surer_beside": float(sum(bool({e.start for e in c.evidence} & {e.start for e in claim.evidence}) for c in surer)),
    }
    fight = {f"odds.{claim.type}": odds} if claim.type in FIGHTS else {}
    return counts | fight | {k: 1.0 for k, v in flags.items() if v}


def _odds(chance: float) -> float:
    held = min(max(chance, 1e-4), 1 - 1e-4)
    return log(held / (1 - held))
