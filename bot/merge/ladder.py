"""How much stands behind an event: three counts, a rung and flags. Reprints never move it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from bot.merge import lineage
from bot.merge.held import Held
from bot.merge.slots import NEGATIVE, clean
from bot.model import Event, Report, Speaker, Status


class Rung(IntEnum):
    """What a reader may build on an event, from nothing to the doer's own word."""

    UNATTRIBUTED = 0
    SINGLE_ANONYMOUS = 1
    SINGLE_NAMED = 2
    MANY_NEWSROOMS = 3
    MANY_PARTIES = 4
    ADMITTED = 5


# An office or a rank, of whose state or group nothing is told: two such are no two sides.
_OFFICE = re.compile(
    r"(?i)(?:(?:lieutenant|lt|major|maj|brigadier|brig|rear|vice|chief|deputy|senior|first|second|staff|air|wing|squadron|group)[\s.-]+)*"
    r"(?:general|gen|colonel|col|major|captain|capt|commander|admiral|adm|brigadier|lieutenant|lt|sergeant|commodore|marshal"
    r"|spokes(?:man|woman|person)|officer|official|minister|governor|mayor|ambassador|secretary|director|president)\.?"
)
_SPEAKS_FOR = re.compile(r"(?i)^(?:(?:an?|the|its|chief|deputy|senior)\s)*spokes(?:man|woman|person)\s(?:for|of|at)\s(?:the\s)?")
GONE = 2  # on so many later reads in a row the claim was not in its story any more


def current(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """What the stories say now: of each its latest version, nothing withdrawn."""
    return _current(Held(reports))


@lru_cache(maxsize=8_000)
def _current(held: Held[tuple[Report, ...]]) -> tuple[Report, ...]:
    latest: dict[str, int] = {}
    for report in held.it:
        latest[report.story] = max(latest.get(report.story, 0), report.version)
    return tuple(r for r in held.it if not r.withdrawn and r.version == latest[r.story])


def standing(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports that speak for an event: no denial, and still in the story."""
    return tuple(r for r in current(tuple(reports)) if r.claim.status not in NEGATIVE and r.missed < GONE)


def party_of(speaker: Speaker) -> str:
    """Whose voice a speaker is: the state or group, else the organisation or person; "" for one of nobody known, as is an office alone."""
    if speaker.party:
        return speaker.party
    name = _SPEAKS_FOR.sub("", speaker.org or "") or speaker.name or ""
    return "" if speaker.anonymous or name.islower() or _OFFICE.fullmatch(name) else lineage.key(name)


def parties_of(report: Report) -> tuple[str, ...]:
    """The original speakers of a report, its own outlet not among them; a state outlet in its own voice speaks for its state."""
    own = {"", lineage.key(report.outlet)}
    told = ((speaker, party_of(speaker)) for speaker in report.claim.source)
    named = tuple(dict.fromkeys(_fuller(report, s, party) for s, party in told if party not in own))
    if not named and report.state_control == "state" and report.country:
        return (report.country,)
    return named


def _fuller(report: Report, speaker: Speaker, party: str) -> str:
    """The party of a name that the report tells more fully: South Korea, of "Joint Chiefs" beside "South Korea's Joint Chiefs"."""
    if speaker.party:
        return party
    others = (o for o in report.claim.source if o.party and o.org)
    return next((o.party for o in others if lineage.key(o.org or "").endswith(f" {party}")), party)


def own_word(report: Report) -> bool:
    """Whether the doer itself says so."""
    asserted = report.claim.status in {Status.ASSERTED, Status.PLANNED}
    return asserted and bool(set(clean(report).actor) & set(parties_of(report)))


def accused(reports: Sequence[Report]) -> bool:
    """Whether somebody else says of the doer what it did: only then is its own word an admission."""
    return any(r.claim.status is Status.ALLEGED and set(parties_of(r)) - set(clean(r).actor) for r in reports)


def rung(reports: Sequence[Report]) -> Rung:
    """The rung that an event's reports reach."""
    live = standing(reports)
    parties = {party for report in live for party in parties_of(report)}
    if accused(live) and any(own_word(report) for report in live):
        return Rung.ADMITTED
    if len(parties) > 1:
        return Rung.MANY_PARTIES
    if len({report.newsroom for report in live}) > 1:
        return Rung.MANY_NEWSROOMS
    speakers = [speaker for report in live for speaker in report.claim.source]
    if any(not speaker.anonymous for speaker in speakers):
        return Rung.SINGLE_NAMED
    return Rung.SINGLE_ANONYMOUS if speakers else Rung.UNATTRIBUTED


def counts(event: Event) -> tuple[int, int, int]:
    """Outlets, newsrooms and parties behind an event."""
    live = standing(event.reports)
    outlets = {lineage.key(r.outlet) for r in live}
    return len(outlets), len({r.newsroom for r in live}), len({p for r in live for p in parties_of(r)})
