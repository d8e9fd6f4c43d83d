"""The larger net and the small one that it teaches (decisions 60 and 62).

The larger one: six layers on the gold and on what annotators read, then taught on other stories. They are the first of the teachers'
encoder. The second teacher is the small net of stages.py after what annotators read, averaged with what it was before: that half as good a
reader sees other things. What annotators read later is kept to choose thresholds by. Two nets run, and their word is averaged: `pupil`,
that small net once more, on all that was annotated and on what the two say of other stories; `large`, the larger one once more on all that
was annotated, rounded as it will run (coarse.py).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from bot.extract.scorers import Cell, Scorers
from bot.train.coarse import roughened
from bot.train.disk import kept
from bot.train.fit import Net, Plan, base_tokeniser, fit, fresh
from bot.train.labels import USUAL, early, in_half, kept_apart, kept_back
from bot.train.sheets import Part, sheet, taught
from bot.train.stages import Room, Views, cut, held_out, learnt, student, views
from bot.train.stories import Read

State = tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]
LAYERS = 6
APART = 0  # the fold of the gold that thresholds are chosen by
SHOWING = 30  # stories by which the encoder is made fit for eight bits
READER = 2  # the larger net's word counts as that of so many


@dataclass(frozen=True)
class Desk:
    """What these stages need: the room of the others, what annotators read with its weight, and how each run goes."""

    room: Room
    labels: Sequence[tuple[float, Read]]
    small: Plan  # the small net, on from where it was
    first: Plan  # the larger net, on gold and labels
    last: Plan  # the same, taught as well
    rough: Plan  # the same, as it will run


def plans(base: Plan) -> tuple[Plan, Plan, Plan, Plan]:
    """The four runs, as they were chosen on dev."""
    small = replace(base, epochs=6, encoder_rate=5e-5, head_rate=2.5e-4, warm=0.08, attention_dropout=0.0, seed=7)
    first = replace(small, epochs=10, encoder_rate=6e-5, head_rate=3.6e-4, warm=0.06, layers=LAYERS)
    last = replace(first, epochs=2, encoder_rate=4e-5, head_rate=2.4e-4, warm=0.05, seed=11)
    return small, first, last, replace(last, epochs=3, warm=0.06)


def annotated(desk: Desk, *, apart: bool) -> list[list[Part]]:
    """The gold and what annotators read early, cut in three ways; `apart`: without what thresholds are chosen by."""
    told = [sheet(r.row, r.doc, r.feats, w) for w, r in desk.labels if early(r) and not (apart and in_half(r.row["id"]))]
    return cut([*learnt(desk.room, APART if apart else None), *told], 3, 5)


def grown(desk: Desk, *, apart: bool = False) -> Net:
    """The small net after what annotators read, averaged with what it was, which has seen all of the gold."""
    before = student(desk.room, None)
    was = state(before)

    def make(halfway: Path) -> Net:
        cuts = annotated(desk, apart=apart)
        return fit(restate(fresh(desk.small), was), lambda epoch, _: cuts[epoch % 3], desk.small, halfway)

    return _between(before, restored(desk, f"grown{_named(apart)}.pt", fresh(desk.small), make))


def first(desk: Desk, *, apart: bool = False) -> Net:
    """The larger net before it was taught."""

    def make(halfway: Path) -> Net:
        cuts = annotated(desk, apart=apart)
        return fit(fresh(desk.first, desk.room.teacher), lambda epoch, _: cuts[epoch % 3], desk.first, halfway)

    return restored(desk, f"first{_named(apart)}.pt", fresh(desk.first, desk.room.teacher), make)


def reader(desk: Desk, *, apart: bool = False) -> Net:
    """The larger net; `apart`: its twin that has not seen what thresholds are chosen by."""

    def make(halfway: Path) -> Net:
        read = {r.row["id"] for _, r in desk.labels if early(r)}
        others = [r for r in desk.room.unlabelled if r.row["id"] not in read]
        small: Views = kept(desk.room.work / "said-grown.pickle", lambda: views(grown(desk), others))
        own: Views = kept(desk.room.work / f"said-first{_named(apart)}.pickle", lambda: views(first(desk, apart=apart), others))
        known = [r for r in others if r.row["id"] in small]
        soft = [taught(r.doc, r.feats, [own[r.row["id"]], small[r.row["id"]]], desk.room.trust) for r in known]
        gold, told = annotated(desk, apart=apart), cut(soft, 1, 9)[0]

        def epoch_of(epoch: int, _: random.Random) -> list[Part]:
            return [*gold[epoch % 3], *told]

        return fit(restate(fresh(desk.last, desk.room.teacher), state(first(desk, apart=apart))), epoch_of, desk.last, halfway)

    return restored(desk, f"reader{_named(apart)}.pt", fresh(desk.last, desk.room.teacher), make)


def pupil(desk: Desk) -> Net:
    """The net that runs: the small one on all that was annotated but what nets are judged by, and on what its teachers say; averaged with
    what it was before any annotator, which made it surer of its values and less sure of its types.
    """

    def make(halfway: Path) -> Net:
        read = {r.row["id"] for _, r in desk.labels}
        others = [r for r in desk.room.unlabelled if r.row["id"] not in read]
        own: Views = kept(desk.room.work / "said-reader.pickle", lambda: views(reader(desk), others))
        small: Views = kept(desk.room.work / "said-grown.pickle", lambda: views(grown(desk), others))
        known = [r for r in others if r.row["id"] in small]
        soft = cut([taught(r.doc, r.feats, [*[own[r.row["id"]]] * READER, small[r.row["id"]]], desk.room.trust) for r in known], 1, 9)[0]
        told = [sheet(r.row, r.doc, r.feats, w) for w, r in desk.labels if not kept_back(r)]
        gold = cut([*learnt(desk.room, None), *told], 3, 5)
        return fit(restate(fresh(desk.small), state(grown(desk))), lambda epoch, _: [*gold[epoch % 3], *soft], desk.small, halfway)

    return _between(student(desk.room, None), restored(desk, "pupil.pt", fresh(desk.small), make))


def large(desk: Desk) -> Net:
    """The larger net that runs: the reader once more, rounded as it will run, on all that was annotated but what nets are judged by."""
    blank = fresh(desk.rough, desk.room.teacher)

    def make(halfway: Path) -> Net:
        told = [sheet(r.row, r.doc, r.feats, w) for w, r in desk.labels if not kept_apart(r)]
        cuts = cut([*learnt(desk.room, None), *told], 3, 5)
        rough = roughened(restate(blank, state(reader(desk))), desk.room.found["train"][:SHOWING])
        return fit(rough, lambda epoch, _: cuts[epoch % 3], desk.rough, halfway)

    return restored(desk, "large.pt", roughened(fresh(desk.rough, desk.room.teacher)), make)


def judged_by(desk: Desk, nets: Sequence[Net]) -> list[tuple[Read, tuple[Cell, ...]]]:
    """The annotated texts that were kept back, as nets score them together. Some of these have learnt from their briefs, and know leads."""
    return _scored(nets, [r for _, r in desk.labels if kept_back(r)])


def unseen_apart(desk: Desk) -> list[tuple[Read, tuple[Cell, ...]]]:
    """What thresholds are chosen by, as two nets score it together that have not seen it: the reader's twin, and the small one before any
    annotator (for gold that of the fold). A fold of the gold, and of the annotators who agree with it most half of the early stories and
    all of the later ones. Briefs weigh less than that and are left out.
    """
    gold = held_out(desk.room, APART)
    told = [r for weight, r in desk.labels if weight >= USUAL and (in_half(r.row["id"]) or not early(r))]

    def make() -> dict[str, tuple[Cell, ...]]:
        twin = reader(desk, apart=True)
        halves = ((student(desk.room, APART), gold), (student(desk.room, None), told))
        return {r.row["id"]: cells for small, stories in halves for r, cells in _scored([small, twin], stories)}

    cells = kept(desk.room.work / "unseen-apart.pickle", make)
    return [(r, cells[r.row["id"]]) for r in [*gold, *told]]


def _scored(nets: Sequence[Net], stories: Sequence[Read]) -> list[tuple[Read, tuple[Cell, ...]]]:
    scorers = Scorers(tuple(net.running() for net in nets), base_tokeniser(), {})
    return [(r, scorers.cells(r.doc, r.rules, r.feats)) for r in stories]


def _named(apart: bool) -> str:
    return "-apart" if apart else "-all"


def restored(desk: Desk, name: str, empty: Net, make: Callable[[Path], Net]) -> Net:
    """A net from disk, where its run was done before."""
    path: Path = desk.room.work / name
    if not path.exists():
        halfway = path.with_suffix(".halfway")
        torch.save(state(make(halfway)), path)
        halfway.unlink(missing_ok=True)
    return restate(empty, torch.load(path, map_location=desk.small.device))


def state(net: Net) -> State:
    """A copy of what a net has learnt."""
    return tuple({k: v.detach().clone() for k, v in part.state_dict().items()} for part in (net.encoder, net.heads))


def restate(net: Net, told: State) -> Net:
    """The net with what was learnt elsewhere."""
    net.encoder.load_state_dict(told[0])
    net.heads.load_state_dict(told[1])
    return net


def mean_of(states: Sequence[State]) -> State:
    """The mean of what several runs of one net learnt."""
    return _average([s[0] for s in states]), _average([s[1] for s in states])


def _average(found: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    return {k: torch.stack([f[k] for f in found]).mean(0) if v.is_floating_point() else v for k, v in found[0].items()}


def _between(before: Net, after: Net) -> Net:
    return restate(before, mean_of([state(before), state(after)]))
