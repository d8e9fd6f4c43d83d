"""Claims: one statement of one defense event, as one story tells it. The schema is docs/claims.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.model.story import Span


class ClaimType(StrEnum):
    """What kind of event a claim tells of."""

    ARMS_TRANSFER = "arms_transfer"
    MISSILE_LAUNCH = "missile_launch"
    WEAPON_TEST = "weapon_test"
    STRIKE = "strike"
    INTERCEPTION = "interception"
    GROUND_COMBAT = "ground_combat"
    DEPLOYMENT = "deployment"
    EXERCISE = "exercise"
    PROCUREMENT = "procurement"
    INCURSION = "incursion"
    THREAT = "threat"
    SANCTION = "sanction"
    SEIZURE = "seizure"
    AGREEMENT = "agreement"


class Status(StrEnum):
    """How firmly a claim stands in its story."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    NEGATED = "negated"


AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})  # of what is still to come
NEGATIVE = frozenset({Status.DENIED, Status.NEGATED})  # of what did not happen, as somebody says


class Reversal(StrEnum):
    """How an event undoes what its type stands for; a claim without one tells of the thing itself."""

    WITHDRAWAL = "withdrawal"  # of a deployment: forces or systems leave
    LIFTED = "lifted"  # of a sanction: eased, suspended or ended
    ENDED = "ended"  # of an agreement: quit, suspended, expired
    BREACHED = "breached"  # of an agreement: broken by a side
    POSTPONED = "postponed"  # of what was to come: put off, and not called off


Kind = tuple[ClaimType, Reversal | None]  # a kind of event, or what undoes it


def word_of(kind: ClaimType, reversal: Reversal | None = None) -> str:
    """A kind of event in plain words, as it was done or undone: "arms transfer", "withdrawal", "sanction lifted"."""
    word = kind.value.replace("_", " ")
    return word if reversal is None else reversal.value if reversal is Reversal.WITHDRAWAL else f"{word} {reversal.value}"


class Category(StrEnum):
    """What an item is."""

    BALLISTIC_MISSILE = "ballistic_missile"
    CRUISE_MISSILE = "cruise_missile"
    AIR_DEFENCE = "air_defence"
    ROCKET = "rocket"
    SPACE_LAUNCH = "space_launch"
    MISSILE = "missile"
    ANTI_TANK = "anti_tank"
    ARTILLERY = "artillery"
    AMMUNITION = "ammunition"
    BOMB = "bomb"
    DRONE = "drone"
    AIRCRAFT = "aircraft"
    SHIP = "ship"
    SUBMARINE = "submarine"
    TANK = "tank"
    ARMOURED_VEHICLE = "armoured_vehicle"
    VEHICLE = "vehicle"
    SMALL_ARMS = "small_arms"
    MINE = "mine"
    EXPLOSIVE = "explosive"
    NUCLEAR = "nuclear"
    CHEMICAL = "chemical"
    RADAR = "radar"
    TROOPS = "troops"
    FUNDS = "funds"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amount:
    """A count with its hedge: "at least 23" is (23, None, "at least 23"); a vague one has only text."""

    min: float | None
    max: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A weapon or other thing moved, used or hit, in the story's own words."""

    category: Category
    text: str
    quantity: Amount | None = None
    model: str = ""  # canonical system id from the lexicon ("shahed_136"), or ""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in units of its currency (ISO 4217)."""

    amount: float | None
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class Casualties:
    """Killed and wounded; None where not told."""

    killed_min: int | None = None
    killed_max: int | None = None
    wounded_min: int | None = None
    wounded_max: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of an event, both inclusive."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: a person's name and/or the organisation, office or country, as written."""

    name: str | None
    org: str | None
    party: str = ""  # canonical id of the state or group it speaks for, or ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `evidence` holds spans of Story.full; `spans` maps a slot's name to the spans its value was read from."""

    type: ClaimType
    status: Status
    evidence: tuple[Span, ...]
    quotes: tuple[str, ...]  # the evidence's words, verbatim
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    item: tuple[Item, ...] = ()
    money: Money | None = None
    casualties: Casualties | None = None
    date: Days | None = None
    place: tuple[str, ...] = ()
    source: tuple[Speaker, ...] = ()
    background: bool = False
    importance: int = 2  # 3 lead, 2 worth the ledger, 1 detail
    confidence: float = 0.5  # calibrated chance that the claim is right
    post: bool = False  # would the bot alert on it
    spans: tuple[tuple[str, tuple[Span, ...]], ...] = field(default=())
    told: Span | None = None  # which of the evidence tells it best, where that is known
    reversal: Reversal | None = None  # that it undoes what its type stands for, where its sentences say so

    def said(self, title: str = "") -> str:
        """The sentence that tells it best, or else the first that is not the story's title; "" without evidence."""
        at = self.told.start if self.told is not None else -1
        best = (quote for span, quote in zip(self.evidence, self.quotes, strict=False) if span.start <= at < span.end)
        return next(iter((*best, *(quote for quote in self.quotes if quote != title), *self.quotes)), "")
