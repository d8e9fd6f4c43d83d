"""What the scorers say becomes proposals: a cell that is likely enough, with the mentions likely enough for each role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extract.candidates import Doc
from bot.extract.proposal import ROLES, Filler, Proposal
from bot.extract.scorers import Cell, Scorers
from bot.extract.scorers.features import STATUSES
from bot.model import Status

MOST = {"actor": 3, "target": 3, "item": 3, "count": 3, "money": 1, "casualties": 2, "date": 1, "place": 3, "source": 3}
ROLE_AT = 0.5
CLAIM_AT = 0.5
SECOND_STATUS = 0.35


@dataclass(frozen=True, slots=True)
class Told:
    """A cell read as one claim: the status and its share."""

    cell: Cell
    status: Status
    share: float


def told(cell: Cell) -> Iterator[Told]:
    """The claims of a cell: its likeliest status, and another that is nearly as likely."""
    ranked = sorted(zip(cell.status, STATUSES, strict=True), key=lambda p: -p[0])
    for n, (share, status) in enumerate(ranked):
        if n == 0 or share >= SECOND_STATUS:
            yield Told(cell, status, share)


def proposals(doc: Doc, scorers: Scorers, rules: Sequence[Proposal] = ()) -> tuple[Proposal, ...]:
    """The cells that are likely claims, as proposals."""
    limits = scorers.tuned.get("claim", {})
    cells = (c for c in scorers.cells(doc, rules) if c.score >= limits.get(str(c.type), CLAIM_AT))
    return tuple(_proposal(t, scorers.tuned.get("role", {})) for c in cells for t in told(c))


def _proposal(one: Told, limits: dict[str, float]) -> Proposal:
    cell = one.cell
    roles = tuple((role, found) for role in ROLES if (found := _fillers(cell, role, limits.get(role, ROLE_AT))))
    importance = 1 + max(range(3), key=lambda i: cell.importance[i])
    return Proposal(
        sentence=cell.sentence,
        type=cell.type,
        status=one.status,
        roles=roles,
        score=cell.score,
        why=f"model: {cell.score:.2f}, {one.status} {one.share:.2f}",
        background=cell.background >= 0.5,
        importance=importance,
    )


def _fillers(cell: Cell, role: str, least: float) -> tuple[Filler, ...]:
    found = (p for p in cell.roles[role] if p.score >= least)
    return tuple(Filler(p.mention, p.score, "model") for p in list(found)[: MOST[role]])
