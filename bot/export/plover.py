"""Events as rows in the manner of PLOVER, the event codes of political scientists: who did what kind of thing to whom, one row a pair.

PLOVER has no kinds for weapons: docs/export.md says what each of ours became, and our own type and status stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.alert.shape import carrying
from bot.export.rows import instant, web
from bot.export.table import line, listed
from bot.model import NEGATIVE, ClaimType, Event, Reversal

COLUMNS = (
    "event_id",
    "event_date",
    "source",
    "target",
    "event_type",
    "event_mode",
    "event_context",
    "location",
    "text",
    "url",
    "publication_date",
    "status",
    "tocsin_type",
    "confidence",
)
CODES: Mapping[ClaimType, tuple[str, str]] = MappingProxyType(
    {
        ClaimType.ARMS_TRANSFER: ("AID", "military"),
        ClaimType.MISSILE_LAUNCH: ("MOBILIZE", "weapons"),
        ClaimType.WEAPON_TEST: ("MOBILIZE", "weapons"),
        ClaimType.STRIKE: ("ASSAULT", "heavy-weapons"),
        ClaimType.INTERCEPTION: ("ASSAULT", "heavy-weapons"),
        ClaimType.GROUND_COMBAT: ("ASSAULT", "firearms"),
        ClaimType.DEPLOYMENT: ("MOBILIZE", "troops"),
        ClaimType.EXERCISE: ("MOBILIZE", "troops"),
        ClaimType.PROCUREMENT: ("MOBILIZE", "weapons"),
        ClaimType.INCURSION: ("COERCE", "other"),
        ClaimType.THREAT: ("THREATEN", "violence"),
        ClaimType.SANCTION: ("SANCTION", "other"),
        ClaimType.SEIZURE: ("COERCE", "seize"),
        ClaimType.AGREEMENT: ("AGREE", ""),
    }
)
UNDONE: Mapping[Reversal, tuple[str, str]] = MappingProxyType(
    {
        Reversal.WITHDRAWAL: ("RETREAT", "withdraw"),
        Reversal.LIFTED: ("RETREAT", "ease"),
        Reversal.ENDED: ("SANCTION", "discontinue"),
        Reversal.BREACHED: ("REJECT", "yield"),
        Reversal.POSTPONED: ("RETREAT", "ease"),
    }
)


def head() -> str:
    """The names of the columns."""
    return line(COLUMNS)


def rows(event: Event) -> Iterator[str]:
    """A line for each doer and each side it was done to; an event that is denied is REJECT, by whoever denies it."""
    claim = event.claim
    kind, mode = _code(event)
    quote, url = carrying(event)
    for source in _parties(event.claim.actor):
        for target in _parties(claim.target):
            yield line(
                (
                    f"{event.id}:{source or '-'}:{target or '-'}",
                    event.day.isoformat(),
                    source,
                    target,
                    kind,
                    mode,
                    "military",
                    listed(claim.place),
                    quote,
                    web(url),
                    instant(event.told),
                    event.status.value,
                    event.type.value,
                    round(claim.confidence, 3),
                )
            )


def _code(event: Event) -> tuple[str, str]:
    if event.status in NEGATIVE:
        return "REJECT", ""
    return UNDONE[event.claim.reversal] if event.claim.reversal else CODES[event.type]


def _parties(parties: tuple[str, ...]) -> tuple[str, ...]:
    return parties or ("",)
