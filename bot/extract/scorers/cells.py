"""What the scorers say of one sentence and one type."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.scorers.pools import Key
from bot.model import ClaimType


@dataclass(frozen=True, slots=True)
class Pool:
    """Mentions that offer one value for a role: the chance that it is right, and the best mention."""

    key: Key
    score: float
    mention: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence and one type: the chance of a claim, its status, background and importance, and the pools of each role, best first."""

    sentence: int
    type: ClaimType
    score: float
    status: tuple[float, ...]
    background: float
    importance: tuple[float, ...]
    roles: dict[str, tuple[Pool, ...]]
