"""From a story's claim to a report, and the question it puts to the ledger."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.merge import lineage
from bot.merge.identity import NEGATIVE, NOBODY, days_of
from bot.merge.ladder import party_of
from bot.merge.windows import KINDS, LOOK_BACK, family
from bot.model import Claim, Feed, Reach, Report, Story

_WITHDRAWN = (
    r"\b(?:WITHDRAWN|WITHDRAWAL|KILL(?:ED)?|RETRACTED)\b"
    r"|\b(?i:retraction|has been (?:withdrawn|retracted)|withdraws? (?:a|its|the) (?:story|report))\b"
)
_CORRECTED = r"\b(?:CORRECTED|CORRECTION|REFILE)\b|\b(?i:correction)\s*:|\b(?i:an? (?:earlier|previous) version of this)\b"
MARKS = (("WITHDRAWN", re.compile(_WITHDRAWN)), ("CORRECTED", re.compile(_CORRECTED)))


def name_of(*parts: str) -> str:
    """An id derived from what it names."""
    return blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def report_of(story: Story, claim: Claim, index: int, feed: Feed | None, now: datetime) -> Report:
    """One claim of one story version as the ledger keeps it."""
    outlet = feed.outlet if feed else story.outlet
    return Report(
        id=name_of(story.id, str(story.version), str(index)),
        story=story.id,
        version=story.version,
        outlet=outlet,
        url=story.url,
        title=story.title,
        published=story.published,
        seen=now,
        claim=claim,
        newsroom=lineage.credit(story) or lineage.key(outlet),
        state_control=feed.state_control if feed else "independent",
        country=feed.country if feed else "",
        cites=lineage.citations(claim.quotes),
        shingles=lineage.shingles(story.full),
        marks=marks(story),
    )


def marks(story: Story) -> tuple[str, ...]:
    """What a story says of itself: that it is withdrawn or corrected, in its headline, its first or last lines, or its markup."""
    told = " \n ".join((story.title, story.text[:160], story.text[-400:], *story.notes))
    return tuple(name for name, words in MARKS if words.search(told))


def reach(claim: Claim, story: Story) -> Reach:
    """Which known events the claim could belong to, deny or answer."""
    start, end, _ = days_of(claim, story.published.date())
    kind = KINDS[claim.type]
    back = LOOK_BACK if claim.status in NEGATIVE or kind.family == "transfer" else timedelta(days=max(kind.days, kind.slack) + 1)
    ahead = LOOK_BACK if claim.status in NEGATIVE else timedelta(days=max(kind.days, kind.slack) + 1)
    sides = {*claim.actor, *claim.target} - NOBODY
    speakers = {party_of(s) for s in claim.source} - {""} if claim.status in NEGATIVE else set()
    asked = tuple(sorted(sides | speakers)) if claim.actor and sides else ()
    return Reach(types=family(claim.type), parties=asked, start=start - back, end=end + ahead, story=story.id)
