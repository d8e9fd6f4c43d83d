"""The stages of `make train`, each kept on disk: teachers by fold and seed, what they say of all stories, the net that runs by fold."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from bot.extract.scorers import Cell
from bot.train.disk import kept
from bot.train.fit import Net, Plan, base_tokeniser, fit, fresh
from bot.train.sheets import Part, Sheet, parts, sheet, taught
from bot.train.stories import BRIEF_WEIGHT, Read, fold_of

Views = Mapping[str, tuple[Cell, ...]]
GOLD = (("train", 1.0), ("train_items", 1.0), ("briefs", BRIEF_WEIGHT))


@dataclass(frozen=True)
class Room:
    """What the stages share. `unlabelled`: stories without gold; `teacher`: the folder of the teachers' encoder."""

    work: Path
    found: dict[str, list[Read]]
    unlabelled: Sequence[Read] = ()
    teacher: Path | None = None
    teachers: int = 2
    folds: int = 3
    plan: Plan = field(default_factory=Plan)
    teaching: Plan = field(default_factory=Plan)
    variants: int = 4  # ways a story is cut into windows
    share: float = 0.5  # of the unlabelled that an epoch sees
    trust: float = 0.6  # weight of a teacher's word beside the gold's


def learnt(room: Room, fold: int | None) -> list[Sheet]:
    """The gold to learn from, one fold left out where asked."""
    return [
        sheet(r.row, r.doc, r.feats, w)
        for name, w in GOLD
        for r in room.found[name]
        if fold is None or fold_of(r.row["id"], room.folds) != fold
    ]


def held_out(room: Room, fold: int) -> list[Read]:
    """The gold stories of a fold."""
    return [r for name in ("train", "train_items") for r in room.found[name] if fold_of(r.row["id"], room.folds) == fold]


def cut(sheets: Sequence[Sheet], count: int, seed: int) -> list[list[Part]]:
    """The parts of some sheets, cut in `count` ways."""
    tokenise = base_tokeniser()
    return [parts(sheets, tokenise, random.Random(seed + i)) for i in range(count)]


def teacher(room: Room, fold: int | None, seed: int) -> Views:
    """What one teacher says of the unlabelled stories, of dev and of the fold it has not seen, by story."""

    def make() -> Views:
        plan = replace(room.teaching, seed=seed)
        cuts = cut(learnt(room, fold), room.variants, seed)
        net = fit(fresh(plan, room.teacher), lambda epoch, _: cuts[epoch % len(cuts)], plan)
        return views(
            net, [*room.unlabelled, *room.found["dev"], *room.found["dev_items"], *(held_out(room, fold) if fold is not None else ())]
        )

    return kept(room.work / f"teacher-{_name(fold)}-{seed}.pickle", make)


def views(net: Net, stories: Sequence[Read]) -> Views:
    """What a net says of stories, by story."""
    begun, scorers = time.monotonic(), net.scorers(base_tokeniser())
    out = {r.row["id"]: scorers.cells(r.doc, r.rules, r.feats) for r in stories}
    print(f"{len(out)} stories read in {time.monotonic() - begun:.0f} s", flush=True)
    return out


def student(room: Room, fold: int | None) -> Net:
    """The net that runs, taught by the gold and, where there are teachers, by what they say of the unlabelled stories."""
    path = room.work / f"student-{_name(fold)}.pt"
    if not path.exists():
        net = _student(room, fold)
        torch.save((net.encoder.state_dict(), net.heads.state_dict()), path)
    net = fresh(room.plan)
    encoder, heads = torch.load(path, map_location=room.plan.device)
    net.encoder.load_state_dict(encoder)
    net.heads.load_state_dict(heads)
    return net


def _student(room: Room, fold: int | None) -> Net:
    gold = cut(learnt(room, fold), room.variants, room.plan.seed)
    soft: list[Part] = []
    if room.teacher is not None:
        views = [teacher(room, fold, 1 + i) for i in range(room.teachers)]
        sheets = [taught(r.doc, r.feats, [v[r.row["id"]] for v in views], room.trust) for r in room.unlabelled]
        soft = cut(sheets, 1, room.plan.seed)[0]

    def epoch_of(epoch: int, rng: random.Random) -> list[Part]:
        return [*gold[epoch % len(gold)], *rng.sample(soft, int(len(soft) * room.share))]

    return fit(fresh(room.plan), epoch_of, room.plan)


def unseen(room: Room, fold: int) -> list[tuple[Read, tuple[Cell, ...]]]:
    """The stories of a fold as a net that has not seen them scores them."""

    def make() -> list[tuple[str, tuple[Cell, ...]]]:
        scorers = student(room, fold).scorers(base_tokeniser())
        return [(r.row["id"], scorers.cells(r.doc, r.rules, r.feats)) for r in held_out(room, fold)]

    cells = dict(kept(room.work / f"unseen-{fold}.pickle", make))
    return [(r, cells[r.row["id"]]) for r in held_out(room, fold)]


def _name(fold: int | None) -> str:
    return "all" if fold is None else str(fold)
