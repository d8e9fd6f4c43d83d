"""Are two reports about one event? Decided by typed slots, each with its reason; never by how alike the words are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from bot.merge import items, places
from bot.merge.slots import Slots
from bot.merge.windows import KINDS
from bot.model import ClaimType

# What must be among the slots that agree. Of what lasts for weeks the ledger is asked by party, so that a place is not enough.
KEYS = {False: frozenset({"actor", "target", "place"}), True: frozenset({"actor", "target"})}
IMPOSED = frozenset({"actor"})  # many punish one at a time: only by whom tells one sanction from another
LASTING = timedelta(days=3)  # how near two reports of what lasts must be for their days to speak for one event
TOGETHER = frozenset({ClaimType.EXERCISE, ClaimType.AGREEMENT})
SITE_TALK = 3  # days for which stories without a date still tell of what was hit: "the bridge blast"
LONG = timedelta(days=3)  # a longer span is a period, not the day of one event


@dataclass(frozen=True, slots=True)
class Fit:
    """How two reports stand: `against` names the slots that clash (empty: they can be one event), `agree` those that speak for it."""

    agree: tuple[str, ...]
    against: tuple[str, ...]
    needed: int = 2
    keyed: bool = False  # who or where is among what agrees; for what lasts, who

    @property
    def same(self) -> bool:
        """One event: nothing clashes and enough agrees, who or where among it."""
        return not self.against and len(self.agree) >= self.needed and self.keyed

    @property
    def maybe(self) -> bool:
        """Nothing clashes, but too little is known."""
        return not self.against and len(self.agree) == self.needed - 1 and self.keyed


@lru_cache(maxsize=100_000)
def fit(ours: Slots, theirs: Slots) -> Fit:
    """How two reports stand to one another, slot by slot."""
    kind = KINDS[ours.type]
    if kind.family != KINDS[theirs.type].family:
        return Fit((), ("type",))
    against = tuple(name for name, clashes in _CLASHES.items() if clashes(ours, theirs))
    agree = tuple(name for name, agrees in _AGREES.items() if agrees(ours, theirs))
    keys = IMPOSED if ours.type is ClaimType.SANCTION else KEYS[kind.lasting]
    return Fit(agree, against, kind.needed, keyed=bool(keys.intersection(agree)))


def known_again(slots: Slots) -> bool:
    """Whether a report says enough of its event, beside the day, to be known again at all."""
    told = {
        "actor": slots.actor,
        "target": slots.target - slots.actor,
        "item": slots.item - items.LOOSE,
        "place": slots.place,
        "money": slots.money,
    }
    names = {name for name, value in told.items() if value}
    kind = KINDS[slots.type]
    return len(names) >= kind.needed - 1 and bool(KEYS[kind.lasting] & names)


def _side_clash(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def _company_clash(a: Slots, b: Slots) -> bool:
    """Of what several do together, one of them in common is too little: a state drills with many others."""
    return a.type in TOGETHER and min(len(a.actor), len(b.actor)) > 1 and len(a.actor & b.actor) < 2


def _hard(name: str, ours: Slots) -> bool:
    return name in KINDS[ours.type].hard


def _way_clash(a: Slots, b: Slots) -> bool:
    """A withdrawal is no report of a deployment, nor the other way round; what tells neither may be of either."""
    return bool(a.way and b.way) and a.way != b.way


def _stage_clash(a: Slots, b: Slots) -> bool:
    return a.ahead != b.ahead and not KINDS[a.type].lasting


def _window(a: Slots, b: Slots) -> timedelta:
    kind = KINDS[a.type]
    if a.dated and b.dated:
        return timedelta(days=kind.days)
    talked_of = SITE_TALK if not kind.lasting and not a.ahead and places.one_site(a.place, b.place) else 0
    return timedelta(days=max(kind.slack, talked_of))


def _gap(a: Slots, b: Slots) -> timedelta:
    return max(a.start - b.end, b.start - a.end, timedelta())


def _period(a: Slots) -> bool:
    return a.dated and not KINDS[a.type].lasting and a.end - a.start > LONG


def _day_clash(a: Slots, b: Slots) -> bool:
    return _gap(a, b) > _window(a, b) or _period(a) != _period(b)


def _day_agree(a: Slots, b: Slots) -> bool:
    """The days meet; of two that are only known from the dates of publication, the same day."""
    if a.background or b.background:
        return a.dated and b.dated and _gap(a, b) == timedelta()
    if KINDS[a.type].lasting:
        return abs(a.day - b.day) <= LASTING
    if a.dated and b.dated:
        return _gap(a, b) == timedelta()
    return abs(a.day - b.day) <= timedelta(days=1 if a.dated or b.dated else 0)


def _money_clash(a: Slots, b: Slots) -> bool:
    if a.money is None or b.money is None or a.money[1] != b.money[1]:
        return False
    low, high = sorted((a.money[0], b.money[0]))
    return low < high * 0.8


_CLASHES: dict[str, Callable[[Slots, Slots], bool]] = {
    "polarity": lambda a, b: a.negative != b.negative,
    "way": _way_clash,
    "stage": _stage_clash,
    "actor": lambda a, b: _hard("actor", a) and (_side_clash(a.actor, b.actor) or _company_clash(a, b)),
    "target": lambda a, b: _hard("target", a) and _side_clash(a.target, b.target),
    "item": lambda a, b: _hard("item", a) and items.clash(a.item, b.item),
    "place": lambda a, b: _hard("place", a) and places.clash(a.place, b.place),
    "day": _day_clash,
    "money": _money_clash,
}
_AGREES: dict[str, Callable[[Slots, Slots], bool]] = {
    "actor": lambda a, b: bool(a.actor & b.actor),
    "target": lambda a, b: bool(a.target & b.target),
    "item": lambda a, b: items.agree(a.item, b.item),
    "place": lambda a, b: places.agree(a.place, b.place),
    "day": _day_agree,
    "money": lambda a, b: a.money is not None and b.money is not None and not _money_clash(a, b),
}
