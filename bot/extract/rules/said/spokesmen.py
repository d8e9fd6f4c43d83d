"""Whose spokesman speaks does not speak himself: "Doe's spokesman said" has one sayer, the spokesman, and he is not called Doe.

Nor does Doe where "a spokesman for President Jane Doe" said it; then it is the spokesman for President Jane Doe.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.discourse.wording import bare
from bot.extract.rules.reading import Reading
from bot.model import Claim, Speaker

MOUTHS = r"(?:spokes(?:man|woman|person)|aide|adviser|advisor|lawyer)"


def by_spokesmen(_read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without sayers who are only told as whose spokesman, office or aide it is that speaks."""
    return tuple(_spoken(c) if any(s.name for s in c.source) else c for c in claims)


def _spoken(claim: Claim) -> Claim:
    told = [replace(s, name=None) if s.org and _of(s, s.org) else _for(s, claim) for s in claim.source]
    left = tuple(s for s in told if not any(o is not s and o.org and _of(s, o.org) for o in told) or _speaks(s, claim))
    return replace(claim, source=left) if left != claim.source else claim


def _of(speaker: Speaker, org: str) -> bool:
    """Whether somebody is whose office or spokesman some words name."""
    return bool(speaker.name) and re.search(rf"\b{_last(speaker)}['’]s\s\w", org) is not None


def _for(speaker: Speaker, claim: Claim) -> Speaker:
    """Who speaks for somebody, in place of him whom the evidence only names behind "a spokesman for"."""
    if not speaker.name:
        return speaker
    at = re.compile(rf"\b(?:\w+\s)?{MOUTHS}\s(?:for|of|to)\s(?:[\w.'’-]+\s){{0,6}}?{_last(speaker)}(?:\s{_last(speaker)})?\b")
    found = [m.group() for quote in claim.quotes for m in at.finditer(quote)]
    times = sum(len(re.findall(rf"\b(?:{_last(speaker)}\s)?{_last(speaker)}\b", quote)) for quote in claim.quotes)
    return replace(speaker, name=None, org=bare(found[0])) if found and len(found) == times else speaker


def _speaks(speaker: Speaker, claim: Claim) -> bool:
    """Whether the evidence names him otherwise too."""
    return any(re.search(rf"\b{_last(speaker)}\b(?!['’]s\b)", quote) for quote in claim.quotes)


def _last(speaker: Speaker) -> str:
    last = re.split(r"[\s-]", speaker.name or "")[-1]
    return re.escape(last)


__all__ = ["by_spokesmen"]
