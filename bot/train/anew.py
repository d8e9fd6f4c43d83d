"""Heads anew on the encoders as they are bundled (decision 80): `make heads`, minutes on two cores.

What an encoder has learnt from it knows by heart: heads that learn beside it come to trust vectors which no new text brings. So the heads
learn once more, from the encoders' vectors of texts that these have not seen. The two nets learn together, as their word is averaged where
they run, and each by itself besides. What they were pulls them back.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import torch
from torch import nn

from bot.extract.scorers import Scorers, batched, wanted
from bot.extract.scorers.features import RULES, Floats
from bot.extract.scorers.windows import windows
from bot.train.disk import kept
from bot.train.gold import Row, rows
from bot.train.labels import for_heads, labelled
from bot.train.net import Batch, Heads, loss_of
from bot.train.sheets import Part, collate, part, sheet
from bot.train.stories import Read, loose_rows, read
from bot.train.written import everyday, feeds, items

Shown = tuple[Part, Sequence[Floats]]  # a window and its vectors by each net
MODEL = Path("bot/extract/model")
NAMES = ("small", "large")
SIZE = 16  # windows a step
WARM = 30  # steps
ALONE = 0.2  # weight of each net's own loss beside that of their mean
BLIND = 0.25  # of the windows are shown without what the rules said: it may not be leant on
AVERAGE = 0.98
SHARES = (0.5, 0.5)  # of each net's word, as in feed items that are read
EPOCHS, RATE = 6, 3e-4
PULL = 1e-2  # towards what the heads were
NEW = 0.8  # of the weights that run; the rest is what they were
# What part of each set an epoch sees: what the encoders have not learnt from, and beside it what they have, or it is forgotten.
SETS: Mapping[str, float] = MappingProxyType({"feeds": 1.0, "stream": 1.0, "written": 0.5, "everyday": 0.5, "gold": 1.0})


def main() -> None:
    """Read, learn, write the heads for feed items into the model's folder."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--gold", type=Path, required=True)
    asked.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="feeds whose items annotators read, JSON lines, .gz too")
    asked.add_argument("--work", type=Path, default=Path("build/train"))
    asked.add_argument("--before", type=Path, default=MODEL, help="folder of the heads that learn on")
    asked.add_argument("--out", type=Path, default=MODEL, help="folder to write to")
    asked.add_argument("--threads", type=int, default=1)
    args = asked.parse_args()
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    scorers = Scorers.load()
    if scorers is None:
        raise SystemExit("no model under bot/extract/model: run `make train` first")
    told = texts(args.gold, args.unlabelled)
    held = {name: kept(args.work / f"seen-{name}.pickle", partial(seen, scorers, told[name])) for name in SETS}
    before = [restored(args.before / f"{name}-brief.npz") for name in NAMES]
    for name, heads in zip(NAMES, learnt(before, held), strict=True):
        weights = {k: v.detach().numpy().astype(np.float16) for k, v in heads.state_dict().items()}
        np.savez_compressed(args.out / f"{name}-brief.npz", **weights)


def texts(gold: Path, unlabelled: Sequence[Path]) -> dict[str, list[Row]]:
    """The sets to learn from, by name, with their claims."""
    loose = {r["id"]: r for path in unlabelled for r in loose_rows(path)}
    return {
        "feeds": feeds(),
        "stream": [r for r in labelled(loose) if for_heads(r)],
        "written": items(learnt=True),
        "everyday": everyday(),
        "gold": rows(gold / "train_items.jsonl"),
    }


def seen(scorers: Scorers, told: Sequence[Row]) -> list[Shown]:
    """Every window of some texts as the product cuts them, with the encoders' vectors in half precision."""
    return [one for row in told for one in _seen(scorers, read(row))]


def _seen(scorers: Scorers, told: Read) -> Iterator[Shown]:
    held = sheet(told.row, told.doc, told.feats)
    for group, ids, mask in batched([w for w in windows(told.doc, scorers.tokenise, wanted(told.doc, told.rules)) if w.judged]):
        vectors = [net.encode(ids, mask).astype(np.float16) for net in scorers.nets]
        for row, window in enumerate(group):
            yield part(held, window), [v[row, : len(window.ids)] for v in vectors]


def learnt(heads: Sequence[Heads], held: Mapping[str, Sequence[Shown]], epochs: int = EPOCHS, seed: int = 1) -> Sequence[Heads]:
    """The heads after a run: the running average of their weights, with some of what they were."""
    torch.manual_seed(seed)
    rng, weights = random.Random(seed), [p for h in heads for p in h.parameters()]
    were, average = ([p.detach().clone() for p in weights] for _ in range(2))
    optimiser, step = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.0), 0
    steps = epochs * (sum(int(len(held[name]) * share) for name, share in SETS.items()) // SIZE + 1)
    for epoch in range(epochs):
        total = 0.0
        for group in _groups(held, rng):
            for one in optimiser.param_groups:
                one["lr"] = RATE * min(1.0, (step + 1) / WARM) * max(0.05, 1 - step / steps)
            loss = _loss(heads, group)
            pull = sum(((p - w) ** 2).sum() for p, w in zip(weights, were, strict=True))
            optimiser.zero_grad()
            (loss + PULL * pull).backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            step, total = step + 1, total + float(loss.detach())
            torch._foreach_lerp_(average, [p.detach() for p in weights], 1 - min(AVERAGE, step / (step + 9)))
        print(f"epoch {epoch + 1} of {epochs}: loss {total / max(1, steps // epochs):.3f}", flush=True)
    with torch.no_grad():
        for now, mean, was in zip(weights, average, were, strict=True):
            now.copy_(NEW * mean + (1 - NEW) * was)
    return [h.eval() for h in heads]


def _groups(held: Mapping[str, Sequence[Shown]], rng: random.Random) -> list[list[Shown]]:
    """An epoch's windows, those of like length together, in random order."""
    shown = [one for name, share in SETS.items() for one in rng.sample(list(held[name]), int(len(held[name]) * share))]
    ordered = sorted(shown, key=lambda one: len(one[0]["ids"]) + rng.random() * 40)
    groups = [ordered[i : i + SIZE] for i in range(0, len(ordered), SIZE)]
    rng.shuffle(groups)
    return groups


def _loss(heads: Sequence[Heads], group: Sequence[Shown]) -> torch.Tensor:
    """The loss of what the nets say together, and some of what each says alone."""
    b = collate([p for p, _ in group])
    _blinded(b)
    said = [h(_padded([v[n] for _, v in group], b.ids.shape[1]), b) for n, h in enumerate(heads)]
    mean = {k: sum(s * one[k] for s, one in zip(SHARES, said, strict=True)) for k in said[0]}
    return loss_of(mean, b) + ALONE * sum(loss_of(one, b) for one in said)


def _blinded(b: Batch) -> None:
    blind = torch.rand(b.ids.shape[0]) < BLIND
    b.typed[blind[b.sentence_window], :, 1:] = 0
    if len(b.pair_cell):
        b.pair[blind[b.sentence_window[b.cell_row[b.pair_cell]]], RULES:] = 0


def _padded(vectors: Sequence[Floats], length: int) -> torch.Tensor:
    out = np.zeros((len(vectors), length, vectors[0].shape[1]), np.float32)
    for row, v in enumerate(vectors):
        out[row, : len(v)] = v
    return torch.from_numpy(out)


def restored(path: Path) -> Heads:
    """The heads of a file."""
    held = np.load(path)
    weights = {k: torch.from_numpy(held[k].astype(np.float32)) for k in held.files}
    out = Heads(weights["query"].shape[1])
    out.load_state_dict(weights)
    return out


if __name__ == "__main__":
    main()
