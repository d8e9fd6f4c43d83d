"""How good a run is: each head by itself, and whole claims by the gold's own scorer."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.extract.candidates import Doc
from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES, TYPES
from bot.extract.wire import claim_row
from bot.model import Claim
from bot.train.gold import Row, cells, fills

Report = dict[str, Any]


def scorer(gold: Path) -> Any:
    """The gold's score.py as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(score: Any, golds: Sequence[Row], claims: Sequence[Sequence[Claim]]) -> tuple[Report, list[str]]:
    """score.py's report and misses over some stories."""
    return score.score(list(golds), {g["id"]: [claim_row(c) for c in found] for g, found in zip(golds, claims, strict=True)})


def f1(hit: float, found: float, gold: float) -> str:
    """Precision, recall and F1 in three figures."""
    p, r = hit / max(1, found), hit / max(1, gold)
    return f"P {p:.2f} R {r:.2f} F {2 * p * r / max(1e-9, p + r):.3f}"


def by_head(data: Sequence[tuple[Row, Doc, Sequence[Cell]]], at: float = 0.5) -> dict[str, str]:
    """Each head alone: types per sentence; status, background, importance and roles on gold cells that were scored."""
    n: Counter[str] = Counter()
    for row, doc, found in data:
        gold = {(c.sentence, c.type): c for c in cells(doc, row)}
        have = {(c.sentence, TYPES.index(c.type)): c for c in found}
        say = {k for k, c in have.items() if c.score >= at}
        strong = {k for k, c in gold.items() if any(row["claims"][i]["importance"] > 1 for i in c.claims)}
        n.update(hit=len(say & set(gold)), found=len(say), gold=len(gold), strong=len(strong), strong_hit=len(say & strong))
        n.update(
            any_hit=len({k[0] for k in say} & {k[0] for k in gold}), any_found=len({k[0] for k in say}), any_gold=len({k[0] for k in gold})
        )
        for key, cell in gold.items():
            if key in have:
                _on_cell(n, row, doc, [row["claims"][i] for i in cell.claims], have[key])
    out = {
        "types": f1(n["hit"], n["found"], n["gold"]) + f" (R of importance 2-3 {n['strong_hit'] / max(1, n['strong']):.2f})",
        "any": f1(n["any_hit"], n["any_found"], n["any_gold"]),
    }
    out.update({k: f"{n[k] / max(1, n['cells']):.3f}" for k in ("status", "polarity", "background", "importance")})
    out.update({role: f1(n[f"{role} hit"], n[f"{role} found"], n[f"{role} gold"]) for role in ROLES})
    return out


def _on_cell(n: Counter[str], row: Row, doc: Doc, claims: list[Row], cell: Cell) -> None:
    del row
    n["cells"] += 1
    status = STATUSES[max(range(6), key=lambda i: cell.status[i])]
    told = {c["status"] for c in claims}
    n["status"] += status in told
    n["polarity"] += (status in {"denied", "negated"}) in {s in {"denied", "negated"} for s in told}
    n["background"] += (cell.background >= 0.5) in {c["background"] for c in claims}
    n["importance"] += (1 + max(range(3), key=lambda i: cell.importance[i])) in {c["importance"] for c in claims}
    for role in ROLES:
        pools = cell.roles[role]
        good = [any(fills(doc, doc.mentions[p.mention], role, p.key, c) for c in claims) for p in pools]
        n[f"{role} hit"] += sum(g and p.score >= 0.5 for g, p in zip(good, pools, strict=True))
        n[f"{role} found"] += sum(p.score >= 0.5 for p in pools)
        n[f"{role} gold"] += sum(good)
