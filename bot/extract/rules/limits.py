"""Who tells of an event and says what it was not limits it, and denies nothing: "two jets came close; none crossed the border, it said"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.decode.units import FLAT
from bot.extract.rules.deniers import same_voice
from bot.extract.scorers.pools import words
from bot.model import Claim, Speaker, Status

# Who answers a charge, or takes back what he said, denies it.
DENYING = re.compile(
    r"(?i)\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut\w*|accus\w+|allegations?|claims?|charges?"
    r"|initial(?:ly)?|at first|first (?:said|reported|told)|originally|previously|earlier|had (?:said|reported)"
    r"|retract\w*|withdr[ae]w\w*|mistake\w*|in error|wrongly)\b"
)


def without_limits(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without the denials of those alone who tell of such an event in the same story, and did not do it."""
    return tuple(c for c in claims if not (c.status is Status.DENIED and c.source and any(_limited(c, t) for t in claims)))


def _limited(denial: Claim, told: Claim) -> bool:
    """Whether all who deny tell, elsewhere, of an event of that kind by that doer, and take nothing back."""
    apart = not {s.start for s in denial.evidence} & {s.start for s in told.evidence}
    same = told.type is denial.type and told.status in FLAT and set(told.actor) == set(denial.actor)
    if not (apart and same) or any(DENYING.search(q) for q in denial.quotes):
        return False
    return all(_tells(s, told) for s in denial.source)


def _tells(speaker: Speaker, told: Claim) -> bool:
    """Whether he is one of the sayers whom a claim's own words name, and no doer of it."""
    named = words(" ".join(told.quotes))
    sayers = (s for s in told.source if (words(s.name) or words(s.org)) & named)
    return not (speaker.party and speaker.party in told.actor) and any(same_voice(speaker, s) for s in sayers)


__all__ = ["without_limits"]
