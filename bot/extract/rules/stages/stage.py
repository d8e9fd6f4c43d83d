"""One question of the order, with the rules that answer it; each reads what those before it left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from bot.extract.rules.reading import Reading
from bot.model import Claim

Rule = Callable[[Reading, Sequence[Claim]], tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Stage:
    """The rules of one question, in order, and why they stand here; `items`: it is asked of feed items alone."""

    why: str
    rules: tuple[Rule, ...]
    items: bool = False


def followed(stages: Iterable[Stage], read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims as the stages leave them, one after the other."""
    rules = (rule for stage in stages if read.short or not stage.items for rule in stage.rules)
    return reduce(lambda left, rule: rule(read, left), rules, tuple(claims))
