"""The names of closed sets: kinds of event, statuses, categories of things."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.model import Category, ClaimType, Kind, Reversal, Status, firm_word, word_of
from bot.watch.vocabulary import normal

TYPE_NAMES = MappingProxyType(
    {
        ClaimType.ARMS_TRANSFER: ("arms transfer", "arms transfers", "arms deal", "arms deals", "arms sale", "arms sales", "arms delivery"),
        ClaimType.MISSILE_LAUNCH: ("missile launch", "missile launches", "launch", "launches"),
        ClaimType.WEAPON_TEST: ("weapon test", "weapon tests", "weapons test", "weapons tests", "nuclear test", "nuclear tests"),
        ClaimType.STRIKE: ("strike", "strikes", "attack", "attacks", "airstrike", "airstrikes"),
        ClaimType.INTERCEPTION: ("interception", "interceptions", "shootdown"),
        ClaimType.GROUND_COMBAT: ("ground combat", "fighting", "clash", "clashes"),
        ClaimType.DEPLOYMENT: ("deployment", "deployments"),
        ClaimType.EXERCISE: ("exercise", "exercises", "drill", "drills"),
        ClaimType.PROCUREMENT: ("procurement", "contract", "contracts"),
        ClaimType.INCURSION: ("incursion", "incursions"),
        ClaimType.THREAT: ("threat", "threats"),
        ClaimType.SANCTION: ("sanction", "sanctions"),
        ClaimType.SEIZURE: ("seizure", "seizures"),
        ClaimType.AGREEMENT: ("agreement", "agreements", "truce", "ceasefire", "treaty"),
    }
)
TYPES = MappingProxyType({name: kind.value for kind, names in TYPE_NAMES.items() for name in names})
# What may be put off.
PUT_OFF = frozenset(
    {
        ClaimType.ARMS_TRANSFER,
        ClaimType.MISSILE_LAUNCH,
        ClaimType.WEAPON_TEST,
        ClaimType.DEPLOYMENT,
        ClaimType.EXERCISE,
        ClaimType.PROCUREMENT,
    }
)
# What undoes a kind of event is asked for by its own names; the kind itself finds both.
REVERSAL_NAMES = MappingProxyType(
    {
        (ClaimType.DEPLOYMENT, Reversal.WITHDRAWAL): ("withdrawal", "withdrawals", "pullout", "pullouts", "drawdown"),
        (ClaimType.SANCTION, Reversal.LIFTED): ("sanction lifted", "sanctions lifted", "sanctions relief"),
        (ClaimType.AGREEMENT, Reversal.ENDED): ("agreement ended", "agreements ended"),
        (ClaimType.AGREEMENT, Reversal.BREACHED): ("agreement breached", "agreements breached", "truce violation", "ceasefire violation"),
        **{
            (kind, Reversal.POSTPONED): tuple(f"{name} postponed" for name in names)
            for kind, names in TYPE_NAMES.items()
            if kind in PUT_OFF
        },
    }
)
KIND_OF: Mapping[str, Kind] = MappingProxyType(
    {kind.value: (kind, None) for kind in ClaimType} | {word_of(*pair): pair for pair in REVERSAL_NAMES}
)
UNDONE = MappingProxyType({word_of(*pair): pair[0].value for pair in REVERSAL_NAMES})  # the id of each, and the kind it undoes
EVENTS = MappingProxyType(TYPES | {name: word_of(*pair) for pair, names in REVERSAL_NAMES.items() for name in names})
STATUSES = MappingProxyType({said: status.value for status in Status for said in (status.value, firm_word(status))})
_ONE = {normal(kind.value): kind.value for kind in Category}
CATEGORIES = MappingProxyType({f"{name}s": value for name, value in _ONE.items()} | _ONE)
# A question for the wider kind is answered by the narrower one too.
WIDER = MappingProxyType({Category.BALLISTIC_MISSILE: Category.MISSILE, Category.CRUISE_MISSILE: Category.MISSILE})
