"""An Admiralty-style grade: how good the sources are (A-F), how credible the information is (1-6), and why in one line."""

from __future__ import annotations

from types import MappingProxyType

from bot.merge.ladder import Rung, counts, rung, standing
from bot.model import Event

UNKNOWN = "F"
CREDIBLE = MappingProxyType(
    {
        Rung.ADMITTED: (1, "the doer itself says so"),
        Rung.MANY_PARTIES: (2, "{parties} parties say so"),
        Rung.MANY_NEWSROOMS: (3, "up to {newsrooms} newsrooms, one party"),
        Rung.SINGLE_NAMED: (3, "one named source"),
        Rung.SINGLE_ANONYMOUS: (4, "one anonymous source"),
        Rung.UNATTRIBUTED: (6, "nobody is named"),
    }
)
# A flag that caps what anybody's word is worth; the first that is there.
CAPS = (
    ("ORIGIN WITHDRAWN", 5, "its origin was withdrawn"),
    ("DENIED", 4, "denied"),
    ("NOT CONFIRMED", 4, "not confirmed"),
    ("DISPUTED", 3, "disputed"),
)


def grade_of(event: Event) -> str:
    """The grade with its reason: "B2: 2 parties say so"."""
    _, newsrooms, parties = counts(event)
    figure, words = CREDIBLE[rung(event.reports)]
    reasons = [words.format(parties=parties, newsrooms=newsrooms)]
    for flag, cap, reason in CAPS:
        if any(told.startswith(flag) for told in event.flags):
            figure = max(figure, cap) if figure != len(CREDIBLE) else figure
            reasons.append(reason)
            break
    letter = min((report.grade or UNKNOWN for report in standing(event.reports)), default=UNKNOWN)
    return f"{letter}{figure}: {', but '.join(reasons)}"
