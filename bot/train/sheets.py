"""Docs with their gold as arrays: what one pass over the training stories feeds to the net."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from bot.extract.candidates import Doc
from bot.extract.proposal import ROLES, Proposal
from bot.extract.scorers.features import AHEAD, BACK, TYPES, Features, features
from bot.extract.scorers.pools import keys
from bot.extract.scorers.windows import BUDGET, Tokenise, Window, windows
from bot.train.gold import Cell, Row, cells, fills, status_share
from bot.train.net import Batch

Entry = tuple[int, int, object, bool]  # mention, role, key, right


@dataclass
class Sheet:
    """A story ready for training."""

    row: Row
    doc: Doc
    rules: tuple[Proposal, ...]
    feats: Features
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    entries: dict[tuple[int, int], list[Entry]] = field(default_factory=dict)
    weight: float = 1.0
    soft: dict[str, np.ndarray] = field(default_factory=dict)


def sheet(row: Row, doc: Doc, rules: tuple[Proposal, ...], feats: Features | None = None, weight: float = 1.0) -> Sheet:
    """A story with its gold laid over it."""
    out = Sheet(row, doc, rules, features(doc, rules) if feats is None else feats, weight=weight)
    for cell in cells(doc, row):
        out.cells[cell.sentence, cell.type] = cell
        out.entries[cell.sentence, cell.type] = list(_entries(doc, row, cell, out.feats))
    return out


def _entries(doc: Doc, row: Row, cell: Cell, feats: Features) -> Iterator[Entry]:
    claims = [row["claims"][n] for n in cell.claims]
    for m, mention in enumerate(doc.mentions):
        if mention.sentence in feats.title or -AHEAD <= cell.sentence - mention.sentence <= BACK:
            for r, role in enumerate(ROLES):
                for key in keys(doc, mention, role):
                    yield m, r, key, any(fills(doc, mention, role, key, c) for c in claims)


def tokens_of(window: Window, start: int, end: int, shown: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens of a window under a stretch of the story, inside one sentence's tokens."""
    hits = [i for i in range(*shown) if window.spans[i][0] < end and window.spans[i][1] > start]
    return (hits[0], hits[-1] + 1) if hits else None


def parts(sheets: Iterable[Sheet], tokenise: Tokenise, rng: random.Random | None) -> list[tuple[Sheet, Window]]:
    """The windows of many stories; with `rng` they start at random places."""
    out = []
    for s in sheets:
        first = BUDGET if rng is None else rng.randint(70, BUDGET)
        out.extend((s, w) for w in windows(s.doc, tokenise, first=first))
    return out


def batches(found: list[tuple[Sheet, Window]], size: int, rng: random.Random) -> list[list[tuple[Sheet, Window]]]:
    """Batches of alike lengths in random order."""
    ordered = sorted(found, key=lambda p: len(p[1].ids) + rng.random() * 24)
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(groups)
    return groups


def batch(
    group: Sequence[tuple[Sheet, Window]], asked: Callable[[Sheet], Iterable[tuple[int, int]]] | None = None
) -> tuple[Batch, list[tuple[int, int, int]]]:
    """A batch, and for each of its cells (item of `group`, sentence, type). `asked`: cells of our choice in place of the gold's."""
    longest = max(len(w.ids) for _, w in group)
    ids = np.zeros((len(group), longest), np.int64)
    mask = np.zeros((len(group), longest), np.int64)
    window, span, sent, typed, types, weight = [], [], [], [], [], []
    cell_row, cell_type, status, back, imp, named = [], [], [], [], [], []
    pair_cell, pair_span, ment, pair, same = [], [], [], [], []
    e_pair, e_role, e_pool, labels, roles = [], [], [], [], []
    for g, (s, w) in enumerate(group):
        ids[g, : len(w.ids)] = w.ids
        mask[g, : len(w.ids)] = 1
        chosen = set(asked(s)) if asked else set(s.cells)
        for index in w.judged:
            row = len(window)
            window.append(g)
            span.append(w.shown[index])
            sent.append(s.feats.sentence[index])
            typed.append(s.feats.typed[index])
            hot, wt = np.zeros(len(TYPES), np.float32), np.full(len(TYPES), s.weight, np.float32)
            for t in range(len(TYPES)):
                gold = s.cells.get((index, t))
                if gold:
                    hot[t] = 1
                    wt[t] *= 1.6 if any(s.row["claims"][n]["importance"] > 1 for n in gold.claims) else 0.8
            types.append(s.soft["types"][index] if "types" in s.soft else hot)
            weight.append(wt)
            for t in sorted(t for i, t in chosen if i == index):
                claims = [s.row["claims"][n] for n in s.cells[index, t].claims] if (index, t) in s.cells else []
                c = len(cell_row)
                cell_row.append(row)
                cell_type.append(t)
                named.append((g, index, t))
                status.append(status_share(claims) if claims else [0.0] * 6)
                back.append(float(np.mean([x["background"] for x in claims])) if claims else 0.0)
                top = max((x["importance"] for x in claims), default=1)
                imp.append([float(top == k) for k in (1, 2, 3)])
                seen: dict[int, int] = {}
                pools: dict[tuple[int, object], int] = {}
                entries = s.entries.get((index, t), []) if not asked else _open(s, index)
                for m, r, key, good in entries:
                    mention = s.doc.mentions[m]
                    if mention.sentence not in w.shown:
                        continue
                    if m not in seen:
                        at = tokens_of(w, mention.start, mention.end, w.shown[mention.sentence])
                        if at is None:
                            continue
                        seen[m] = len(pair_cell)
                        pair_cell.append(c)
                        pair_span.append(at)
                        ment.append(s.feats.mention[m])
                        pair.append(s.feats.pair(s.doc, index, t, m))
                        same.append(float(mention.sentence == index))
                    if (r, key) not in pools:
                        pools[r, key] = len(labels)
                        labels.append(0.0)
                        roles.append(r)
                    e_pair.append(seen[m])
                    e_role.append(r)
                    e_pool.append(pools[r, key])
                    labels[pools[r, key]] = max(labels[pools[r, key]], float(good))
    f = torch.float32
    made = Batch(
        torch.tensor(ids),
        torch.tensor(mask),
        torch.tensor(window),
        torch.tensor(span),
        torch.tensor(np.array(sent), dtype=f),
        torch.tensor(np.array(typed), dtype=f),
        torch.tensor(np.array(types), dtype=f),
        torch.tensor(np.array(weight), dtype=f),
        _long(cell_row),
        _long(cell_type),
        torch.tensor(status, dtype=f),
        torch.tensor(back, dtype=f),
        torch.tensor(imp, dtype=f),
        _long(pair_cell),
        _long(pair_span).reshape(-1, 2),
        torch.tensor(np.array(ment), dtype=f),
        torch.tensor(pair, dtype=f),
        torch.tensor(same, dtype=f),
        _long(e_pair),
        _long(e_role),
        _long(e_pool),
        torch.tensor(labels, dtype=f),
        _long(roles),
    )
    return made, named


def _long(values: list) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.long)


def _open(s: Sheet, index: int) -> Iterator[Entry]:
    for m, mention in enumerate(s.doc.mentions):
        if mention.sentence in s.feats.title or -AHEAD <= index - mention.sentence <= BACK:
            for r, role in enumerate(ROLES):
                for key in keys(s.doc, mention, role):
                    yield m, r, key, False
