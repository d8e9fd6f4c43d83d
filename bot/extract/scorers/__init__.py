"""The learned scorers: which sentence tells of which type, how firmly, and which mention has which role. They point, they never write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.extract.candidates import Doc, Kind
from bot.extract.confidence import SHORT
from bot.extract.proposal import Proposal
from bot.extract.scorers import sums
from bot.extract.scorers.cells import Cell, Pool
from bot.extract.scorers.features import TYPES, Features, Floats, features
from bot.extract.scorers.heads import Heads
from bot.extract.scorers.own import anchored
from bot.extract.scorers.reading import FLOOR, Reading, tokens_of
from bot.extract.scorers.threads import keep_to_one_thread, unpacked
from bot.extract.scorers.trees import Trees
from bot.extract.scorers.windows import Tokenise, Window, windows

Encode = Callable[[NDArray[np.int64], NDArray[np.int64]], Floats]
NETS = ("small", "large")  # as their files are named
BATCH = 4
MOST = 80  # windows of one story, some 12,000 words: what stands behind them is left to the rules
SIGNS = frozenset({Kind.TRIGGER, Kind.ITEM, Kind.CASUALTIES, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class Net:
    """An encoder with its heads. `encode`: word pieces and mask, [windows, pieces] each, to vectors [windows, pieces, width].

    `brief`: heads on the same vectors for feed items, whose headlines tell all in a few words; None: those of stories.
    `weight`, `brief_weight`: of its word beside the other nets', in a story and in a feed item.
    """

    encode: Encode
    heads: Heads
    brief: Heads | None = None
    weight: float = 1.0
    brief_weight: float = 1.0

    def reading(self, text: str) -> tuple[Heads, float]:
        """The heads for a text of this length, and the weight of their word."""
        if len(text) >= SHORT:
            return self.heads, self.weight
        return self.brief or self.heads, self.brief_weight


@dataclass(frozen=True, slots=True)
class Scorers:
    """Nets that read the same word pieces and whose word is averaged by weight; `tuned` holds what decode reads: thresholds, trees."""

    nets: tuple[Net, ...]
    tokenise: Tokenise
    tuned: dict[str, Any]

    @classmethod
    def load(cls) -> Scorers | None:
        """What is bundled, or None where nothing is."""
        folder = files("bot.extract").joinpath("model")
        if not folder.joinpath("tuned.json").is_file():
            return None
        keep_to_one_thread()
        tuned = json.loads(folder.joinpath("tuned.json").read_text(encoding="utf-8"))
        tuned["pair"] = Trees(folder.joinpath("pairs.onnx").read_bytes())
        nets = tuple(_net(folder, name, tuned["weight"]) for name in NETS)
        return cls(nets, tokeniser(folder.joinpath("tokenizer.json").read_text(encoding="utf-8")), tuned)

    def cells(self, doc: Doc, rules: Sequence[Proposal] = (), feats: Features | None = None) -> tuple[Cell, ...]:
        """Every (sentence, type) worth a look, in order."""
        feats = features(doc, rules) if feats is None else feats
        found = windows(doc, self.tokenise, wanted(doc, rules))[:MOST]
        heads, weights = zip(*(net.reading(doc.story.text) for net in self.nets), strict=True)
        out: list[Cell] = []
        for group, ids, mask in batched(found):
            vectors = [net.encode(ids, mask) for net in self.nets]
            for row, window in enumerate(group):
                out.extend(Reading(doc, feats, window, heads, [v[row] for v in vectors], weights).cells())
        return tuple(sorted(anchored(doc, out, rules), key=lambda c: (c.sentence, TYPES.index(c.type))))


def batched(found: Sequence[Window]) -> Iterator[tuple[Sequence[Window], NDArray[np.int64], NDArray[np.int64]]]:
    """Windows of like length together, with their word pieces and mask."""
    ordered = sorted(found, key=lambda w: len(w.ids))
    for start in range(0, len(ordered), BATCH):
        group = ordered[start : start + BATCH]
        ids = np.zeros((len(group), len(group[-1].ids)), np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(group):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        yield group, ids, mask


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


def _heads(folder: Traversable, name: str) -> Heads:
    held = np.load(BytesIO(folder.joinpath(name).read_bytes()))
    return Heads({k: held[k].astype(np.float32) for k in held.files})


def _net(folder: Traversable, name: str, weight: dict[str, dict[str, float]]) -> Net:
    """A net whose encoder is unpacked when the first window is read: most of what starts never reads one."""
    heads, brief = (_heads(folder, f) for f in (f"{name}.npz", f"{name}-brief.npz"))
    running = cache(lambda: unpacked(folder.joinpath(f"{name}.onnx.gz"), sums.exact(name)))

    def encode(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Floats:
        out: Floats = running().run(None, {"ids": ids, "mask": mask})[0]
        return out

    return Net(encode, heads, brief, weight["story"][name], weight["item"][name])


__all__ = ["FLOOR", "Cell", "Encode", "Net", "Pool", "Scorers", "batched", "tokeniser", "tokens_of", "wanted"]
