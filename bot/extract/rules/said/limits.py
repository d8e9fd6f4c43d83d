"""Who tells of an event and says what it was not limits it, and denies nothing: "two jets came close; none crossed the border, it said"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.families import FLAT
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.who import same_voice
from bot.extract.scorers.pools import words
from bot.extract.tables import holds
from bot.model import Claim, Speaker, Status


def without_limits(_read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without the denials of those alone who tell of such events in the same story, and did not do them."""
    return tuple(c for c in claims if c.status is not Status.DENIED or not c.source or not _limits(c, claims))


def _limits(denial: Claim, claims: Sequence[Claim]) -> bool:
    """Whether all who deny tell, elsewhere, of an event of that kind by its doers or some of them, and take nothing back."""
    if any(holds("denials", "answered", q) for q in denial.quotes):
        return False
    return any(_of_that(c, denial) and all(_tells(s, c) for s in denial.source) for c in claims)


def _of_that(told: Claim, denial: Claim) -> bool:
    """Whether a claim is of an event of the kind and the doers that a denial is of, told elsewhere."""
    apart = not {s.start for s in denial.evidence} & {s.start for s in told.evidence}
    doers = set(told.actor) <= set(denial.actor) and bool(told.actor) is bool(denial.actor)
    return apart and doers and told.type is denial.type and told.status in FLAT


def _tells(speaker: Speaker, told: Claim) -> bool:
    """Whether he is one of the sayers whom a claim's own words name, and no doer of it."""
    named = words(" ".join(told.quotes))
    sayers = (s for s in told.source if (words(s.name) or words(s.org)) & named)
    return not (speaker.party and speaker.party in told.actor) and any(same_voice(speaker, s) for s in sayers)


__all__ = ["without_limits"]
