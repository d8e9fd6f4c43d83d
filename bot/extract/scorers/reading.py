"""One window as several nets read it: what they say is averaged by weight, log-odds as log-odds, shares as shares."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

import numpy as np

from bot.extract.candidates import Doc, Kind
from bot.extract.proposal import ROLES
from bot.extract.scorers.cells import Cell, Pool
from bot.extract.scorers.features import TYPES, Features, Floats, near
from bot.extract.scorers.heads import Heads, Seen, sigmoid
from bot.extract.scorers.pools import Key
from bot.extract.scorers.windows import Window

FLOOR = 0.04  # the chance from which a sentence's type is looked into
LIKELY = 0.1  # the chance from which its roles are: decode tells nothing of what is less likely
NO_ROLE = frozenset({Kind.TRIGGER, Kind.CUE, Kind.OTHER_NUMBER})


class Reading:
    """A window with the vectors of its mentions. For each of `heads`: its encoder's vectors, [pieces, width], and its weight."""

    def __init__(
        self, doc: Doc, feats: Features, window: Window, heads: Sequence[Heads], vectors: Sequence[Floats], weights: Sequence[float]
    ) -> None:
        self.share = np.array(weights, np.float32) / sum(weights)
        self.doc, self.feats, self.window, self.nets = doc, feats, window, tuple(zip(heads, vectors, strict=True))
        found = [
            (i, at)
            for i, m in enumerate(doc.mentions)
            if m.sentence in window.shown and (at := tokens_of(window, m.start, m.end, window.shown[m.sentence]))
        ]
        self.mentions = [i for i, _ in found]
        self.at = np.array([at for _, at in found], np.int64).reshape(-1, 2)
        self.k = [net.spans(h, self.at, feats.mention[self.mentions]) for net, h in self.nets] if found else []

    def cells(self) -> Iterator[Cell]:
        """Every judged sentence with every type that is likely enough."""
        judged = list(self.window.judged)
        if not judged:
            return
        spans = [self.window.shown[i] for i in judged]
        seen = [net.sentences(h, spans, self.feats.sentence[judged], self.feats.typed[judged]) for net, h in self.nets]
        chances = sigmoid(np.tensordot(self.share, np.array([[s.types for s in held] for held in seen]), 1))
        likely = np.argwhere(chances >= FLOOR)
        if not len(likely):
            return
        judgements = [net.cells(np.array([held[r].cells[t] for r, t in likely])) for (net, _), held in zip(self.nets, seen, strict=True)]
        status, back, importance = (np.tensordot(self.share, np.array(told), 1) for told in zip(*judgements, strict=True))
        for at, (row, kind) in enumerate(likely.tolist()):
            score = float(chances[row, kind])
            yield Cell(
                judged[row],
                TYPES[kind],
                score,
                tuple(status[at].tolist()),
                float(back[at]),
                tuple(importance[at].tolist()),
                self._roles(judged[row], kind, [held[row] for held in seen]) if score >= LIKELY else dict.fromkeys(ROLES, ()),
            )

    def _roles(self, index: int, kind: int, seen: Sequence[Seen]) -> dict[str, tuple[Pool, ...]]:
        here = set(near(index, tuple(self.window.shown), self.feats.title))
        mentions = self.doc.mentions
        rows = [r for r, m in enumerate(self.mentions) if mentions[m].sentence in here and mentions[m].kind not in NO_ROLE]
        if not rows:
            return dict.fromkeys(ROLES, ())
        held = [self.mentions[r] for r in rows]
        same = np.array([mentions[m].sentence == index for m in held], np.float32)
        pairs = [self.feats.pair(self.doc, index, kind, m) for m in held]
        middle = self.at[rows].mean(-1).astype(np.float32)
        logits = np.array(
            [
                net.roles(k[rows], s.cells[kind], pairs, (middle - s.look[kind]) * same, same)
                for (net, _), k, s in zip(self.nets, self.k, seen, strict=True)
            ]
        )
        return {role: self._pools(role, held, logits[:, :, r].tolist()) for r, role in enumerate(ROLES)}

    def _pools(self, role: str, held: Sequence[int], logits: Sequence[Sequence[float]]) -> tuple[Pool, ...]:
        offers: dict[Key, list[int]] = {}
        for row, m in enumerate(held):
            for key in self.feats.offers[m].get(role, ()):
                offers.setdefault(key, []).append(row)
        told = list(zip(self.share.tolist(), logits, strict=True))
        alone = [sum(share * said[r] for share, said in told) for r in range(len(held))]
        pools = (_pool(key, held, rows, told, alone) for key, rows in offers.items())
        return tuple(sorted(pools, key=lambda p: (-p.score, p.mention)))


def _pool(
    key: Key, held: Sequence[int], rows: Sequence[int], told: Sequence[tuple[float, Sequence[float]]], alone: Sequence[float]
) -> Pool:
    """A value that the mentions of some rows offer; the odds of several add up.

    `told`: for each net its share and all rows' logits; `alone`: what they come to for each row.
    """
    best = max(rows, key=lambda r: (alone[r], -r)) if len(rows) > 1 else rows[0]
    odds = sum(share * _added([said[r] for r in rows]) for share, said in told) if len(rows) > 1 else alone[best]
    return Pool(key, 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), held[best])


def _added(logits: Sequence[float]) -> float:
    top = max(logits)
    return top + math.log(sum(math.exp(x - top) for x in logits))


def tokens_of(window: Window, start: int, end: int, shown: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens of a window under a stretch of the story, inside one sentence's tokens."""
    first = bisect_right(window.spans, start, *shown, key=itemgetter(1))
    last = bisect_left(window.spans, end, *shown, key=itemgetter(0))
    return (first, last) if first < last else None
