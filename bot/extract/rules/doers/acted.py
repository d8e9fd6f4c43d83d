"""Who a passive says did it, before the heads' chances are asked: unsure whether Iran seized or was hit, they would tell nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.reading import Agent, Agents
from bot.extract.scorers import Cell
from bot.extract.scorers.cells import Pool
from bot.model import ClaimType

SURE = 0.9  # the least chance of a doer behind "by"
BESIDE = 0.1  # the most of him as the one who was hit


def acted(cells: Sequence[Cell], told: Agents) -> tuple[Cell, ...]:
    """The heads' cells, sure of the doer that the only passive of their sentence names for their type: "tanker seized by Iran"."""
    return tuple(_acted(c, [a for a in told.get(c.sentence, ()) if c.type in a.types]) for c in cells)


def _acted(cell: Cell, found: Sequence[Agent]) -> Cell:
    if len(found) != 1 or found[0].ended or not found[0].main or cell.type is ClaimType.PROCUREMENT:  # who builds it is not who buys
        return cell
    doers = found[0].doers
    actors = tuple(replace(p, score=max(p.score, SURE)) if p.key in doers else p for p in cell.roles["actor"])
    targets = tuple(replace(p, score=min(p.score, BESIDE)) if p.key in doers - found[0].before else p for p in cell.roles["target"])
    return replace(cell, roles={**cell.roles, "actor": _best_first(actors), "target": _best_first(targets)})


def _best_first(pools: Sequence[Pool]) -> tuple[Pool, ...]:
    return tuple(sorted(pools, key=lambda p: -p.score))


__all__ = ["acted"]
