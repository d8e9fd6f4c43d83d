"""Whether two units of one type tell the same event: a small model over how alike their slots are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log1p

import numpy as np

from bot.extract.candidates import Doc, Zone
from bot.extract.decode.units import NOT_SO, Unit
from bot.extract.scorers import Pool
from bot.extract.scorers.features import TYPES, Floats
from bot.extract.scorers.pools import words
from bot.model import Days, Status

FLAT = frozenset({Status.ASSERTED, Status.ALLEGED})
COMPARED = ("actor", "target", "item", "place", "source", "date", "count", "casualties")
LEAST = 0.15  # a value's chance below which it says nothing


def alike(doc: Doc, one: Unit, two: Unit) -> list[float]:
    """The numbers that the pair model weighs."""
    a, b = one.cell, two.cell
    gap = abs(a.sentence - b.sentence)
    title = [doc.sentences[u.cell.sentence].zone is Zone.TITLE for u in (one, two)]
    first = min((s.index for s in doc.sentences if s.zone is Zone.BODY), default=0)
    near = [min(a.sentence, b.sentence) <= first + 1, max(a.sentence, b.sentence) <= first + 3]
    same_kind = [float(a.type is b.type and t is a.type) for t in TYPES]
    return [
        float(one.status is two.status),
        float(one.status is not two.status and {one.status, two.status} <= FLAT),
        float((one.status in NOT_SO) != (two.status in NOT_SO)),
        float(np.dot(a.status, b.status)),
        _cosine(a.vector, b.vector),
        *(x for role in COMPARED for x in _slot(role, a.roles[role], b.roles[role])),
        float(gap == 0),
        float(gap == 1),
        float(gap == 2),
        log1p(gap),
        float(any(title)),
        float(any(title) and near[1]),
        float(all(near)),
        float(doc.sentences[a.sentence].paragraph == doc.sentences[b.sentence].paragraph),
        abs(a.background - b.background),
        a.background * b.background,
        a.importance[2] * b.importance[2],
        abs(a.importance[2] - b.importance[2]),
        _overlap(doc.sentences[a.sentence].text, doc.sentences[b.sentence].text),
        log1p(len(doc.sentences)),
        *same_kind,
    ]


def _cosine(one: Floats, two: Floats) -> float:
    return float(one @ two / (np.linalg.norm(one) * np.linalg.norm(two) + 1e-6))


def _slot(role: str, one: Sequence[Pool], two: Sequence[Pool]) -> tuple[float, float]:
    """How far the likely values of a slot overlap, and how surely they differ."""
    a, b = ([p for p in pools if p.score >= LEAST][:6] for pools in (one, two))
    both = max((min(p.score, q.score) for p in a for q in b if _same(role, p.key, q.key)), default=0.0)
    apart = a[0].score * b[0].score if a and b and both < LEAST else 0.0
    return both, apart


def _same(role: str, one: object, two: object) -> bool:
    if role in {"place", "source"}:
        left, right = ({k} if isinstance(k, str) else set(k) if isinstance(k, frozenset) else set() for k in (one, two))
        return bool(left & right)
    if role == "date" and isinstance(one, Days) and isinstance(two, Days):
        return one.start <= two.end and two.start <= one.end
    return one == two


def _overlap(one: str, two: str) -> float:
    a, b = ({w for w in words(t) if len(w) > 3} for t in (one, two))
    return len(a & b) / (min(len(a), len(b)) + 2)


def odds(doc: Doc, found: Sequence[Unit], model: Mapping[str, Sequence[float]]) -> Floats:
    """[U, U] log-odds that two units tell one event; far below zero where their types differ."""
    out = np.full((len(found), len(found)), -20.0, np.float32)
    weights = np.array(model["weights"], np.float32)
    for i, one in enumerate(found):
        for j in range(i):
            if found[j].cell.type is one.cell.type:
                out[i, j] = out[j, i] = float(np.array(alike(doc, one, found[j]), np.float32) @ weights) + float(model["bias"][0])
    return out


def clusters(scores: Floats, least: float) -> list[list[int]]:
    """Units grouped, nearest first, as long as the mean log-odds between two groups reach `least`."""
    groups = [[i] for i in range(len(scores))]
    while len(groups) > 1:
        best, i, j = max((float(scores[np.ix_(groups[i], groups[j])].mean()), -i, -j) for i in range(len(groups)) for j in range(i))
        if best < least:
            break
        groups[-j] = sorted([*groups[-j], *groups[-i]])
        del groups[-i]
    return groups


__all__ = ["alike", "clusters", "odds"]
