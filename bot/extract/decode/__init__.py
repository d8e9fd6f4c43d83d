"""What the scorers say becomes claims: likely cells, joined where they tell one event, with the values likely enough for each slot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import Any

import numpy as np

from bot.extract.candidates import Doc, Zone
from bot.extract.confidence import SHORT
from bot.extract.decode import slots
from bot.extract.decode.clean import clean, speakers, stated
from bot.extract.decode.holders import once
from bot.extract.decode.pairs import clusters, odds, own
from bot.extract.decode.scoped import scoped
from bot.extract.decode.separate import deeds
from bot.extract.decode.sifted import CERTAIN, TURNS, attacking, spoken, told_of
from bot.extract.decode.signs import Around, signs
from bot.extract.decode.standing import kind_of, stands
from bot.extract.decode.telling import telling
from bot.extract.decode.units import Unit, units
from bot.extract.decode.worn import lasting, worn
from bot.extract.families import LAUNCHES
from bot.extract.proposal import ROLES, Filler, Proposal
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES, TYPES
from bot.model import NEGATIVE, Claim, Span, Status, firm_word

Tuned = Mapping[str, Any]  # tuned.json: thresholds ("claim", "role", "join") and small models ("pair", "keep", "right")
CLAIM_AT = 0.5
EVIDENCE = 3
MOST = 120  # cells of one story that are joined: each is held against each
# A word of denial, or somebody's own words: without one, and with nobody who says it, nothing is denied.
DENIES = re.compile(
    r"(?i)\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|refut\w*|dismiss\w*|disput\w*|false\w*|untrue|baseless|unfounded|fabricat\w*"
    r"|we|our|us|i)\b|[“\"]"
)


def proposed(cells: Sequence[Cell], tuned: Tuned) -> tuple[Proposal, ...]:
    """The likely ones of some cells as proposals, one for each status."""
    return tuple(_proposal(u, tuned.get("role", {})) for u in units(_likely(cells, tuned)))


def joined(doc: Doc, cells: Sequence[Cell], tuned: Tuned, rules: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """Scored cells as claims; `tuned` holds thresholds ("claim", "role") and small models ("pair", "right", "keep")."""
    found, around = spoken(doc, scoped(doc, units(attacking(doc, told_of(doc, _likely(cells, tuned)))))), Around(doc, cells, rules)
    scores = odds(doc, found, tuned["pair"])
    groups = clusters(scores, float(tuned.get("join", {}).get("at", 0.0)))
    did = deeds(doc) if groups else ()
    made = (claim(around, own(doc, found, g, scores, did), tuned) for g in groups)
    told = sorted((c for c in made if c is not None), key=lambda c: (c.evidence[0].start, TYPES.index(c.type)))
    best: dict[tuple[object, ...], Claim] = {}
    for one in told:  # a launch that is the test of an engine is told by both types
        key = (one.type, one.status, one.evidence, one.actor)
        best[key] = max((best.get(key, one), one), key=lambda c: c.confidence)
    return tuple(best.values())


def _likely(cells: Sequence[Cell], tuned: Tuned) -> list[Cell]:
    limits = tuned.get("claim", {})
    found = [c for c in cells if c.score >= limits.get(str(c.type), limits.get("", CLAIM_AT))]
    return found if len(found) <= MOST else [c for c in found if c.score >= sorted(x.score for x in found)[-MOST]][:MOST]


def claim(around: Around, group: Sequence[Unit], tuned: Tuned) -> Claim | None:
    """A group of units as one claim, with the chance that it is right; None where that one is too small to tell it."""
    found = found_in(around.doc, group, tuned)
    if not stands(around.doc, group[0].cell.type, found):
        return None
    made = drafted(around.doc, group, found)
    right, keep = tuned.get("right"), tuned.get("keep")
    marks = signs(around, group, found, made) if right or keep else []
    if keep and chance(keep, marks) < float(keep["short" if len(around.doc.story.text) < SHORT else "at"]):
        return None
    return replace(made, confidence=round(chance(right, marks), 4) if right else max(u.cell.score for u in group))


def drafted(doc: Doc, group: Sequence[Unit], found: Mapping[str, list[slots.Value]]) -> Claim:
    """A group of units with its values as a claim, its chance not yet told."""
    status, spans = _status(doc, group), _evidence(doc, group)
    found = lasting(doc, group[0].cell.type, worn(doc, group[0].cell.type, found), spans)
    found = stated(doc, group[0].cell.type, status, {**found, "source": speakers(doc, found, status)}, spans)
    if status is Status.DENIED and not found["source"] and not any(DENIES.search(doc.sentences[u.cell.sentence].text) for u in group):
        status = Status.NEGATED  # where nobody speaks nobody denies
    return Claim(
        type=kind_of(doc, group[0].cell.type, found),
        status=status,
        evidence=spans,
        quotes=tuple(doc.story.cut(s) for s in spans),
        actor=slots.ids(found["actor"]),
        target=slots.ids(found["target"]),
        item=slots.items(doc, found["item"], found["count"], group[0].cell.type),
        money=next((doc.mentions[v.mention].money for v in found["money"]), None),
        casualties=slots.harm(doc, found["casualties"]),
        date=slots.days(doc, found["date"], status),
        place=slots.places(doc, found["place"]),
        source=once(slots.speakers(doc, found["source"])),
        background=float(np.mean([u.cell.background for u in group])) >= 0.5,
        importance=_importance(group),
        spans=slots.spans(doc, found),
        told=telling(doc, group, found, spans),
    )


def found_in(doc: Doc, group: Sequence[Unit], tuned: Tuned) -> dict[str, list[slots.Value]]:
    """The values of a group for each role."""
    limits, kind = tuned.get("role", {}), group[0].cell.type
    found = {role: slots.chosen(group, role, limits) for role in ROLES}
    if kind in LAUNCHES and not found["item"] and _status(doc, group) in NEGATIVE:  # what was called off is named, though nothing flew
        found["item"] = slots.chosen(group, "item", {"item": limits.get("item", slots.ROLE_AT) / 2})[:1]
    return clean(doc, kind, found)


def _status(doc: Doc, group: Sequence[Unit]) -> Status:
    """The likeliest status; one that turns the claim over only where a word of the sentences can."""
    so = sum(u.cell.score * (1 if u.status in NEGATIVE else -1) for u in group)
    turned = so > 0 and any(u.share >= CERTAIN or TURNS.search(doc.sentences[u.cell.sentence].text) for u in group)
    shares = np.sum([np.array(u.cell.status) * u.cell.score for u in group], axis=0)
    allowed = [s for s in STATUSES if (s in NEGATIVE) == turned]
    return max(allowed, key=lambda s: float(shares[STATUSES.index(s)]))


def _importance(group: Sequence[Unit]) -> int:
    best = np.max([u.cell.importance for u in group], axis=0)
    return 3 if best[2] >= 0.5 else 1 + int(np.argmax(np.mean([u.cell.importance for u in group], axis=0)))


def _evidence(doc: Doc, group: Sequence[Unit]) -> tuple[Span, ...]:
    ranked = sorted(
        {u.cell.sentence: u.cell.score for u in group}.items(), key=lambda p: (doc.sentences[p[0]].zone is Zone.TITLE, -p[1], p[0])
    )
    return tuple(doc.sentences[i].said for i in sorted(i for i, _ in ranked[:EVIDENCE]))


def chance(model: Mapping[str, Any], x: Sequence[float]) -> float:
    """What a logistic model makes of some numbers."""
    total = float(np.dot(x, model["weights"]) + model["bias"][0])
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _proposal(unit: Unit, limits: dict[str, float]) -> Proposal:
    cell = unit.cell
    found = {role: slots.chosen([unit], role, limits) for role in ROLES}
    return Proposal(
        sentence=cell.sentence,
        type=cell.type,
        status=unit.status,
        roles=tuple((role, tuple(Filler(v.mention, v.score, "model") for v in held)) for role, held in found.items() if held),
        score=cell.score,
        why=f"model: {cell.score:.2f}, {firm_word(unit.status)} {unit.share:.2f}",
        background=cell.background >= 0.5,
        importance=1 + max(range(3), key=lambda i: cell.importance[i]),
    )
