"""What a rule or a head proposes: one sentence tells of one event, with mentions in roles. Discourse turns proposals into claims."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import ClaimType, Status

ROLES = ("actor", "target", "item", "count", "money", "casualties", "date", "place", "source")


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention (index in Doc.mentions) in a role, with its score from 0 to 1 and the rule or head that put it there."""

    mention: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One sentence telling of one event. `roles` maps a name of ROLES to its fillers, best first; `score`: the chance it is a claim."""

    sentence: int
    type: ClaimType
    status: Status
    roles: tuple[tuple[str, tuple[Filler, ...]], ...]
    score: float
    why: str
    background: bool = False
    importance: int = 2
    trigger: int | None = None

    def fillers(self, role: str) -> tuple[Filler, ...]:
        """The fillers of one role; empty where it has none."""
        return next((f for name, f in self.roles if name == role), ())
