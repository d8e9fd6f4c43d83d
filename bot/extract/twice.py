"""One event that a sentence seems to tell as two types: the surer type stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.extract.families import SUPPLY
from bot.model import NEGATIVE, Claim, ClaimType

# Types that one attack is taken for. In 13 feed items that told it as two, the less sure was right in 3.
ATTACKS = frozenset({ClaimType.STRIKE, ClaimType.GROUND_COMBAT, ClaimType.MISSILE_LAUNCH, ClaimType.INTERCEPTION})
# What is only another word for a surer claim of its sentence and doer: troops that come for an exercise, arms that a sanction is for, a
# strike that is threatened. Of 71 such in whole stories that no net had seen 5 were right.
ECHOES: Mapping[ClaimType, frozenset[ClaimType]] = MappingProxyType(
    {
        ClaimType.DEPLOYMENT: frozenset({ClaimType.EXERCISE}),
        ClaimType.ARMS_TRANSFER: frozenset({ClaimType.SANCTION}),
        ClaimType.STRIKE: frozenset(
            {ClaimType.MISSILE_LAUNCH, ClaimType.INTERCEPTION, ClaimType.THREAT, ClaimType.INCURSION, ClaimType.EXERCISE}
        ),
        ClaimType.INCURSION: frozenset({ClaimType.MISSILE_LAUNCH}),
        ClaimType.WEAPON_TEST: frozenset({ClaimType.MISSILE_LAUNCH}),
    }
)
# Kinds of one thing: of two such, or of two denials, the one less than so sure as the other is told again.
KIN = (
    frozenset({*ATTACKS, ClaimType.INCURSION, ClaimType.DEPLOYMENT, ClaimType.EXERCISE, ClaimType.THREAT, ClaimType.WEAPON_TEST}),
    frozenset({ClaimType.ARMS_TRANSFER, ClaimType.PROCUREMENT, ClaimType.DEPLOYMENT, ClaimType.SANCTION, ClaimType.SEIZURE}),
)
FAINT = 0.6
HARMED = frozenset({"civilians"})  # whom the surer claim does not name: then the other tells more than it


def once(claims: Sequence[Claim], *, whole: bool) -> tuple[Claim, ...]:
    """The claims without those that tell the event of a surer one again, as another type; in a feed item only where both sides agree."""
    again = _echo if whole else _same
    return tuple(c for c in claims if not any(_surer(o, c) and again(c, o) for o in claims))


def _surer(one: Claim, other: Claim) -> bool:
    return one.type is not other.type and (one.confidence, str(one.type)) > (other.confidence, str(other.type))


def _same(one: Claim, other: Claim) -> bool:
    same = one.evidence == other.evidence and set(one.actor) == set(other.actor) and set(one.target) == set(other.target)
    attack = ClaimType.STRIKE in {one.type, other.type} <= ATTACKS
    bought = (
        {one.type, other.type} == SUPPLY and one.evidence == other.evidence and {i.text for i in one.item} == {i.text for i in other.item}
    )
    if one.status is other.status and ((same and attack) or bought or _of_both_sides(one, other)):
        return True
    return _shared(one, other) and _faint_denial(one, other)


def _of_both_sides(one: Claim, other: Claim) -> bool:
    """Whether an order seems to be placed by buyer and seller together, where the other claim says who is which."""
    both = {*other.actor, *other.target}
    return (one.type, other.type) == (ClaimType.PROCUREMENT, ClaimType.ARMS_TRANSFER) and len(both) > 1 and set(one.actor) == both


def _shared(one: Claim, other: Claim) -> bool:
    """Whether two claims share a sentence and a doer."""
    told = {s.start for s in one.evidence} & {s.start for s in other.evidence}
    return bool(told) and bool(set(one.actor) & set(other.actor) or not (one.actor or other.actor))


def _echo(one: Claim, other: Claim) -> bool:
    harmed = (one.casualties is not None and other.casualties is None) or HARMED & set(one.target) - set(other.target)
    if not _shared(one, other) or harmed:
        return False
    inside = {s.start for s in one.evidence} <= {s.start for s in other.evidence}
    return other.type in ECHOES.get(one.type, frozenset()) or (inside and _faint(one, other))


def _faint(one: Claim, other: Claim) -> bool:
    kin = any({one.type, other.type} <= types for types in KIN) and (one.status in NEGATIVE) is (other.status in NEGATIVE)
    return (kin and one.confidence < FAINT * other.confidence) or _faint_denial(one, other)


def _faint_denial(one: Claim, other: Claim) -> bool:
    return one.status in NEGATIVE and other.status in NEGATIVE and one.confidence < FAINT * other.confidence
