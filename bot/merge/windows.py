"""What each kind of event needs to be recognised again: its family, its window in days, the slots that must not clash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from bot.model import ClaimType

LOOK_BACK = timedelta(days=45)  # how far a denial of something lasting reaches
NEAR = timedelta(days=4)  # how long after a thing of one day its denial may come


@dataclass(frozen=True, slots=True)
class Kind:
    """How events of one type are told apart.

    `days`: how far two event days may lie apart; `hard`: slots that must not clash; `needed`: how many must agree beside the type.
    """

    family: str
    days: int
    slack: int  # days allowed instead where one side lacks its date
    lasting: bool  # announced, under way and done are one event
    hard: frozenset[str]
    needed: int = 2


_ALL = frozenset({"actor", "target", "item", "place"})
_NO_TARGET = _ALL - {"target"}  # "over Japan", "off its east coast": told or not as the reporter likes
_NO_PLACE = _ALL - {"place"}
_DOER_AND_THING = frozenset({"actor", "item"})  # a missile has two places, where it rose and where it fell, and a story tells either

KINDS = MappingProxyType(
    {
        ClaimType.MISSILE_LAUNCH: Kind("launch", 0, 0, lasting=False, hard=_DOER_AND_THING),
        ClaimType.WEAPON_TEST: Kind("test", 0, 0, lasting=False, hard=_NO_TARGET),
        ClaimType.STRIKE: Kind("strike", 0, 0, lasting=False, hard=_ALL),
        ClaimType.INTERCEPTION: Kind("interception", 0, 0, lasting=False, hard=_ALL),
        ClaimType.GROUND_COMBAT: Kind("ground", 1, 1, lasting=False, hard=frozenset({"actor", "target", "place"}), needed=3),
        ClaimType.DEPLOYMENT: Kind("deployment", 14, 14, lasting=True, hard=_ALL, needed=3),
        ClaimType.EXERCISE: Kind("exercise", 14, 14, lasting=True, hard=frozenset({"actor", "place"})),
        ClaimType.ARMS_TRANSFER: Kind("transfer", 30, 30, lasting=True, hard=_NO_PLACE, needed=3),
        ClaimType.PROCUREMENT: Kind("contract", 7, 7, lasting=True, hard=_NO_PLACE, needed=3),
        ClaimType.INCURSION: Kind("incursion", 0, 0, lasting=False, hard=_ALL),
        ClaimType.THREAT: Kind("threat", 3, 3, lasting=False, hard=frozenset({"actor", "target"})),
        ClaimType.SANCTION: Kind("sanction", 7, 7, lasting=True, hard=frozenset({"actor", "target"})),
        ClaimType.SEIZURE: Kind("seizure", 3, 3, lasting=False, hard=_ALL),
        ClaimType.AGREEMENT: Kind("agreement", 7, 7, lasting=True, hard=frozenset({"actor", "place"})),
    }
)

# Kinds of force that one sentence is read as now and then: a raid as a strike and as ground combat.
FORCE = frozenset(
    {
        ClaimType.STRIKE,
        ClaimType.GROUND_COMBAT,
        ClaimType.MISSILE_LAUNCH,
        ClaimType.WEAPON_TEST,
        ClaimType.INTERCEPTION,
        ClaimType.INCURSION,
        ClaimType.SEIZURE,
    }
)


def family(kind: ClaimType) -> tuple[ClaimType, ...]:
    """The types that tell of the same kind of event as `kind`, itself among them."""
    name = KINDS[kind].family
    return tuple(other for other, row in KINDS.items() if row.family == name)
