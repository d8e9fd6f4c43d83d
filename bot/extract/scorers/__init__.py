"""The learned scorers: which sentence tells of which type, how firmly, and which mention has which role. They point, they never write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.extract.candidates import Doc, Kind
from bot.extract.proposal import ROLES, Proposal
from bot.extract.scorers.features import TYPES, Features, Floats, features, near
from bot.extract.scorers.heads import Heads, Seen, sigmoid
from bot.extract.scorers.pools import Key
from bot.extract.scorers.threads import keep_to_one_thread, session
from bot.extract.scorers.trees import Trees
from bot.extract.scorers.windows import Tokenise, Window, windows
from bot.model import ClaimType

Encode = Callable[[NDArray[np.int64], NDArray[np.int64]], Floats]
FLOOR = 0.04  # the chance from which a sentence's type is looked into
BATCH = 4
MOST = 80  # windows of one story, some 12,000 words: what stands behind them is left to the rules
SIGNS = frozenset({Kind.TRIGGER, Kind.ITEM, Kind.CASUALTIES, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class Pool:
    """Mentions that offer one value for a role: the chance that it is right, and the best mention."""

    key: Key
    score: float
    mention: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence and one type: the chance of a claim, its status, background and importance, and the pools of each role, best first."""

    sentence: int
    type: ClaimType
    score: float
    status: tuple[float, ...]
    background: float
    importance: tuple[float, ...]
    roles: dict[str, tuple[Pool, ...]]


@dataclass(frozen=True, slots=True)
class Scorers:
    """The encoder with its heads; `tuned` holds what decode reads: thresholds and small models."""

    encode: Encode
    heads: Heads
    tokenise: Tokenise
    tuned: dict[str, Any]

    @classmethod
    def load(cls) -> Scorers | None:
        """What is bundled, or None where nothing is."""
        folder = files("bot.extract").joinpath("model")
        if not folder.joinpath("encoder.onnx").is_file():
            return None
        keep_to_one_thread()
        held = np.load(BytesIO(folder.joinpath("heads.npz").read_bytes()))
        tuned = json.loads(folder.joinpath("tuned.json").read_text(encoding="utf-8"))
        tuned["pair"] = Trees(folder.joinpath("pairs.onnx").read_bytes())
        return cls(
            _encoder(folder.joinpath("encoder.onnx").read_bytes()),
            Heads({k: held[k].astype(np.float32) for k in held.files}),
            tokeniser(folder.joinpath("tokenizer.json").read_text(encoding="utf-8")),
            tuned,
        )

    def cells(self, doc: Doc, rules: Sequence[Proposal] = (), feats: Features | None = None) -> tuple[Cell, ...]:
        """Every (sentence, type) worth a look, in order."""
        feats = features(doc, rules) if feats is None else feats
        found = windows(doc, self.tokenise, wanted(doc, rules))[:MOST]
        out: list[Cell] = []
        for window, h in zip(found, self._encoded(found), strict=True):
            out.extend(self._of_window(doc, feats, window, h))
        return tuple(sorted(out, key=lambda c: (c.sentence, TYPES.index(c.type))))

    def _encoded(self, found: Sequence[Window]) -> list[Floats]:
        out: dict[int, Floats] = {}
        order = sorted(range(len(found)), key=lambda i: (len(found[i].ids), i))
        for start in range(0, len(order), BATCH):
            group = order[start : start + BATCH]
            ids = np.zeros((len(group), len(found[group[-1]].ids)), np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(group):
                ids[row, : len(found[i].ids)] = found[i].ids
                mask[row, : len(found[i].ids)] = 1
            out.update(zip(group, self.encode(ids, mask), strict=True))
        return [out[i] for i in range(len(found))]

    def _of_window(self, doc: Doc, feats: Features, window: Window, h: Floats) -> Iterator[Cell]:
        read = _Reading(doc, feats, window, h, self.heads)
        for index in window.judged:
            seen = self.heads.sentence(h, window.shown[index], feats.sentence[index], feats.typed[index])
            chances = sigmoid(seen.types)
            for t in np.flatnonzero(chances >= FLOOR):
                yield read.cell(index, int(t), float(chances[t]), seen)


class _Reading:
    """A window with the vectors of its mentions, made when first asked for."""

    def __init__(self, doc: Doc, feats: Features, window: Window, h: Floats, heads: Heads) -> None:
        self.doc, self.feats, self.window, self.heads = doc, feats, window, heads
        found = [
            (i, at)
            for i, m in enumerate(doc.mentions)
            if m.sentence in window.shown and (at := tokens_of(window, m.start, m.end, window.shown[m.sentence]))
        ]
        self.mentions = [i for i, _ in found]
        self.at = np.array([at for _, at in found], np.int64).reshape(-1, 2)
        self.k = heads.spans(h, self.at, feats.mention[self.mentions]) if found else np.zeros((0, 1), np.float32)

    def cell(self, index: int, kind: int, score: float, seen: Seen) -> Cell:
        status, back, importance = self.heads.cell(seen.cells[kind])
        return Cell(
            index,
            TYPES[kind],
            score,
            tuple(map(float, status)),
            back,
            tuple(map(float, importance)),
            self._roles(index, kind, seen),
        )

    def _roles(self, index: int, kind: int, seen: Seen) -> dict[str, tuple[Pool, ...]]:
        here = set(near(index, tuple(self.window.shown), self.feats.title))
        rows = [
            r
            for r, m in enumerate(self.mentions)
            if self.doc.mentions[m].sentence in here and self.doc.mentions[m].kind not in {Kind.TRIGGER, Kind.CUE, Kind.OTHER_NUMBER}
        ]
        if not rows:
            return dict.fromkeys(ROLES, ())
        held = [self.mentions[r] for r in rows]
        same = np.array([self.doc.mentions[m].sentence == index for m in held], np.float32)
        gap = (self.at[rows].mean(-1).astype(np.float32) - seen.look[kind]) * same
        logits = self.heads.roles(self.k[rows], seen.cells[kind], [self.feats.pair(self.doc, index, kind, m) for m in held], gap, same)
        return {role: self._pools(role, held, logits[:, r]) for r, role in enumerate(ROLES)}

    def _pools(self, role: str, held: Sequence[int], logits: Floats) -> tuple[Pool, ...]:
        pools: dict[Key, list[tuple[float, int]]] = {}
        for m, logit in zip(held, logits, strict=True):
            for key in self.feats.offers[m].get(role, ()):
                pools.setdefault(key, []).append((float(logit), m))
        out = [Pool(key, _chance([x for x, _ in found]), max(found, key=lambda f: (f[0], -f[1]))[1]) for key, found in pools.items()]
        return tuple(sorted(out, key=lambda p: (-p.score, p.mention)))


def _chance(logits: Sequence[float]) -> float:
    top = max(logits)
    total = top + float(np.log(sum(np.exp(x - top) for x in logits)))
    return float(1 / (1 + np.exp(-max(-30.0, min(30.0, total)))))


def tokens_of(window: Window, start: int, end: int, shown: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens of a window under a stretch of the story, inside one sentence's tokens."""
    hits = [i for i in range(*shown) if window.spans[i][0] < end and window.spans[i][1] > start]
    return (hits[0], hits[-1] + 1) if hits else None


def wanted(doc: Doc, rules: Sequence[Proposal]) -> tuple[int, ...]:
    """The sentences with a trigger, a thing or a rule's proposal, their neighbours and the lead; none where there is no such sign."""
    hot = {m.sentence for m in doc.mentions if m.kind in SIGNS} | {p.sentence for p in rules}
    return tuple(sorted({j for i in hot for j in (i - 1, i, i + 1)} | {0, 1, 2})) if hot else ()


def tokeniser(text: str) -> Tokenise:
    """The word pieces of a sentence with their offsets, without special tokens."""
    made = Tokenizer.from_str(text)
    made.no_padding()
    made.no_truncation()

    def tokenise(sentence: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = made.encode(sentence, add_special_tokens=False)
        return found.ids, found.offsets

    return tokenise


def _encoder(model: bytes) -> Encode:
    running = session(model)

    def encode(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Floats:
        out: Floats = running.run(None, {"ids": ids, "mask": mask})[0]
        return out

    return encode
