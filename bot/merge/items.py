"""What is a kind of what: whether two items can be the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from bot.model import Category

PARENT = MappingProxyType(
    {
        Category.BALLISTIC_MISSILE: Category.MISSILE,
        Category.CRUISE_MISSILE: Category.MISSILE,
        Category.ANTI_TANK: Category.MISSILE,
        Category.AIR_DEFENCE: Category.MISSILE,  # interceptors are missiles; "missiles" for Patriots is common
        Category.SPACE_LAUNCH: Category.ROCKET,
        Category.ROCKET: Category.MISSILE,  # HIMARS are "missiles" to half of the press
        Category.TANK: Category.ARMOURED_VEHICLE,
        Category.ARMOURED_VEHICLE: Category.VEHICLE,
        Category.SUBMARINE: Category.SHIP,
        Category.BOMB: Category.EXPLOSIVE,
        Category.MINE: Category.EXPLOSIVE,
    }
)
LOOSE = frozenset({Category.OTHER, Category.FUNDS})  # "weapons", "military aid": they tell nothing apart
WEAK = LOOSE | {Category.TROOPS}  # two reports of troops need not be of the same ones
KINDRED = frozenset(
    {
        frozenset({Category.BALLISTIC_MISSILE, Category.SPACE_LAUNCH}),
        frozenset({Category.NUCLEAR, Category.MISSILE}),
        frozenset({Category.BOMB, Category.MISSILE}),
    }
)


def line(category: Category) -> tuple[Category, ...]:
    """A category and all that it is a kind of."""
    found = [category]
    while (parent := PARENT.get(found[-1])) is not None:
        found.append(parent)
    return tuple(found)


def related(one: Category, other: Category) -> bool:
    """Whether both can name the same thing."""
    return one in line(other) or other in line(one) or frozenset({one, other}) in KINDRED


def clash(ours: Iterable[Category], theirs: Iterable[Category]) -> bool:
    """Whether two sets of items have nothing that could be the same."""
    mine, yours = set(ours) - LOOSE, set(theirs) - LOOSE
    return bool(mine and yours) and not any(related(a, b) for a in mine for b in yours)


def agree(ours: Iterable[Category], theirs: Iterable[Category]) -> bool:
    """Whether two sets of items name something in common that tells it from others."""
    mine, yours = set(ours) - WEAK, set(theirs) - WEAK
    return any(related(a, b) for a in mine for b in yours)
