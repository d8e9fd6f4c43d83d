"""One event of a story read as two: a drill and the deployment for it, a strike with its doer and without. A channel is told one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from bot.model import AHEAD, Alert, AlertKind, Claim, ClaimType, Event

# Kinds that are taken for each other where the doer is the same.
ALIKE = frozenset(
    map(
        frozenset,
        (
            (ClaimType.DEPLOYMENT, ClaimType.EXERCISE),
            (ClaimType.DEPLOYMENT, ClaimType.INCURSION),
            (ClaimType.INTERCEPTION, ClaimType.INCURSION),
            (ClaimType.ARMS_TRANSFER, ClaimType.SANCTION),
        ),
    )
)
CLASH = frozenset({ClaimType.INTERCEPTION, ClaimType.INCURSION})  # who stops an intruder is none


def twins(alerts: Sequence[Alert], events: Mapping[str, Event]) -> frozenset[str]:
    """The events of one story whose first message another first message tells as well."""
    new = [(alert, events[alert.event].claim) for alert in alerts if alert.kind is AlertKind.NEW]
    return frozenset(_lesser(new))


def _lesser(new: Sequence[tuple[Alert, Claim]]) -> Iterator[str]:
    for (one, mine), (other, theirs) in combinations(new, 2):
        if one.quote == other.quote and _same(mine, theirs):
            yield one.event if _worth(mine, theirs) < _worth(theirs, mine) else other.event
        elif _echoes(mine, theirs):
            yield one.event
        elif _echoes(theirs, mine):
            yield other.event


def _echoes(one: Claim, other: Claim) -> bool:
    """Whether one tells by nobody what another tells with its doer: the same kind, place or side, thing and toll."""
    alike = one.type is other.type and not one.actor and bool(other.actor) and (one.status in AHEAD) is (other.status in AHEAD)
    mine, theirs = ({item.text.lower() for item in claim.item} for claim in (one, other))
    where = {*one.place} & {*other.place} or (not (one.place and other.place) and one.target)
    toll = one.casualties is None or one.casualties == other.casualties
    return alike and bool(where) and set(one.target) <= set(other.target) and toll and (not mine or bool(mine & theirs))


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims are one deed: the same doer, as far ahead, a thing in common, or the same target where no things are told."""
    if {one.type, other.type} not in ALIKE or not set(one.actor) & set(other.actor) or (one.status in AHEAD) is not (other.status in AHEAD):
        return False
    mine, theirs = ({item.text.lower() for item in claim.item} for claim in (one, other))
    return bool(mine & theirs) if mine and theirs else bool(set(one.target) & set(other.target))


def _worth(claim: Claim, other: Claim) -> tuple[bool, float]:
    clash = {claim.type, other.type} == CLASH
    return not clash or claim.type is ClaimType.INTERCEPTION, claim.confidence
