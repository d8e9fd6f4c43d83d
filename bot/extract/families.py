"""Types, statuses and things that stand together, each family under the one name by which all rooms call it."""

from __future__ import annotations

from bot.model import Category, ClaimType, Status

FLAT = frozenset({Status.ASSERTED, Status.ALLEGED})  # told as done, by whoever

FIGHTS = frozenset({ClaimType.STRIKE, ClaimType.GROUND_COMBAT})
ATTACKS = FIGHTS | {ClaimType.MISSILE_LAUNCH}
TAKEN = frozenset({ClaimType.INTERCEPTION, ClaimType.SEIZURE})  # what is shot down or seized was another's before
DEEDS = FIGHTS | TAKEN | {ClaimType.INCURSION}
BY_FORCE = ATTACKS | DEEDS
LAUNCHES = frozenset({ClaimType.MISSILE_LAUNCH, ClaimType.WEAPON_TEST})
SUPPLY = frozenset({ClaimType.ARMS_TRANSFER, ClaimType.PROCUREMENT})
DEALS = SUPPLY | {ClaimType.AGREEMENT}
JOINT = frozenset({ClaimType.AGREEMENT, ClaimType.EXERCISE})  # what several do together
LASTING = frozenset({ClaimType.AGREEMENT, ClaimType.SANCTION})  # what goes on until it is ended

MISSILES = frozenset({Category.MISSILE, Category.BALLISTIC_MISSILE, Category.CRUISE_MISSILE, Category.ROCKET})
UNMANNED = MISSILES | {Category.DRONE}  # what flies by itself
FLYING = UNMANNED | {Category.AIRCRAFT}

NOBODY = frozenset({"civilians", "unknown"})  # ids of no party that could act
