"""`make train`: from the gold to bot/extract/model and bot/train/REPORT.md, in one go; what stands in build/train/ is not made again."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from bot.extract import decode
from bot.extract.discourse import merge_proposals
from bot.extract.scorers import Cell, Scorers
from bot.extract.verify import verified
from bot.model import Claim
from bot.train import judge
from bot.train.export import export
from bot.train.fit import Net, Plan, base_tokeniser, fit, fresh
from bot.train.stories import Read, fold_of, library, sheets
from bot.train.tune import tuned_on

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
MODEL = Path("bot/extract/model")


def main() -> None:
    """Run every stage that has not been run."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--gold", type=Path, required=True)
    asked.add_argument("--folds", type=int, default=3)
    asked.add_argument("--run-folds", type=int, default=1, help="how many of the folds are trained for figures on unseen stories")
    asked.add_argument("--epochs", type=int, default=8)
    asked.add_argument("--seed", type=int, default=2)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--work", type=Path, default=Path("build/train"))
    args = asked.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    plan = Plan(epochs=args.epochs, seed=args.seed, threads=args.threads)
    found = kept(args.work / "stories.pickle", lambda: library(args.gold))
    unseen = [x for k in range(args.run_folds) for x in kept(args.work / f"unseen-{k}.pickle", lambda k=k: _unseen(found, args, plan, k))]
    net = _net(args.work / "all.pt", lambda: fit(sheets(found, args.folds, None), plan))
    score = judge.scorer(args.gold)
    tuned, notes = tuned_on(score, [(r.row, r.doc, cells) for r, cells in unseen])
    export(net, tuned, MODEL)
    lines = report(score, found, unseen, tuned, notes)
    (Path(__file__).parent / "REPORT.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def kept(path: Path, make: Callable[[], Any]) -> Any:
    """What a stage made, from disk where it has run before."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())  # noqa: S301 - our own file


def _net(path: Path, make: Callable[[], Net]) -> Net:
    if not path.exists():
        made = make()
        torch.save((made.encoder.state_dict(), made.heads.state_dict()), path)
    net = fresh(0)
    encoder, heads = torch.load(path)
    net.encoder.load_state_dict(encoder)
    net.heads.load_state_dict(heads)
    return net


def _unseen(found: dict[str, list[Read]], args: argparse.Namespace, plan: Plan, fold: int) -> list[tuple[Read, tuple[Cell, ...]]]:
    net = _net(args.work / f"fold-{fold}.pt", lambda: fit(sheets(found, args.folds, fold), plan))
    scorers = net.scorers(base_tokeniser())
    held = [r for name in ("train", "train_items") for r in found[name] if fold_of(r.row["id"], args.folds) == fold]
    return [(r, scorers.cells(r.doc, r.rules, r.feats)) for r in held]


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
        "Written by `make train`; figures by the gold's score.py. `unseen`: stories of train that the scoring net had not learnt from.",
        "",
    ]
    lines += [f"- {n}" for n in notes]
    lines += ["", "## Whole claims", "", "| | " + " | ".join(k.replace("_", " ") for k in SHOWN) + " |", "|---" * (len(SHOWN) + 1) + "|"]
    sets = {name: [(r, scorers.cells(r.doc, r.rules, r.feats)) for r in found[name]] for name in ("dev", "dev_items")}
    sets = {
        "unseen stories": [x for x in unseen if len(x[0].row["text"]) > 800],
        "unseen items": [x for x in unseen if len(x[0].row["text"]) <= 800],
        **sets,
    }
    for name, held in sets.items():
        for way, claims in (("rules", _by_rules), ("model", lambda r, c: verified(r.doc, decode.joined(r.doc, c, tuned), "model"))):
            told, _ = judge.judged(score, [r.row for r, _ in held], [claims(r, c) for r, c in held])
            lines.append(
                f"| {name}, {way} | " + " | ".join(f"{told[k]:.3f}" if isinstance(told[k], float) else str(told[k]) for k in SHOWN) + " |"
            )
    for name, held in sets.items():
        lines += ["", f"## Heads alone: {name}", ""] + [
            f"- {k}: {v}" for k, v in judge.by_head([(r.row, r.doc, c) for r, c in held]).items()
        ]
    return lines


def _by_rules(r: Read, _cells: Sequence[Cell]) -> tuple[Claim, ...]:
    return verified(r.doc, merge_proposals(r.doc, r.rules))


if __name__ == "__main__":
    main()
