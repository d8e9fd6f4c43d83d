"""From a story's claim to a report, and the question it puts to the ledger."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.merge import lineage
from bot.merge.parties import party_of
from bot.merge.slots import MEMBERS, NOBODY, days_of, destination
from bot.merge.windows import FORCE, KINDS, LOOK_BACK, NEAR, family
from bot.model import NEGATIVE, Claim, ClaimType, Feed, Reach, Report, Story

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
        grade=feed.grade if feed else "",
        kind=feed.kind if feed else "",
    )


def turn(report: Report) -> tuple[bool, int, int]:
    """What is told of a story first: what matters most, then what stands first; a denial behind what it may deny."""
    claim = report.claim
    return claim.status in NEGATIVE, -claim.importance, claim.evidence[0].start if claim.evidence else 0


def marks(story: Story) -> tuple[str, ...]:
    """What a story says of itself: that it is withdrawn or corrected, in its headline, its first or last lines, or its markup."""
    told = " \n ".join((story.title, story.text[:160], story.text[-400:], *story.notes))
    return tuple(name for name, words in MARKS if words.search(told))


CUE = re.compile(
    r"\b(in response to|in (?:apparent )?retaliation|retaliat\w+|in answer to|answer(?:ed|ing)|reveng\w+|in (?:apparent )?revenge)\b",
    re.IGNORECASE,
)
ANSWERED = (
    ClaimType.MISSILE_LAUNCH,
    ClaimType.STRIKE,
    ClaimType.EXERCISE,
    ClaimType.WEAPON_TEST,
    ClaimType.INCURSION,
    ClaimType.GROUND_COMBAT,
)
ANSWER = timedelta(days=7)


def reach(claim: Claim, story: Story) -> Reach:
    """Which known events the claim could belong to, deny or answer."""
    start, end, _ = days_of(claim, story.published)
    kind = KINDS[claim.type]
    window = timedelta(days=max(kind.days, kind.slack) + 1)
    negative = claim.status in NEGATIVE
    back = max(window, NEAR) if negative else window
    if kind.lasting and (negative or claim.type is ClaimType.ARMS_TRANSFER):
        back = LOOK_BACK
    types = tuple(sorted(FORCE)) if claim.type in FORCE else family(claim.type)
    if answers(claim):
        types, back = tuple(dict.fromkeys((*types, *ANSWERED))), max(back, ANSWER)
    asked = _asked(claim) if kind.lasting else ()
    return Reach(types, asked, start - back, end + (back if negative else window), story.id)


def answers(claim: Claim) -> bool:
    """Whether its own sentence says that it answers something."""
    return any(CUE.search(quote) for quote in claim.quotes)


def _asked(claim: Claim) -> tuple[str, ...]:
    """The parties to look for, by every name they go by."""
    speakers = {party_of(speaker) for speaker in claim.source} if claim.status in NEGATIVE else set()
    there = destination(claim) if claim.type is ClaimType.DEPLOYMENT else frozenset()
    sides = ({*claim.actor, *claim.target} | speakers | there) - NOBODY
    states = {MEMBERS.get(party, party) for party in sides}
    return tuple(sorted(sides | states | {group for group, state in MEMBERS.items() if state in states}))
