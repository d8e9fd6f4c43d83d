"""The chance that a claim is right, from what it rests on: a logistic curve whose weights were fitted on annotated stories."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from bot.extract.candidates import Doc, Zone
from bot.model import Claim

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
    shape = curve(name)
    total = shape.start + sum(shape.weights.get(sign, 0.0) * value for sign, value in signs(doc, claim).items())
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
