"""`make train`: from the gold to bot/extract/model and bot/train/REPORT.md, in one go; what stands in build/train/ is not made again."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.extract import decode
from bot.extract.both import told
from bot.extract.candidates import Doc
from bot.extract.discourse import merge_proposals
from bot.extract.rules.firm.calledoff import restated
from bot.extract.scorers import Cell, Scorers
from bot.extract.speech.turns import asked, spoken, turns
from bot.extract.verify import verified
from bot.model import Claim
from bot.train import judge
from bot.train.base import encoder
from bot.train.brief import briefed
from bot.train.disk import kept
from bot.train.export import export
from bot.train.fit import Plan
from bot.train.gold import Row
from bot.train.labels import ids, weighed
from bot.train.later import later
from bot.train.outside import outside
from bot.train.reader import SHOWING, Desk, first, grown, judged_by, large, plans, pupil, reader, unseen_apart
from bot.train.stages import Room, student, teacher, unseen
from bot.train.stories import Read, library, loose_stories, read
from bot.train.tune import tuned_on
from bot.train.written import items

SHOWN = (
    "claim_precision",
    "claim_recall",
    "claim_f1",
    "lead_recall",
    "slot_precision",
    "slot_recall",
    "slot_f1",
    "whole_claims",
    "posted",
    "posted_precision",
    "posted_lead_recall",
    "posted_critical_per_100",
    "critical_per_100",
)
ASKED = ("dev", "dev_items", "headlines of our own")  # what the report tells of beside the unseen
MODEL = Path("bot/extract/model")
TEACHER_RATE = 4e-5
WEIGHT = 3.0  # of the larger net's word beside the small one's in a story; in a feed item both weigh the same; chosen on dev and others
NETS: Mapping[str, Callable[[Desk], object]] = MappingProxyType(
    {
        "grown": grown,
        "first": first,
        "reader": reader,
        "apart": partial(reader, apart=True),
        "pupil": pupil,
        "large": large,
        "later": lambda desk: (later(desk, "small", pupil(desk)), later(desk, "large", large(desk))),
    }
)


def main() -> None:
    """Run every stage that has not been run; `--stage` runs one alone, so that several can run side by side."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--gold", type=Path, required=True)
    asked.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="stories without gold, JSON lines, .gz too")
    asked.add_argument("--outside", type=Path, help="folder of other makers' labelled sets, whose texts were read too")
    asked.add_argument("--teacher", type=Path, help="folder of the MPNet that teaches, and of which the first layers run; else PyPI's")
    asked.add_argument("--teachers", type=int, default=2)
    asked.add_argument("--folds", type=int, default=3)
    asked.add_argument("--epochs", type=int, default=Plan.epochs)
    asked.add_argument("--teacher-epochs", type=int, default=24)
    asked.add_argument("--rate", type=float, default=1.5e-4, help="of the small net's encoder")
    asked.add_argument("--seed", type=int, default=2)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--device", default="cpu")
    asked.add_argument("--work", type=Path, default=Path("build/train"))
    asked.add_argument("--stage", help="read | teacher-FOLD-SEED | student-FOLD (a number or all) | tune | " + " | ".join(NETS))
    args = asked.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    found = kept(args.work / "stories.pickle", lambda: library(args.gold))
    loose = kept(args.work / "unlabelled.pickle", lambda: [r for path in args.unlabelled for r in loose_stories(path)])
    plan = Plan(epochs=args.epochs, encoder_rate=args.rate, masked=0.1, seed=args.seed, threads=args.threads, device=args.device)
    teaching = replace(plan, epochs=args.teacher_epochs, encoder_rate=TEACHER_RATE, masked=0.12, size=8)
    labels = kept(args.work / "labels.pickle", lambda: weighed({r.row["id"]: r for r in (*loose, *annotated_outside(args.outside))}))
    desk = Desk(
        Room(args.work, found, loose, args.teacher or encoder(args.work), args.teachers, args.folds, plan, teaching), labels, *plans(plan)
    )
    if args.stage in {None, "tune"}:
        finish(desk, args.gold)
    elif args.stage in NETS:
        NETS[args.stage](desk)
    elif args.stage != "read":
        one_stage(desk.room, args.stage)


def annotated_outside(folder: Path | None) -> list[Read]:
    """The texts of other makers' sets that annotators read."""
    held = ids()
    return [] if folder is None else [read(row) for row in outside(folder) if row["id"] in held]


def one_stage(room: Room, name: str) -> None:
    """One stage by its name."""
    kind, which, *seed = name.split("-")
    fold = None if which == "all" else int(which)
    if kind == "teacher":
        views = teacher(room, fold, int(*seed))
        for told, reads in (("dev", room.found["dev"]), ("dev_items", room.found["dev_items"])):
            _tell(f"{name} {told}", [(r, views[r.row["id"]]) for r in reads])
    elif fold is None:
        student(room, fold)
    else:
        _tell(name, unseen(room, fold))


def _tell(name: str, data: Sequence[tuple[Read, Sequence[Cell]]]) -> None:
    print(name, judge.by_head([(r.row, r.doc, c) for r, c in data]), flush=True)


def finish(desk: Desk, gold: Path) -> None:
    """The thresholds chosen on what no net had seen, the model, the report."""
    heavy = replace(later(desk, "large", large(desk)), weight=WEIGHT)
    score, nets = judge.scorer(gold), briefed(desk, {"small": pupil(desk), "large": heavy})
    own = judged_by(desk, list(nets.values()))
    read = {r.row["id"] for r, _ in own}
    folds = [x for fold in range(desk.room.folds) for x in unseen(desk.room, fold)]
    apart = [(r, cells) for r, cells in unseen_apart(desk) if r.row["id"] not in read]
    held = [*own, *apart, *folds]
    tuned, notes = tuned_on(score, [_told(r, cells) for r, cells in held])
    export(nets, tuned, MODEL, desk.room.found["train"][:SHOWING])
    lines = report(score, desk.room.found, held, tuned, notes)
    (Path(__file__).parent / "REPORT.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _told(r: Read, cells: Sequence[Cell]) -> tuple[Row, Doc, Sequence[Cell], Sequence[Claim]]:
    return r.row, r.doc, cells, _by_rules(r, cells, {})


def report(
    score: Any, found: dict[str, list[Read]], unseen: Sequence[tuple[Read, Sequence[Cell]]], tuned: dict, notes: Sequence[str]
) -> list[str]:
    """REPORT.md: the heads by themselves and whole claims, beside the rules alone."""
    scorers = Scorers.load()
    if scorers is None:
        raise SystemExit("no model under bot/extract/model: export it first")
    lines = [
        "# What training gave",
        "",
        "Written by `make train`; figures by the gold's score.py. `unseen`: what the net that scores it had not learnt from.",
        "",
    ]
    lines += [f"- {n}" for n in notes]
    lines += ["", "## Whole claims", "", "| | " + " | ".join(k.replace("_", " ") for k in SHOWN) + " |", "|---" * (len(SHOWN) + 1) + "|"]
    read_anew = {**found, "headlines of our own": [read(row) for row in items(learnt=False)]}
    sets = {name: [(r, scorers.cells(r.doc, r.rules, r.feats)) for r in read_anew[name]] for name in ASKED}
    sets = {
        "unseen stories": [x for x in unseen if len(x[0].row["text"]) > 800],
        "unseen items": [x for x in unseen if len(x[0].row["text"]) <= 800],
        **sets,
    }
    ways = {"rules": _by_rules, "model": _by_heads, "both": _by_both}
    for name, held in sets.items():
        for way, claims in ways.items():
            told, _ = judge.judged(score, [r.row for r, _ in held], [claims(r, c, tuned) for r, c in held])
            lines.append(
                f"| {name}, {way} | " + " | ".join(f"{told[k]:.3f}" if isinstance(told[k], float) else str(told[k]) for k in SHOWN) + " |"
            )
    for name, held in sets.items():
        lines += ["", f"## Heads alone: {name}", ""] + [
            f"- {k}: {v}" for k, v in judge.by_head([(r.row, r.doc, c) for r, c in held]).items()
        ]
    return lines


def _by_rules(r: Read, _cells: Sequence[Cell], _tuned: dict) -> tuple[Claim, ...]:
    return verified(r.doc, merge_proposals(r.doc, r.rules))


def _by_heads(r: Read, found: Sequence[Cell], tuned: dict) -> tuple[Claim, ...]:
    return verified(r.doc, decode.joined(r.doc, found, tuned, _by_rules(r, found, tuned)), "model")


def _by_both(r: Read, found: Sequence[Cell], tuned: dict) -> tuple[Claim, ...]:
    """As the product reads."""
    held = turns(r.doc)
    questions = asked(r.doc, held)
    cells = restated(r.doc, [c for c in found if c.sentence not in questions], r.sure.offs)
    return verified(r.doc, spoken(held, told(r.sure, r.rules, cells, tuned)), "model")


if __name__ == "__main__":
    main()
