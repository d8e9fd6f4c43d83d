"""Fit the curves of confidence: python -m tests.tools.fit_confidence GOLD_FOLDER [rules|told|met] prints rows for lexicon/confidence.toml.

`rules`: that of the rules alone, on the stories that they were written by. `told`: that of what the heads tell of a whole story, on
stories that no net has learnt from, without dev; claims of little importance count neither way, as in score.py. `met`: that such a
claim is of an event that a reader tells of at all, right or not.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.extract import load, verify
from bot.extract.confidence import SHORT, signs, told_signs
from bot.extract.wire import claim_row
from bot.model import Story
from bot.train import labels as annotated
from bot.train.gold import rows as rows_of
from bot.train.stories import loose_rows

FOLDER = Path(sys.argv[1])
NAME = sys.argv[2] if len(sys.argv) > 2 else "rules"
FILES = ("train.jsonl", "train_items.jsonl")
PROBES = Path(__file__).parent.parent / "probes"
UNSEEN = ("stories", "hard_stories", "fresh_stories", "wires")
RIDGE = {"rules": 2.0, "told": 3.3, "met": 3.3}


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
    return by_rules() if NAME == "rules" else by_told()


def by_rules() -> tuple[list[dict], list[bool]]:
    score, extractor = scorer(), load(model=False)
    found, labels = [], []
    for name in FILES:
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            doc, claims = extractor.drafts(story_of(row))
            found += [signs(doc, c) for c in claims]
            labels += [right for right, _, _ in judged(score, row, claims)]
    return found, labels


def by_told() -> tuple[list[dict], list[bool]]:
    verify.RIGHT_AT = 0.0  # nothing is left out here
    score, extractor = scorer(), load()
    found, labels = [], []
    for row in unseen():
        doc, claims = extractor.read(story_of(row))
        for claim, (right, met, weighs) in zip(claims, judged(score, row, claims), strict=True):
            if weighs or NAME == "met":
                found.append(told_signs(doc, claim, claims))
                labels.append(met if NAME == "met" else right)
    return found, labels


def judged(score, row: dict, claims) -> list[tuple[bool, bool, bool]]:
    """Of each claim whether it is right, whether it is paired, and whether it counts: one paired with what matters little does not."""
    rows = [claim_row(c) for c in claims]
    pairs = {j: row["claims"][i] for i, j in score.pairs(row["claims"], rows, row["text"] + "\n" + row["title"])}
    return [(j in pairs and score.right(pairs[j], r), j in pairs, j not in pairs or pairs[j]["importance"] > 1) for j, r in enumerate(rows)]


class Held:
    """A story of its row, as labels.kept_back asks for it."""

    def __init__(self, row: dict) -> None:
        self.row = row


def unseen() -> list[dict]:
    loose = {r["id"]: r for r in loose_rows(FOLDER / "unlabelled.jsonl.gz")}
    told = [r for r in annotated.labelled(loose) if annotated.kept_back(Held(r))]
    told += [r for name in UNSEEN for r in rows_of(PROBES / f"{name}.jsonl")]
    return [r for r in told if len(r["text"]) >= SHORT]


def fitted(x: np.ndarray, y: np.ndarray, ridge: float = RIDGE[NAME]) -> np.ndarray:
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
