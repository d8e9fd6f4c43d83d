"""Both nets some epochs more on what was written and read last: stories of our own writing, short texts, second readings (decision 64).

Annotated stories had run out: all 810 were read. So readers wrote stories, with the claims they make, and read sentences and passages
out of other makers' labelled sets. What the nets knew is shown again beside it, a part in every epoch, or they forget it.

The larger net runs as it is after it (decision 71). The small one by itself reads better after it too, but the two together do not: having
learnt from the same new texts they are wrong in the same places. So the small one runs as it was; `--stage later` trains both.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from bot.extract.confidence import SHORT
from bot.train.fit import Net, Plan, fit
from bot.train.labels import kept_apart, short_text
from bot.train.reader import Desk, mean_of, restate, restored, state
from bot.train.sheets import Part, sheet
from bot.train.stages import cut
from bot.train.stories import BRIEF_WEIGHT, Read, brief, read
from bot.train.swaps import SHARE, swapped
from bot.train.written import reports, stories

PLAN = Plan(warm=0.06, masked=0.1, attention_dropout=0.0, seed=21, average=0.98)
# The net is the mean of what each of its runs made: the longest knows most and is too sure of it.
RUNS: Mapping[str, tuple[Plan, ...]] = MappingProxyType(
    {
        "small": (
            replace(PLAN, epochs=2, encoder_rate=7e-5, head_rate=4.2e-4),
            replace(PLAN, epochs=6, encoder_rate=1e-4, head_rate=6e-4),
        ),
        "large": (
            replace(PLAN, epochs=8, encoder_rate=2.5e-5, head_rate=1.5e-4),
            replace(PLAN, epochs=4, encoder_rate=5e-5, head_rate=2e-4),
            replace(PLAN, epochs=3, encoder_rate=4e-5, head_rate=1.6e-4),
        ),
    }
)
AFTER_ANOTHER = frozenset({"large"})  # whose runs go on from the one before; those of the other all start from the same
WRITTEN = 0.8  # weight of a story of our own beside the gold
# What an epoch sees of each set.
SHARES = {
    "gold": 0.7,
    "gold items": 1.0,
    "gold briefs": 0.5,
    "stories": 0.3,
    "items": 1.0,
    "briefs": 0.25,
    "passages": 1.0,
    "sentences": 0.6,
    "feeds": 1.0,
    "written": 1.0,
    "written briefs": 0.3,
}
WAYS = 2  # in which each set is cut into windows


def learnt(desk: Desk) -> dict[str, list[tuple[float, Read]]]:
    """What the nets learn from, each text with the weight of its word."""
    told = [(w, r) for w, r in desk.labels if not kept_apart(r)]
    whole = [(w, r) for w, r in told if not r.row["id"].endswith("-brief")]
    short = [(w, r) for w, r in whole if short_text(r)]
    own = [read(row) for row in (*stories(), *reports())]
    cut_short = [(WRITTEN * BRIEF_WEIGHT, row) for r in own if (row := brief(r.row, r.doc)) is not None]
    found = desk.room.found
    return {
        "gold": [(1.0, r) for r in found["train"]],
        "gold items": [(1.0, r) for r in found["train_items"]],
        "gold briefs": [(BRIEF_WEIGHT, r) for r in found["briefs"]],
        "stories": [(w, r) for w, r in whole if not short_text(r) and len(r.row["text"]) >= SHORT],
        "items": [(w, r) for w, r in whole if not short_text(r) and len(r.row["text"]) < SHORT],
        "briefs": [(w, r) for w, r in told if r.row["id"].endswith("-brief")],
        "passages": [(w, r) for w, r in short if r.row["id"].startswith(("rams:", "re3d:"))],
        "sentences": [(w, r) for w, r in short if r.row["id"].startswith("plv:")],
        "feeds": [(w, r) for w, r in short if not r.row["id"].startswith(("rams:", "re3d:", "plv:"))],
        "written": [(WRITTEN, r) for r in own],
        "written briefs": [(w, read(row)) for w, row in cut_short],
    }


def later(desk: Desk, name: str, net: Net) -> Net:
    """The net after these epochs; each run is kept on disk and goes on where it was broken off."""
    cuts: dict[str, list[list[Part]]] = {}

    def further(run: Plan, halfway: Path) -> Net:
        if not cuts:
            cuts.update({k: cut([sheet(r.row, r.doc, r.feats, w) for w, r in v], WAYS, 5) for k, v in learnt(desk).items()})
        run = replace(run, threads=desk.small.threads, device=desk.small.device)
        return fit(net, lambda epoch, rng: seen(cuts, epoch, rng), run, halfway)

    before, after = state(net), []
    for n, run in enumerate(RUNS[name], 1):
        begun = after[-1] if after and name in AFTER_ANOTHER else before
        after.append(state(restored(desk, f"{name}-later-{n}.pt", restate(net, begun), partial(further, run))))
    return restate(net, mean_of(after))


def seen(cuts: Mapping[str, Sequence[Sequence[Part]]], epoch: int, rng: random.Random) -> list[Part]:
    """What one epoch sees: its share of each set, cut in the way whose turn it is, most of it under other names."""
    held = {name: list(ways[epoch % len(ways)]) for name, ways in cuts.items()}
    shown = [part for name, found in held.items() for part in rng.sample(found, int(len(found) * SHARES[name]))]
    return [swapped(part, rng) if rng.random() < SHARE else part for part in shown]
