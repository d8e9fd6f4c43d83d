"""An Admiralty-style grade: how good the sources are (A-F), how credible the information is (1-6), and why in one line."""

from __future__ import annotations

from types import MappingProxyType

from bot.merge.ladder import Rung, counts, deniers, rung, weighing
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
# A flag that caps what anybody's word is worth; the first that is there. The doer's own word outlives its denial.
CAPS = (
    ("ORIGIN WITHDRAWN", 5, "its origin was withdrawn"),
    ("ADMITTED", 1, "it was denied first"),
    ("DENIED", 4, "denied"),
    ("NOT CONFIRMED", 4, "not confirmed"),
    ("DISPUTED", 3, "disputed"),
)


def grade_of(event: Event) -> str:
    """The grade with its reason: "B2: 2 parties say so"."""
    _, newsrooms, parties = counts(event)
    figure, words = CREDIBLE[rung(event.reports, deniers(event.revisions))]
    cap, reason = next(((cap, reason) for flag, cap, reason in CAPS if _raised(event, flag)), (1, ""))
    letter = min((report.grade or UNKNOWN for report in weighing(event.reports)), default=UNKNOWN)
    told = ", but ".join(filter(None, (words.format(parties=parties, newsrooms=newsrooms), reason)))
    return f"{letter}{max(figure, cap)}: {told}"


def _raised(event: Event, flag: str) -> bool:
    """Whether a flag is up; an admission counts here only where a denial went before."""
    told = {"ADMITTED", "DENIED"} if flag == "ADMITTED" else {flag}
    return all(any(one.startswith(name) for one in event.flags) for name in told)
