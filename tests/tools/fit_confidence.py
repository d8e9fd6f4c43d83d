"""Fit the confidence curve: python tests/tools/fit_confidence.py GOLD_FOLDER [rules|model] prints rows for lexicon/confidence.toml."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.extract import load
from bot.extract.confidence import signs
from bot.extract.wire import claim_row
from bot.model import Story

FOLDER = Path(sys.argv[1])
NAME = sys.argv[2] if len(sys.argv) > 2 else "rules"
FILES = ("train.jsonl", "train_items.jsonl")


def scorer():
    spec = importlib.util.spec_from_file_location("score", FOLDER / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def story_of(row: dict) -> Story:
    when = datetime.fromisoformat(row["published"])
    return Story(
        row["id"],
        row["title"],
        row["text"],
        when if when.tzinfo else when.replace(tzinfo=UTC),
        url=row.get("url"),
        outlet=row.get("outlet", ""),
    )


def examples() -> tuple[list[dict], list[bool]]:
    score, extractor = scorer(), load(model=NAME == "model")
    found, labels = [], []
    for name in FILES:
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            doc, claims = extractor.drafts(story_of(row))
            rows = [claim_row(c) for c in claims]
            pairs = {j: row["claims"][i] for i, j in score.pairs(row["claims"], rows, row["text"] + "\n" + row["title"])}
            found += [signs(doc, c) for c in claims]
            labels += [j in pairs and score.right(pairs[j], r) for j, r in enumerate(rows)]
    return found, labels


def fitted(x: np.ndarray, y: np.ndarray, ridge: float = 2.0) -> np.ndarray:
    """The weights of a logistic curve by Newton's steps; the first is the start and is not shrunk."""
    x = np.hstack([np.ones((len(x), 1)), x])
    w = np.zeros(x.shape[1])
    shrink = ridge * np.eye(len(w))
    shrink[0, 0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + shrink, x.T @ (p - y) + shrink @ w)
    return w


def held_out(x: np.ndarray, y: np.ndarray, parts: int = 5) -> np.ndarray:
    out = np.zeros(len(y))
    for part in range(parts):
        mine = np.arange(len(y)) % parts == part
        w = fitted(x[~mine], y[~mine])
        out[mine] = 1 / (1 + np.exp(-(w[0] + x[mine] @ w[1:])))
    return out


def main() -> None:
    found, labels = examples()
    names = sorted({k for f in found for k in f})
    x = np.array([[f.get(n, 0.0) for n in names] for f in found])
    y = np.array(labels, dtype=float)
    held = held_out(x, y)
    for at in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = held >= at
        print(f"# at {at}: kept {kept.sum()}, right {y[kept].mean() if kept.any() else 0:.2f}, of all right {y[kept].sum() / y.sum():.2f}")
    start, *weights = fitted(x, y)
    print(f"\n[{NAME}]\nstart = {start:.3f}\n\n[{NAME}.weights]")
    for name, weight in zip(names, weights, strict=True):
        print(f'"{name}" = {weight:.3f}')


main()
