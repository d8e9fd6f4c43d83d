"""Stories with what is to be learnt of them as arrays: the word of the gold or of teachers, windows as parts, parts as a batch."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from bot.extract.candidates import Doc
from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell as Scored
from bot.extract.scorers import tokens_of
from bot.extract.scorers.features import AHEAD, BACK, MENTION_WIDTH, PAIR_WIDTH, STATUSES, TYPES, Features
from bot.extract.scorers.pools import keys
from bot.extract.scorers.windows import BUDGET, Tokenise, Window, windows
from bot.train.gold import Cell, Row, cells, fills, status_share
from bot.train.net import Batch

Entry = tuple[int, int, object, float]  # mention, role, key, the chance that it is right
Array = NDArray[np.float32]
TAUGHT = 0.3  # a teacher's chance from which the rest of a cell is learnt too


@dataclass(frozen=True)
class Told:
    """What is told of one sentence and type."""

    status: Sequence[float]
    background: float
    importance: Sequence[float]
    entries: Sequence[Entry]


@dataclass
class Sheet:
    """A story ready for training: `types` and `weight` are [S, types]."""

    doc: Doc
    feats: Features
    types: Array
    weight: Array
    cells: dict[tuple[int, int], Told] = field(default_factory=dict)


def sheet(row: Row, doc: Doc, feats: Features, weight: float = 1.0) -> Sheet:
    """A story with its gold laid over it."""
    size = len(doc.sentences), len(TYPES)
    out = Sheet(doc, feats, np.zeros(size, np.float32), np.full(size, weight, np.float32))
    for cell in cells(doc, row):
        claims = [row["claims"][n] for n in cell.claims]
        out.types[cell.sentence, cell.type] = 1
        out.weight[cell.sentence, cell.type] *= 1.6 if any(c["importance"] > 1 for c in claims) else 0.8
        out.cells[cell.sentence, cell.type] = _told(doc, feats, cell, claims)
    return out


def _told(doc: Doc, feats: Features, cell: Cell, claims: Sequence[Row]) -> Told:
    top = max(c["importance"] for c in claims)
    return Told(
        status_share(claims),
        float(np.mean([c["background"] for c in claims])),
        [float(top == k) for k in (1, 2, 3)],
        [
            (m, r, key, float(any(fills(doc, doc.mentions[m], ROLES[r], key, c) for c in claims)))
            for m, r, key in offered(doc, feats, cell.sentence)
        ],
    )


def offered(doc: Doc, feats: Features, sentence: int) -> Iterator[tuple[int, int, object]]:
    """Every (mention, role, value) that could fill a slot of what a sentence tells."""
    for m, mention in enumerate(doc.mentions):
        if mention.sentence in feats.title or -AHEAD <= sentence - mention.sentence <= BACK:
            for r, role in enumerate(ROLES):
                for key in keys(doc, mention, role):
                    yield m, r, key


def taught(doc: Doc, feats: Features, views: Sequence[Sequence[Scored]], weight: float = 1.0) -> Sheet:
    """A story with what several teachers say of it, as chances."""
    size = len(doc.sentences), len(TYPES)
    out = Sheet(doc, feats, np.zeros(size, np.float32), np.full(size, weight, np.float32))
    found: dict[tuple[int, int], list[Scored]] = {}
    for view in views:
        for c in view:
            found.setdefault((c.sentence, TYPES.index(c.type)), []).append(c)
    for (s, t), held in found.items():
        out.types[s, t] = sum(c.score for c in held) / len(views)
        if out.types[s, t] >= TAUGHT:
            out.cells[s, t] = _mean(doc, feats, s, held)
    return out


def _mean(doc: Doc, feats: Features, sentence: int, held: Sequence[Scored]) -> Told:
    chance: dict[tuple[int, object], float] = {}
    for c in held:
        for r, role in enumerate(ROLES):
            for pool in c.roles[role]:
                chance[r, pool.key] = chance.get((r, pool.key), 0.0) + pool.score / len(held)
    return Told(
        np.mean([c.status for c in held], axis=0),
        float(np.mean([c.background for c in held])),
        np.mean([c.importance for c in held], axis=0),
        [(m, r, key, chance[r, key]) for m, r, key in offered(doc, feats, sentence) if (r, key) in chance],
    )


Part = Mapping[str, NDArray]


def parts(sheets: Iterable[Sheet], tokenise: Tokenise, rng: random.Random | None) -> list[Part]:
    """The windows of many stories; with `rng` they start at random places."""
    return [
        part(s, w) for s in sheets for w in windows(s.doc, tokenise, first=BUDGET if rng is None else rng.randint(70, BUDGET)) if w.judged
    ]


def part(s: Sheet, w: Window) -> Part:
    """One window with all that is to be learnt of it, its rows counted from 0."""
    rows, judged = [], list(w.judged)
    pairs: list[tuple[int, tuple[int, int], int, float]] = []
    ment, pair, entries, pools = [], [], [], []
    for row, index in enumerate(judged):
        for t in (t for i, t in s.cells if i == index):
            told, c = s.cells[index, t], len(rows)
            rows.append((row, t, told))
            seen: dict[int, int] = {}
            named: dict[tuple[int, object], int] = {}
            for m, r, key, good in told.entries:
                mention = s.doc.mentions[m]
                at = tokens_of(w, mention.start, mention.end, w.shown[mention.sentence]) if mention.sentence in w.shown else None
                if at is None:
                    continue
                if m not in seen:
                    seen[m] = len(pairs)
                    pairs.append((c, at, m, float(mention.sentence == index)))
                    ment.append(s.feats.mention[m])
                    pair.append(s.feats.pair(s.doc, index, t, m))
                if (r, key) not in named:
                    named[r, key] = len(pools)
                    pools.append([0.0, r])
                pool = named[r, key]
                pools[pool][0] = max(pools[pool][0], good)
                entries.append((seen[m], r, pool))
    return {
        "ids": np.array(w.ids, np.int32),
        "span": np.array([w.shown[i] for i in judged], np.int32).reshape(-1, 2),
        "sentence": s.feats.sentence[judged].astype(np.float16),
        "typed": s.feats.typed[judged].astype(np.float16),
        "types": s.types[judged],
        "weight": s.weight[judged],
        "cell_row": np.array([r for r, _, _ in rows], np.int32),
        "cell_type": np.array([t for _, t, _ in rows], np.int32),
        "status": np.array([x.status for _, _, x in rows], np.float32).reshape(-1, len(STATUSES)),
        "background": np.array([x.background for _, _, x in rows], np.float32),
        "importance": np.array([x.importance for _, _, x in rows], np.float32).reshape(-1, 3),
        "pair_cell": np.array([p[0] for p in pairs], np.int32),
        "pair_span": np.array([p[1] for p in pairs], np.int32).reshape(-1, 2),
        "mention": np.array(ment, np.float16).reshape(-1, MENTION_WIDTH),
        "pair": np.array(pair, np.float16).reshape(-1, PAIR_WIDTH),
        "same": np.array([p[3] for p in pairs], np.float32),
        "entry_pair": np.array([e[0] for e in entries], np.int32),
        "entry_role": np.array([e[1] for e in entries], np.int32),
        "entry_pool": np.array([e[2] for e in entries], np.int32),
        "pool_label": np.array([p[0] for p in pools], np.float32),
        "pool_role": np.array([p[1] for p in pools], np.int32),
    }


def batches(found: Sequence[Part], size: int, rng: random.Random) -> list[list[Part]]:
    """Batches of alike lengths in random order."""
    ordered = sorted(found, key=lambda p: len(p["ids"]) + rng.random() * 24)
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(groups)
    return groups


COUNTS = {"cell_row": "span", "pair_cell": "cell_row", "entry_pair": "pair_cell", "entry_pool": "pool_label"}  # what an index counts


def collate(group: Sequence[Part]) -> Batch:
    """Parts side by side."""
    longest = max(len(p["ids"]) for p in group)
    ids = np.zeros((len(group), longest), np.int64)
    mask = np.zeros((len(group), longest), np.int64)
    for g, p in enumerate(group):
        ids[g, : len(p["ids"])] = p["ids"]
        mask[g, : len(p["ids"])] = 1
    joined = {name: _joined(group, name) for name in group[0] if name not in {"ids", "span"}}
    window = np.repeat(np.arange(len(group)), [len(p["span"]) for p in group])
    return Batch(
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy(mask),
        sentence_window=torch.from_numpy(window),
        sentence_span=_joined(group, "span"),
        **joined,
    )


def _joined(group: Sequence[Part], name: str) -> torch.Tensor:
    base, out = 0, []
    for p in group:
        out.append(p[name] + base if name in COUNTS else p[name])
        base += len(p[COUNTS[name]]) if name in COUNTS else 0
    whole = np.concatenate(out)
    return torch.from_numpy(whole.astype(np.int64 if whole.dtype.kind == "i" else np.float32))
