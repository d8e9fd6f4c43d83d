"""Where an event happened, as an alert shows it: two places at most, the most precise first, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.alert.names import name_of, states
from bot.alert.respelt import one_name, words_of
from bot.alert.words import what_of
from bot.model import Claim, ClaimType, Reversal

SHOWN = 2
# What is said or signed, nowhere in particular.
PLACELESS = frozenset({ClaimType.THREAT, ClaimType.SANCTION, ClaimType.PROCUREMENT, ClaimType.ARMS_TRANSFER, ClaimType.AGREEMENT})
HOSTED = frozenset({ClaimType.EXERCISE, ClaimType.DEPLOYMENT})  # on somebody's ground
# What is wider than a town; it stands behind one.
AREA = re.compile(
    r"\b(?:province|provinces|region|regions|district|governorate|county|oblast|state|area|areas|sector|valley|heights|peninsula"
    r"|sea|seas|ocean|pacific|atlantic|mediterranean|caribbean|arctic|baltic"
    r"|gulf|bay|straits?|channel|coast|waters|airspace|border|frontier|strip|flank|north|south|east|west"
    r"|(?:north|south|east|west)(?:ern|east\w*|west\w*)?|central|eastern|western)\b",
    re.IGNORECASE,
)
SPOT = re.compile(
    r"\b(?:airports?|air ?field|base|barracks|station|hotel|hospital|school|camp|refinery|depot|plant|bridge|crossing|checkpoint|quay"
    r"|market|mosque|church|village|neighbou?rhood)\b",
    re.IGNORECASE,
)
OPEN = re.compile(r"\s*\([^()]*$")  # a bracket that nobody closes
# What makes a wider thing of a town's name; a compass point or a sea makes a narrower one of a state's.
WIDER = frozenset({"province", "region", "district", "governorate", "county", "oblast", "state", "area", "sector", "municipality", "the"})
COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"})
KINDS_OF_PLACE = WIDER | COMPASS | {"city", "town", "island", "islands", "neighborhood", "neighbourhood"}
Words = frozenset[str]


def where_of(claim: Claim) -> tuple[str, ...]:
    """The places to show: none that another tells more fully, no state that the headline names as a side."""
    known = {name_of(side).lower() for side in _sides(claim)}
    return tuple(sorted((place for place in apart(claim.place) if place.lower() not in known), key=_width)[:SHOWN])


def apart(places: Iterable[str]) -> tuple[str, ...]:
    """The places without those that another of them tells, in other words or more fully."""
    told = dict.fromkeys(OPEN.sub("", place) for place in places)
    words = _spelt(told)
    fullest = [place for place in told if not any(_within(words[place], words[other]) for other in told)]
    return tuple(place for at, place in enumerate(fullest) if not any(_alike(words[place], words[before]) for before in fullest[:at]))


def _spelt(told: Iterable[str]) -> Mapping[str, Words]:
    """The words of each place; of one name, or one of its words, in two spellings, those of the first."""
    cores: dict[tuple[str, ...], None] = {}  # whole names, and their words by themselves
    found: dict[str, Words] = {}
    for place in told:
        words = words_of(place)
        core = tuple(word for word in words if word not in KINDS_OF_PLACE)
        mine = core if place.lower() in states() else _first(core, cores) or tuple((_first((word,), cores) or (word,))[0] for word in core)
        cores |= dict.fromkeys((mine, *((word,) for word in mine)))
        found[place] = frozenset(mine) | KINDS_OF_PLACE.intersection(words)
    return found


def _first(name: tuple[str, ...], known: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((other for other in known if one_name(name, other)), ())


def _width(place: str) -> int:
    """How wide a place is: a spot, a town, an area, a state."""
    if place.lower() in states():
        return 3
    return 0 if SPOT.search(place) else 2 if AREA.search(place) else 1


def told_of(claim: Claim) -> str:
    """What happened; where only its kind is known, with where: "ground combat: Yaro district"."""
    what, site = what_of(claim), next(iter(where_of(claim)), "")
    plain = (
        ": " in what
        or what.startswith("capture of ")
        or not site
        or site in what
        or claim.type in PLACELESS
        or claim.reversal is Reversal.WITHDRAWAL
    )
    return what if plain else f"{what}: {site}"


def _sides(claim: Claim) -> tuple[str, ...]:
    """The parties whose country a headline tells already; where a doer sends or drills forces at home, or they leave, is news."""
    if claim.type in HOSTED and claim.reversal is None:
        return claim.target
    return claim.actor if claim.reversal is Reversal.WITHDRAWAL else (*claim.actor, *claim.target)


def _within(mine: Words, theirs: Words) -> bool:
    """Whether another name tells more, : "Riyadh" beside "Riyadh airport", "Yaro district" beside "Yaro"."""
    if theirs < mine:
        return mine - theirs <= WIDER
    return mine < theirs and not theirs - mine <= WIDER


def _alike(mine: Words, theirs: Words) -> bool:
    """Whether two names are one place, said with other words: "southern Yaro" beside "Yaro city"; two compass points are two."""
    if mine & COMPASS and theirs & COMPASS:
        return False
    core = mine - KINDS_OF_PLACE
    return bool(core) and core == theirs - KINDS_OF_PLACE
