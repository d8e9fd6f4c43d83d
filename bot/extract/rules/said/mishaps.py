"""Who puts a crash down to a fault says that nobody shot it down: "rebels down a jet, army blames engine failure"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc
from bot.extract.rules.reading import Reading
from bot.model import NEGATIVE, Claim, ClaimType

FAULT = (
    r"(?:technical|mechanical|engine|(?:bad|poor) weather|(?:pilot|human|operator) error|malfunction|accident\b|crashed|crash-landed"
    r"|made an emergency landing|came down in bad weather)"
)
SAID = r"(?:says?|said|blam(?:es|ed|e)|cit(?:es|ed|e)|insists?|insisted|maintains?)"
PUT = re.compile(rf"(?i)(?:^|[;,.]\s)(?P<who>[^;,.]{{2,60}}?)\s{SAID}\s(?:that\s)?(?P<what>[^;,.]*?\b{FAULT}[^;.]*)")
OTHERS = re.compile(r",\s[^,;.]{2,40}\s(?:says?|said|claim(?:s|ed)?)\b")
END = re.compile(r"(?<=[.!?])\s|\n|\Z")
DOWNED = re.compile(
    r"(?i)\b(?:sho[ot]t?|shooting|brought|down(?:s|ed|ing)?|hits?|jam\w*|intercept\w*|suppress\w*|destroy\w*|neutrali\w*|fir(?:es?|ed|ing))\b"
)


def without_mishaps(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of something shot down without the sayers, and doers, who speak of a fault or a mere crash instead."""
    return tuple(_unsaid(read.doc, c) if c.type is ClaimType.INTERCEPTION and c.status not in NEGATIVE and c.source else c for c in claims)


def _unsaid(doc: Doc, claim: Claim) -> Claim:
    full = doc.story.full
    ends = ((s.start, END.search(full, s.end)) for s in claim.evidence)  # with the clauses that stand behind it
    tellers = [who for start, end in ends for who in _tellers(full[start : end.start() if end else len(full)])]
    gone = [s for s in claim.source if any((s.org or s.name or "").lower() in who for who in tellers)]
    if not gone:
        return claim
    left = tuple(s for s in claim.source if s not in gone)
    parties = {s.party for s in gone if s.party}
    return replace(claim, source=left, actor=tuple(a for a in claim.actor if a not in parties))


def _tellers(told: str) -> Iterator[str]:
    """Who speaks of a fault, in lower case, where he does not say in the same breath that something was shot down."""
    for found in PUT.finditer(told):
        if not DOWNED.search(OTHERS.split(found["what"])[0]):
            yield found["who"].lower()


__all__ = ["without_mishaps"]
