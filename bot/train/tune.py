"""The small models and thresholds that decode reads, fitted on stories the net had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.extract.candidates import Doc
from bot.extract.confidence import SHORT
from bot.extract.decode import _likely, chance, drafted, found_in
from bot.extract.decode.pairs import clusters, odds, rows
from bot.extract.decode.signs import Around, signs
from bot.extract.decode.units import Unit, units
from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell
from bot.extract.scorers.features import TYPES
from bot.extract.scorers.trees import Trees
from bot.extract.wire import claim_row
from bot.model import NEGATIVE, Claim, Status
from bot.train.gold import Row, cells, fills
from bot.train.trees import boosted

Data = Sequence[tuple[Row, Doc, Sequence[Cell], Sequence[Claim]]]  # the last: the claims of the rules
Model = dict[str, list[float]]
SURE = {"source": 0.5}  # roles in which a wrong value costs more than none


def told(row: Row, doc: Doc) -> dict[tuple[int, str], tuple[int, ...]]:
    """(sentence, type) -> the gold claims it is evidence of."""
    return {(c.sentence, str(TYPES[c.type])): c.claims for c in cells(doc, row)}


def claims_of(unit: Unit, row: Row, gold: dict[tuple[int, str], tuple[int, ...]]) -> set[int]:
    """The gold claims a unit tells of: of its status, or of its polarity."""
    here = gold.get((unit.cell.sentence, str(unit.cell.type)), ())
    same = {n for n in here if row["claims"][n]["status"] == unit.status}
    return same or {n for n in here if (Status(row["claims"][n]["status"]) in NEGATIVE) == (unit.status in NEGATIVE)}


def logistic(x: list[list[float]], y: list[int], c: float, weight: np.ndarray | None = None) -> Model:
    """Weights and bias of a logistic regression on standardised columns, folded back."""
    data = np.array(x)
    mean, scale = data.mean(0), data.std(0) + 1e-3
    made = LogisticRegression(C=c, max_iter=2000).fit((data - mean) / scale, y, sample_weight=weight)
    w = made.coef_[0] / scale
    return {"weights": [round(float(v), 6) for v in w], "bias": [round(float(made.intercept_[0] - w @ mean), 6)]}


def pair_model(data: Data, least: float = 0.15) -> tuple[Trees, str]:
    """The model of whether two units tell one event, fitted on the units that tell a gold claim."""
    x: list[list[float]] = []
    y: list[int] = []
    for row, doc, found, _ in data:
        gold = told(row, doc)
        held = units([c for c in found if c.score >= least])
        tells = [claims_of(u, row, gold) for u in held]
        for i, j, numbers in rows(doc, held):
            if tells[i] and tells[j]:
                x.append(numbers)
                y.append(int(bool(tells[i] & tells[j])))
    model = boosted(x, y)
    hit = float(np.mean((model(np.array(x, np.float32)) > 0) == np.array(y)))
    return model, f"{len(y)} pairs, {np.mean(y):.2f} alike, fitted accuracy {hit:.3f}"


def role_limits(data: Data) -> dict[str, float]:
    """For each role the threshold with the best F1 over the units of gold cells."""
    out = {}
    for role in ROLES:
        scored: list[tuple[float, bool]] = []
        total = 0
        for row, doc, found, _ in data:
            gold = told(row, doc)
            for c in found:
                claims = [row["claims"][n] for n in gold.get((c.sentence, str(c.type)), ())]
                if claims and c.score >= 0.2:
                    good = [(p.score, any(fills(doc, doc.mentions[p.mention], role, p.key, k) for k in claims)) for p in c.roles[role]]
                    scored.extend(good)
                    total += sum(g for _, g in good)
        out[role] = max(best_limit(scored, total), SURE.get(role, 0.0))
    return out


def best_limit(scored: list[tuple[float, bool]], total: int) -> float:
    """The threshold with the best F1, between 0.25 and 0.7."""
    grid = np.arange(0.25, 0.71, 0.05)

    def f1(at: float) -> float:
        taken = [g for s, g in scored if s >= at]
        return 2 * sum(taken) / max(1, len(taken) + total)

    return round(float(max(grid, key=f1)), 2)


@dataclass
class Made:
    """What decode makes of one story before anything is held back: its claims as rows, the signs of each, and the units' log-odds."""

    row: Row
    claims: list[Row]
    signs: list[list[float]]
    right: list[bool]
    counted: list[bool]


def made(score: Any, data: Data, tuned: dict, odds_of: dict[str, tuple[tuple[Unit, ...], Any]]) -> list[Made]:
    """Every claim that decode could tell, and whether it is right; gold of importance 1 the scorer does not count."""
    out = []
    for row, doc, cells_of, rules in data:
        found, table = odds_of[row["id"]]
        around = Around(doc, cells_of, rules)
        use = [i for i, u in enumerate(found) if u.cell.score >= tuned["claim"][""]]
        groups = [[found[use[i]] for i in g] for g in clusters(table[np.ix_(use, use)], tuned["join"]["at"])] if use else []
        held = [found_in(doc, g, tuned) for g in groups]
        drafts = [drafted(doc, g, h) for g, h in zip(groups, held, strict=True)]
        marks = [signs(around, g, h, c) for g, h, c in zip(groups, held, drafts, strict=True)]
        claims = [claim_row(c) for c in drafts]
        pairs = {j: i for i, j in score.pairs(row["claims"], claims, row["text"] + "\n" + row["title"])}
        gold = [row["claims"][pairs[j]] if j in pairs else None for j in range(len(claims))]
        right = [g is not None and score.right(g, c) for g, c in zip(gold, claims, strict=True)]
        out.append(Made(row, claims, marks, right, [g is None or g["importance"] > 1 for g in gold]))
    return out


def right_models(found: Sequence[Made]) -> tuple[Model, Model, str]:
    """The chance that a claim is right, over all of them and over what the scorer counts."""
    x = [s for m in found for s in m.signs]
    y = [int(r) for m in found for r in m.right]
    asked = [i for i, c in enumerate(c for m in found for c in m.counted) if c]
    keep = logistic([x[i] for i in asked], [y[i] for i in asked], 0.03)
    return (
        logistic(x, y, 0.03),
        keep,
        f"{len(y)} claims, {np.mean(y):.2f} right; counted {len(asked)}, {np.mean([y[i] for i in asked]):.2f} right",
    )


def gain_of(score: Any, found: Sequence[Made], keep: Model, at: float) -> float:
    """Claim F1 plus a share of slot F1 and lead recall, with what is less likely than `at` held back."""
    told = {m.row["id"]: [c for c, s in zip(m.claims, m.signs, strict=True) if chance(keep, s) >= at] for m in found}
    report, _ = score.score([m.row for m in found], told)
    return report["claim_f1"] + 0.5 * report["slot_f1"] + 0.3 * report["lead_recall"]


def tuned_on(score: Any, data: Data) -> tuple[dict, list[str]]:
    """Everything decode reads, chosen on stories the net had not seen, and what to say of it."""
    tuned: dict = {"role": role_limits(data), "claim": {"": 0.15}, "join": {"at": 0.0}}
    tuned["pair"], pair_note = pair_model(data)
    held = {row["id"]: (us := units(_likely(found, tuned)), odds(doc, us, tuned["pair"])) for row, doc, found, _ in data}
    best: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    for least in (0.15, 0.2):
        for join in (-0.8, -0.4, 0.0):
            tuned["claim"], tuned["join"] = {"": least}, {"at": join}
            found = made(score, data, tuned, held)
            _, keep, _ = right_models(found)
            best = max([best, *((gain_of(score, found, keep, at), least, join, at) for at in (0.18, 0.22, 0.26, 0.3))])
    _, least, join, _ = best
    tuned["claim"], tuned["join"] = {"": least}, {"at": join}
    found = made(score, data, tuned, held)
    right, keep, note = right_models(found)
    at, short = (kept_from(score, [m for m in found if (len(m.row["text"]) < SHORT) is items], keep) for items in (False, True))
    tuned["right"], tuned["keep"] = right, {**keep, "at": at, "short": short}
    return tuned, [
        f"pair model: {pair_note}",
        f"right model: {note}",
        f"thresholds: cell {least}, join {join}, keep {at}, in items {short}; roles {tuned['role']}",
    ]


def kept_from(score: Any, found: Sequence[Made], keep: Model) -> float:
    """The chance below which a claim is best held back."""
    return max((0.18, 0.22, 0.26, 0.3), key=lambda at: gain_of(score, found, keep, at))


__all__ = ["logistic", "pair_model", "right_models", "role_limits", "tuned_on"]
