"""What a report's claim says of its event, made ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce

from bot.merge import aside, places
from bot.merge.held import Held
from bot.merge.offshore import at_sea, waters
from bot.merge.scenes import scenes, sites
from bot.model import AHEAD, NEGATIVE, Category, Claim, ClaimType, Money, Report, word_of

STANDING = frozenset({ClaimType.SANCTION, ClaimType.AGREEMENT})
NOBODY = frozenset({"unknown", "civilians", ""})
GOVERNED = frozenset({"puntland", "jubaland", "northern_cyprus", "sinai_province"})  # parties that bear the name of their ground
MEMBERS = {"wagner": "RU", "us_coalition": "US", "ypg": "sdf"}  # acts of the one are told as acts of the other
# Whose ground is hit is the target.
HIT = frozenset({ClaimType.STRIKE, ClaimType.INCURSION, ClaimType.INTERCEPTION, ClaimType.GROUND_COMBAT})
# What says that a place is only beside where forces go, before its name and behind it.
BESIDE = (
    r"\b(?:near|off|around|towards?|facing|opposite|(?:borders?|frontiers?|boundary) (?:with|to|of|near))\s(?:the\s)?(?:coasts?\sof\s)?"
)
EDGE = r"(?:['’]s)?\s(?:\w+\s)?(?:borders?|frontiers?|coasts?)\b"
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
    way: str = ""  # as `way_of` has it
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
    scene = _scene(claim)
    sea = at_sea(scene, [own for own, _ in aside.own_words(claim)])
    actor, target = _sides(claim, [name for name in scene if name not in sea])
    item = frozenset(item.category for item in claim.item)
    where = (*scene, *(water for name in sea for water in waters(name)))
    place = tuple(sorted({places.usual(name) for name in where if places.tells(name) and not _own(name, claim.type, actor)}))
    ahead, negative, money = claim.status in AHEAD, claim.status in NEGATIVE, _sum(claim.money)
    day = end if dated else report.published.date()
    told = (claim.type, negative, ahead, actor, target, item, place, start, end, day, dated, claim.background, money, way_of(claim))
    return Slots(*told, mark=hash(told))


def clean(report: Report) -> Claim:
    """A report's claim without what its sentences tell of another event and what cannot be: what an event takes from it."""
    return _clean(Held(report))


@lru_cache(maxsize=30_000)
def _clean(held: Held[Report]) -> Claim:
    claim, slots = held.it.claim, slots_of(held.it)
    actor = tuple(one for one in claim.actor if one in NOBODY or MEMBERS.get(one, one) in slots.actor)
    target = tuple(one for one in claim.target if one in NOBODY or MEMBERS.get(_owner(one), _owner(one)) in slots.target)
    if claim.type is ClaimType.DEPLOYMENT or (claim.actor and not actor):  # where to; or the one struck was taken for the doer
        target = target or tuple(sorted(slots.target - (_skirted(claim) if claim.type is ClaimType.DEPLOYMENT else frozenset())))
    place = tuple(name for name in _apart(aside.own_places(claim), claim.quotes) if places.whole(name) or places.tells(name))
    return replace(claim, actor=actor, target=target, place=place, date=aside.own_days(claim))


def way_of(claim: Claim) -> str:
    """Which way it went: the undoing ("withdrawal") or the thing itself ("deployment"); "" where the sentences tell of forces alone.

    Sanctions and pacts that are only spoken of stand; forces that are may come or go.
    """
    plain = claim.type in STANDING or any(name == "reversal" for name, _ in claim.spans)
    return word_of(claim.type, claim.reversal) if claim.reversal or plain else ""


def _scene(claim: Claim) -> tuple[str, ...]:
    """Where a claim says it was; of a strike also what its sentences say, where they name the site or the claim names no place."""
    told = _apart(aside.own_places(claim), claim.quotes)
    if claim.type is not ClaimType.STRIKE:
        return told
    words = [own for own, _ in aside.own_words(claim)]
    if any(map(places.tells, told)):
        return (*told, *(site for name in told for text in words for site in sites(name, text)))
    return (*told, *(name for text in words for name in scenes(text)))


def _apart(told: tuple[str, ...], quotes: Sequence[str]) -> tuple[str, ...]:
    """Places less those told only inside the name of a site that lies elsewhere: "Ostrava", of "the Ostrava nuclear plant"."""
    away = [name for name in told if places.outlying(name)]
    if not away:
        return told
    words = " ".join(quotes).replace("’", "'")
    left = reduce(lambda rest, name: rest.replace(name.replace("’", "'"), ""), away, words)
    return tuple(name for name in told if name in away or name in left or name not in words)


def _own(name: str, kind: ClaimType, actor: frozenset[str]) -> bool:
    """Whether a doer holds the ground it is said to strike: then another event is meant by it."""
    return kind is ClaimType.STRIKE and len(actor) == 1 and places.held_by(name) in actor


def _sides(claim: Claim, scene: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Doers and the side hit, nobody on both: an empty slot costs less than a wrong one.

    A doer named as where it fell is the side hit, whoever else was taken for it. Where nobody is named as hit it is the owner
    of the ground; a state that strikes its own ground at nobody is more often the one struck. One that strikes civilians there is not,
    nor one whose forces are said to do it.
    """
    hit = aside.struck(claim)
    actor = parties(one for one in aside.own_doers(claim) if not _town(one) and one not in hit)
    target = parties(hit) or parties(map(_owner, claim.target))
    if claim.type is ClaimType.DEPLOYMENT:
        return actor, target or destination(claim)
    if claim.type not in HIT:
        return actor, target
    if target:
        return (actor - target) or (actor if target - actor else frozenset()), (target - actor) or target
    ground = frozenset(places.ground(name) for name in (*scene, *filter(_town, claim.actor))) - {""}
    own = claim.type is ClaimType.STRIKE and ground and actor == ground and not set(claim.target) & NOBODY
    return (frozenset(), ground) if own and not aside.forces_strike(claim) else (actor, ground - actor)


def destination(claim: Claim) -> frozenset[str]:
    """The states that a deployment goes to, by the places it names."""
    doers = parties(claim.actor)
    return frozenset(map(places.state, aside.own_places(claim))) - doers - {""} if doers else frozenset()


def _skirted(claim: Claim) -> frozenset[str]:
    """The states that forces are sent near and not to: "sent tanks to its border with Belarus", "ships off Guyana"."""
    words = " ".join(claim.quotes)
    near = {name: len(re.findall(rf"{BESIDE}{re.escape(name)}\b|\b{re.escape(name)}{EDGE}", words)) for name in claim.place}
    skirted = (name for name, count in near.items() if count and count >= len(re.findall(rf"\b{re.escape(name)}\b", words)))
    return frozenset(map(places.state, skirted)) - {""}


def _town(party: str) -> bool:
    """Whether an id names a place in a state rather than somebody who acts."""
    return party.islower() and party not in GOVERNED and bool(places.state(party.replace("_", " ")))


def _owner(party: str) -> str:
    return places.ground(party.replace("_", " ")) if _town(party) else party


def parties(ids: Iterable[str]) -> frozenset[str]:
    """The parties that tell something: a group that acts for a state stands with it."""
    return frozenset(MEMBERS.get(party, party) for party in ids if party not in NOBODY)


def _sum(money: Money | None) -> tuple[float, str] | None:
    return (money.amount, money.currency) if money and money.amount else None


def days_of(claim: Claim, published: datetime) -> tuple[date, date, bool]:
    """First and last day the event can have, and whether the story says so itself.

    A story without a date tells of the last hours; in the east the day is ahead of UTC.
    """
    told = aside.own_days(claim)
    if told is not None:
        return told.start, told.end + timedelta(days=aside.late(claim)), True
    if claim.background:
        return published.date() - timedelta(days=30), published.date(), False
    return (published - BEFORE).date(), (published + AHEAD_OF_UTC).date(), False
