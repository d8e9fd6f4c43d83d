"""How much stands behind an event: three counts, a rung and flags. Reprints never move it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from enum import IntEnum
from functools import lru_cache

from bot.merge import lineage
from bot.merge.held import Held
from bot.merge.parties import fuller, party_of
from bot.merge.slots import clean
from bot.model import NEGATIVE, Claim, ClaimType, Event, Report, Revision, Status


class Rung(IntEnum):
    """What a reader may build on an event, from nothing to the doer's own word."""

    UNATTRIBUTED = 0
    SINGLE_ANONYMOUS = 1
    SINGLE_NAMED = 2
    MANY_NEWSROOMS = 3
    MANY_PARTIES = 4
    ADMITTED = 5


GONE = 2  # on so many later reads in a row the claim was not in its story any more
SURE = 0.65  # the chance that a claim is right from which it weighs, though it is not what its story would be posted for


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
    """The reports that speak for an event, still in their stories: no denial, unless that is all it is."""
    live = tuple(r for r in current(tuple(reports)) if r.missed < GONE)
    return tuple(r for r in live if r.claim.status not in NEGATIVE) or live


def parties_of(report: Report) -> tuple[str, ...]:
    """The original speakers of a report, its own outlet not among them; a state outlet in its own voice speaks for its state."""
    named = spoken_by(report)
    if not named and report.state_control == "state" and report.country:
        return (report.country,)
    return named


def spoken_by(report: Report) -> tuple[str, ...]:
    """The sides that a report names as those who say so."""
    own, speakers = {"", lineage.key(report.outlet)}, report.claim.source
    told = ((speaker, party_of(speaker)) for speaker in speakers)
    return tuple(dict.fromkeys(party if s.party else fuller(party, speakers) for s, party in told if party not in own))


def own_word(report: Report) -> bool:
    """Whether the doer itself says so."""
    asserted = report.claim.status in {Status.ASSERTED, Status.PLANNED}
    return asserted and bool(set(clean(report).actor) & set(parties_of(report)))


def accused(reports: Sequence[Report]) -> bool:
    """Whether somebody else says of the doer what it did: only then is its own word an admission. A threat is its word to begin with."""
    charged = (r for r in reports if r.claim.type is not ClaimType.THREAT)
    return any(r.claim.status is Status.ALLEGED and set(parties_of(r)) - set(clean(r).actor) for r in charged)


def sure(report: Report) -> bool:
    """Whether a report may change what readers are told; one that may not is filed, and no more."""
    claim = report.claim
    return not report.retold and (claim.post or _likely(claim))


def _likely(claim: Claim) -> bool:
    return claim.confidence >= SURE and not claim.background and claim.status is not Status.POSSIBLE


def weighing(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The standing reports that weigh: the sure ones; where there is none, all."""
    live = standing(reports)
    return tuple(filter(sure, live)) or live


def deniers(revisions: Sequence[Revision]) -> frozenset[str]:
    """The parties that have denied an event."""
    told = (part for r in revisions if r.slot in {"denied", "denied earlier"} for part in r.new.split(", "))
    return frozenset(name for part in told for name in (part, lineage.key(part)))


def sides(reports: Sequence[Report], denied_by: Container[str] = ()) -> frozenset[str]:
    """The parties that say so, each by its fullest name; who denies it does so only where its own word is told."""
    heard = _accounts(reports, denied_by)
    speakers = [speaker for report in heard for speaker in report.claim.source]
    told = {party for report in heard for party in _heard(report, denied_by)}
    return frozenset(fuller(party, speakers) for party in told)


def _heard(report: Report, denied_by: Container[str]) -> tuple[str, ...]:
    return tuple(party for party in parties_of(report) if party not in denied_by or _owns(report, party))


def _accounts(reports: Sequence[Report], denied_by: Container[str] = ()) -> tuple[Report, ...]:
    """Of each story the one report that says most of who tells it: two sentences of one story are no two sources for each other."""
    found: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: _first(r, denied_by)):
        found.setdefault(report.story, report)
    return tuple(found.values())


def _first(report: Report, denied_by: Container[str]) -> tuple[bool, bool, int, bool, int]:
    """A side that does not deny it, at least somebody; then what matters most, is fit to post and stands first."""
    claim = report.claim
    start = claim.evidence[0].start if claim.evidence else 0
    return (any(p in denied_by for p in parties_of(report)), not claim.source, -claim.importance, not claim.post, start)


def _owns(report: Report, party: str) -> bool:
    return report.claim.status is Status.ASSERTED and party in spoken_by(report)


def rung(reports: Sequence[Report], denied_by: Container[str] = ()) -> Rung:
    """The rung that an event's reports reach."""
    told = weighing(reports)
    if accused(told) and any(own_word(report) for report in told):
        return Rung.ADMITTED
    if len(sides(told, denied_by)) > 1:
        return Rung.MANY_PARTIES
    if len({report.newsroom for report in told}) > 1:
        return Rung.MANY_NEWSROOMS
    speakers = [speaker for report in _accounts(told, denied_by) for speaker in report.claim.source]
    if any(not speaker.anonymous for speaker in speakers):
        return Rung.SINGLE_NAMED
    return Rung.SINGLE_ANONYMOUS if speakers else Rung.UNATTRIBUTED


def counts(event: Event) -> tuple[int, int, int]:
    """Outlets that carry an event, newsrooms and parties behind it."""
    told = weighing(event.reports)
    live = standing(event.reports)
    outlets = {lineage.key(r.outlet) for r in [r for r in live if not r.retold] or live}
    return len(outlets), len({r.newsroom for r in told}), len(sides(told, deniers(event.revisions)))
