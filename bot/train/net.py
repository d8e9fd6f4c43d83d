"""One encoder with heads: claim types of a sentence, status, background, importance, and the role of each mention."""

from __future__ import annotations

from dataclasses import dataclass, fields

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from bot.extract.proposal import ROLES
from bot.extract.scorers.features import MENTION_WIDTH, PAIR_WIDTH, SENTENCE_WIDTH, STATUSES, TYPE_WIDTH, TYPES

WIDTH, CELL, LINK, ATTENDED = 384, 192, 128, 3  # WIDTH: of the encoder that runs; a teacher brings its own


@dataclass
class Batch:
    """Windows side by side. Sentences [S], cells [C] (row of a sentence and a type), pairs [P] (a cell and a mention)."""

    ids: torch.Tensor  # [B, L]
    mask: torch.Tensor  # [B, L]
    sentence_window: torch.Tensor  # [S]
    sentence_span: torch.Tensor  # [S, 2]
    sentence: torch.Tensor  # [S, SENTENCE_WIDTH]
    typed: torch.Tensor  # [S, types, TYPE_WIDTH]
    types: torch.Tensor  # [S, types] 0 or 1
    weight: torch.Tensor  # [S, types]
    cell_row: torch.Tensor  # [C]
    cell_type: torch.Tensor  # [C]
    status: torch.Tensor  # [C, 6]
    background: torch.Tensor  # [C]
    importance: torch.Tensor  # [C, 3]
    pair_cell: torch.Tensor  # [P]
    pair_span: torch.Tensor  # [P, 2]
    mention: torch.Tensor  # [P, MENTION_WIDTH]
    pair: torch.Tensor  # [P, PAIR_WIDTH]
    same: torch.Tensor  # [P] in the judged sentence
    entry_pair: torch.Tensor  # [E]
    entry_role: torch.Tensor  # [E]
    entry_pool: torch.Tensor  # [E]
    pool_label: torch.Tensor  # [G]
    pool_role: torch.Tensor  # [G]

    def to(self, device: str) -> Batch:
        """The same on a device."""
        return Batch(**{f.name: getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)})


def gelu(x: torch.Tensor) -> torch.Tensor:
    """The tanh form, which numpy computes alike."""
    return F.gelu(x, approximate="tanh")


class Heads(nn.Module):
    """All that stands on the encoder's token vectors; bot/extract/scorers/heads.py is its twin in numpy."""

    def __init__(self, width: int = WIDTH, dropout: float = 0.15) -> None:
        super().__init__()
        n = len(TYPES)
        self.query = nn.Parameter(torch.randn(n, width) * 0.02)
        self.own = nn.Linear(width, CELL)
        self.mean = nn.Linear(width, CELL, bias=False)
        self.whole = nn.Linear(width, CELL, bias=False)
        self.kind = nn.Parameter(torch.randn(n, CELL) * 0.02)
        self.typed = nn.Linear(TYPE_WIDTH, CELL, bias=False)
        self.told = nn.Linear(SENTENCE_WIDTH, CELL, bias=False)
        self.type_w = nn.Parameter(torch.randn(n, CELL) * 0.05)
        self.type_b = nn.Parameter(torch.full((n,), -3.0))
        self.status = nn.Linear(CELL, len(STATUSES))
        self.background = nn.Linear(CELL, 1)
        self.importance = nn.Linear(CELL, 3)
        self.span = nn.Linear(3 * width, LINK)
        self.mention = nn.Linear(MENTION_WIDTH, LINK, bias=False)
        self.cell = nn.Linear(CELL, LINK, bias=False)
        self.pair = nn.Linear(PAIR_WIDTH + ATTENDED, LINK, bias=False)
        self.gate = nn.Linear(CELL, LINK, bias=False)
        self.role = nn.Linear(LINK, len(ROLES))
        self.cross = nn.Linear(LINK, len(ROLES), bias=False)
        self.drop = nn.Dropout(dropout)

    def cells(self, h: torch.Tensor, b: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """[S, types, CELL] vectors of every sentence for every type, and the [S, types] token where each looks."""
        size = b.sentence_span[:, 1] - b.sentence_span[:, 0]
        step = torch.arange(int(size.max()), device=h.device)
        inside = step < size[:, None]
        at = (b.sentence_span[:, :1] + step).clamp(max=h.shape[1] - 1)
        tokens = h.flatten(0, 1)[b.sentence_window[:, None] * h.shape[1] + at]
        scores = torch.einsum("sld,td->stl", tokens, self.query)
        weights = scores.masked_fill(~inside[:, None, :], -1e4).softmax(-1)
        own = torch.einsum("stl,sld->std", weights, tokens)
        mean = (tokens * inside[..., None]).sum(1) / size[:, None]
        told = self.mean(mean) + self.whole(h[:, 0])[b.sentence_window] + self.told(b.sentence)
        z = gelu(self.own(own) + told[:, None, :] + self.kind + self.typed(b.typed))
        return self.drop(z), (weights * at[:, None, :]).sum(-1)

    def roles(self, h: torch.Tensor, z: torch.Tensor, look: torch.Tensor, b: Batch) -> torch.Tensor:
        """[P, roles] logits."""
        flat = h.flatten(0, 1)
        base = b.sentence_window[b.cell_row][b.pair_cell] * h.shape[1]
        sums = torch.cat([flat.new_zeros(1, flat.shape[1]), flat.cumsum(0)])
        first, last = base + b.pair_span[:, 0], base + b.pair_span[:, 1]
        mean = (sums[last] - sums[first]) / (last - first)[:, None]
        span = torch.cat([flat[first], flat[last - 1], mean], -1)
        gap = (b.pair_span.float().mean(-1) - look[b.pair_cell]) * b.same
        attended = torch.stack([(gap < 0) * b.same, torch.exp(-gap.abs() / 6) * b.same, torch.exp(-gap.abs() / 20) * b.same], -1)
        k = self.drop(self.span(span) + self.mention(b.mention))
        cell = z[b.pair_cell]
        hidden = gelu(k + self.cell(cell) + self.pair(torch.cat([b.pair, attended], -1)))
        out: torch.Tensor = self.role(self.drop(hidden)) + self.cross(k * self.gate(cell))
        return out

    def forward(self, h: torch.Tensor, b: Batch) -> dict[str, torch.Tensor]:
        """Every head's logits."""
        z, look = self.cells(h, b)
        picked, spot = z[b.cell_row, b.cell_type], look[b.cell_row, b.cell_type]
        return {
            "types": (z * self.type_w).sum(-1) + self.type_b,
            "status": self.status(picked),
            "background": self.background(picked).squeeze(-1),
            "importance": self.importance(picked),
            "roles": self.roles(h, picked, spot, b),
        }


def pooled(logits: torch.Tensor, pool: torch.Tensor, count: int) -> torch.Tensor:
    """The log-sum-exp of the logits of each pool."""
    top = logits.new_full((count,), -1e4).scatter_reduce(0, pool, logits.detach(), "amax")
    total = logits.new_zeros(count).index_add(0, pool, torch.exp(logits - top[pool]))
    return top + torch.log(total + 1e-9)


ROLE_WEIGHT = 3.0


def loss_of(out: dict[str, torch.Tensor], b: Batch) -> torch.Tensor:
    """Types on every sentence; the other heads on the cells that hold a claim."""
    loss = 14 * F.binary_cross_entropy_with_logits(out["types"], b.types, weight=b.weight)
    if len(b.cell_row):
        loss = loss + 0.5 * F.cross_entropy(out["status"], b.status)
        loss = loss + 0.4 * F.binary_cross_entropy_with_logits(out["background"], b.background)
        loss = loss + 0.4 * F.cross_entropy(out["importance"], b.importance)
    if len(b.entry_pair):
        logits = pooled(out["roles"][b.entry_pair, b.entry_role], b.entry_pool, len(b.pool_label))
        loss = loss + ROLE_WEIGHT * 3 * F.binary_cross_entropy_with_logits(logits, b.pool_label)
    return loss
