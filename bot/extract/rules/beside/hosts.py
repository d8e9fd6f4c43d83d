"""Whom forces are sent to is where they go, and no side hit: "troops return to Belarus"; of 467 annotated deployments 23 have one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.model import Claim, ClaimType


def without_hosts(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:  # noqa: ARG001  all rules have one signature
    """The claims, deployments without a target."""
    return tuple(replace(c, target=(), spans=less(c, "target")) if c.type is ClaimType.DEPLOYMENT and c.target else c for c in claims)


__all__ = ["without_hosts"]
