"""What the chance that a claim is right is read from: the heads' own scores, where it stands, and how far the rules say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.extract.candidates import Doc, Zone
from bot.extract.decode import slots
from bot.extract.decode.units import Unit
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.model import NEGATIVE, Claim, Status

Found = Mapping[str, Sequence[slots.Value]]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a group of units: the story, all its scored cells, and the claims of the rules."""

    doc: Doc
    cells: Sequence[Cell] = ()
    rules: Sequence[Claim] = ()


def signs(around: Around, group: Sequence[Unit], found: Found, claim: Claim) -> list[float]:
    """All numbers of a group of units as the claim it would make."""
    best = max(group, key=lambda u: u.cell.score)
    return [*_scores(around.doc, group, best, found, claim.status), *_agreement(around, claim), *_place(around, group, best, found)]


def _scores(doc: Doc, group: Sequence[Unit], best: Unit, found: Found, status: Status) -> Iterator[float]:
    actors = slots.values(group, "actor")
    sure = [max((v.score for v in slots.values(group, r)), default=0.0) for r in ("actor", "target", "item")]
    importance = np.max([u.cell.importance for u in group], axis=0)
    yield best.cell.score
    yield float(np.log(best.cell.score / (1 - best.cell.score + 1e-4)))
    yield float(np.log1p(len(group)))
    yield float(any(doc.sentences[u.cell.sentence].zone is Zone.TITLE for u in group))
    yield from sure
    yield sure[0] * (1 - (actors[1].score if len(actors) > 1 else 0.0))
    yield sum(min(v.score, 1 - v.score) for r in ("actor", "target", "item") for v in slots.values(group, r))
    yield from (float(bool(found[r])) for r in ("actor", "target", "item"))
    yield from map(float, (importance[2], importance[1], importance[0]))
    yield float(np.mean([u.cell.background for u in group]))
    yield max(u.share for u in group)
    yield from (float(status is s) for s in STATUSES)
    yield float(min(u.cell.sentence for u in group) <= 2)
    yield float(len(doc.sentences) <= 4)


def _agreement(around: Around, claim: Claim) -> Iterator[float]:
    starts = {s.start for s in claim.evidence}
    here = [r for r in around.rules if starts & {s.start for s in r.evidence}]
    twins = [r for r in here if r.type is claim.type]
    yield float(bool(twins))
    yield float(any(set(t.actor) == set(claim.actor) for t in twins))
    yield float(any(set(t.target) & set(claim.target) for t in twins))
    yield float(any((t.status in NEGATIVE) is (claim.status in NEGATIVE) for t in twins))
    yield max((t.confidence for t in twins), default=0.0)
    yield float(bool(here))


def _place(around: Around, group: Sequence[Unit], best: Unit, found: Found) -> Iterator[float]:
    doc, cell = around.doc, best.cell
    yield max((c.score for c in around.cells if c.sentence == cell.sentence and c.type is not cell.type), default=0.0)
    yield float(np.log1p(min(u.cell.sentence for u in group)))
    yield from (max((v.score for v in slots.values(group, r)), default=0.0) for r in ("source", "place", "date"))
    yield from (float(len(found[r])) for r in ("actor", "target"))
    yield from (min((v.score for v in found[r]), default=0.0) for r in ("actor", "target"))
    taken = {v.key for v in found["actor"]}
    yield max((v.score for v in slots.values(group, "actor") if v.key not in taken), default=0.0)
    yield min((float(doc.mentions[v.mention].sentence == cell.sentence) for v in found["actor"]), default=0.0)
    yield float(np.log1p(len(doc.sentences)))
    yield cell.background
