"""What a report's claim says of its event, made ready to be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.merge import places
from bot.merge.held import Held
from bot.model import Category, Claim, ClaimType, Money, Report, Status

NEGATIVE = frozenset({Status.DENIED, Status.NEGATED})
AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
NOBODY = frozenset({"unknown", "civilians", ""})
MEMBERS = {"wagner": "RU", "us_coalition": "US", "ypg": "sdf"}  # acts of the one are told as acts of the other
# Whose ground is hit is the target.
HIT = frozenset({ClaimType.STRIKE, ClaimType.INCURSION, ClaimType.INTERCEPTION, ClaimType.GROUND_COMBAT})
BEFORE, AHEAD_OF_UTC = timedelta(hours=18), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Slots:
    """What tells one report's event from another; hashed once, so that a pair is weighed once."""

    type: ClaimType
    negative: bool
    ahead: bool
    actor: frozenset[str]
    target: frozenset[str]
    item: frozenset[Category]
    place: tuple[str, ...]
    start: date
    end: date
    day: date  # the likeliest one: the last told, else that of publication
    dated: bool
    background: bool
    money: tuple[float, str] | None
    mark: int = 0  # the hash

    def __hash__(self) -> int:
        return self.mark


def slots_of(report: Report) -> Slots:
    """The slots of one report."""
    return _slots_of(Held(report))


@lru_cache(maxsize=30_000)
def _slots_of(held: Held[Report]) -> Slots:
    report, claim = held.it, held.it.claim
    start, end, dated = days_of(claim, report.published)
    actor, target = _sides(claim)
    item = frozenset(item.category for item in claim.item)
    place = tuple(sorted({places.usual(name) for name in claim.place if places.tells(name)}))
    ahead, negative, money = claim.status in AHEAD, claim.status in NEGATIVE, _sum(claim.money)
    day = end if dated else report.published.date()
    told = (claim.type, negative, ahead, actor, target, item, place, start, end, day, dated, claim.background, money)
    return Slots(*told, mark=hash(told))


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """Doers and the side hit, nobody on both: an empty slot costs less than a wrong one.

    Where nobody is named as hit it is the owner of the ground; a state that strikes its own ground at nobody is more often the one struck.
    """
    actor, target = parties(one for one in claim.actor if not _town(one)), parties(map(_owner, claim.target))
    if claim.type not in HIT:
        return actor, target
    if target:
        return actor - target, (target - actor) or target
    ground = frozenset(places.state(name) for name in (*claim.place, *filter(_town, claim.actor))) - {""}
    return (frozenset(), ground) if claim.type is ClaimType.STRIKE and ground and actor == ground else (actor, ground - actor)


def _town(party: str) -> bool:
    """Whether an id names a place in a state rather than somebody who acts."""
    return party.islower() and bool(places.state(party.replace("_", " ")))


def _owner(party: str) -> str:
    return places.state(party.replace("_", " ")) if _town(party) else party


def parties(ids: Iterable[str]) -> frozenset[str]:
    """The parties that tell something: a group that acts for a state stands with it."""
    return frozenset(MEMBERS.get(party, party) for party in ids if party not in NOBODY)


def _sum(money: Money | None) -> tuple[float, str] | None:
    return (money.amount, money.currency) if money and money.amount else None


def days_of(claim: Claim, published: datetime) -> tuple[date, date, bool]:
    """First and last day the event can have, and whether the story says so itself.

    A story without a date tells of the last hours; in the east the day is ahead of UTC.
    """
    if claim.date is not None:
        return claim.date.start, claim.date.end, True
    if claim.background:
        return published.date() - timedelta(days=30), published.date(), False
    return (published - BEFORE).date(), (published + AHEAD_OF_UTC).date(), False
