"""Whose spokesman speaks does not speak himself: "Doe's spokesman said" has one sayer, the spokesman, and he is not called Doe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.reading import Reading
from bot.model import Claim, Speaker


def by_spokesmen(_read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without sayers who are only told as whose spokesman, office or aide it is that speaks."""
    return tuple(_spoken(c) if any(s.name for s in c.source) else c for c in claims)


def _spoken(claim: Claim) -> Claim:
    told = [replace(s, name=None) if s.org and _of(s, s.org) else s for s in claim.source]
    left = tuple(s for s in told if not any(o is not s and o.org and _of(s, o.org) for o in told) or _speaks(s, claim))
    return replace(claim, source=left) if left != claim.source else claim


def _of(speaker: Speaker, org: str) -> bool:
    """Whether somebody is whose office or spokesman some words name."""
    return bool(speaker.name) and re.search(rf"\b{_last(speaker)}['’]s\s\w", org) is not None


def _speaks(speaker: Speaker, claim: Claim) -> bool:
    """Whether the evidence names him otherwise too."""
    return any(re.search(rf"\b{_last(speaker)}\b(?!['’]s\b)", quote) for quote in claim.quotes)


def _last(speaker: Speaker) -> str:
    last = re.split(r"[\s-]", speaker.name or "")[-1]
    return re.escape(last)


__all__ = ["by_spokesmen"]
