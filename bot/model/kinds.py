"""What readers call a kind of event, alone and counted, and how firmly it stands."""

from __future__ import annotations

from types import MappingProxyType

from bot.model.claim import ClaimType, Reversal, Status

TOLD = MappingProxyType(
    {
        ClaimType.ARMS_TRANSFER: "arms transfer",
        ClaimType.MISSILE_LAUNCH: "missile launch",
        ClaimType.WEAPON_TEST: "weapon test",
        ClaimType.STRIKE: "attack",
        ClaimType.INTERCEPTION: "shot down",
        ClaimType.GROUND_COMBAT: "ground combat",
        ClaimType.DEPLOYMENT: "deployment",
        ClaimType.EXERCISE: "exercise",
        ClaimType.PROCUREMENT: "procurement",
        ClaimType.INCURSION: "incursion",
        ClaimType.THREAT: "threat",
        ClaimType.SANCTION: "sanctions",
        ClaimType.SEIZURE: "seizure",
        ClaimType.AGREEMENT: "agreement",
    }
)
UNDONE = MappingProxyType(
    {
        Reversal.WITHDRAWAL: "withdrawal",
        Reversal.LIFTED: "sanctions lifted",
        Reversal.ENDED: "agreement ended",
        Reversal.BREACHED: "agreement breached",
    }
)
# What is counted by another word: "2 shot down" would be two of the party's own.
COUNTED = MappingProxyType(
    {ClaimType.INTERCEPTION: "interception", ClaimType.GROUND_COMBAT: "ground battle", ClaimType.SANCTION: "sanction"}
)

SAID = MappingProxyType({Status.ASSERTED: "reported", Status.NEGATED: "ruled out"})


def firm_word(status: Status) -> str:
    """How firmly a claim stands: "reported", "alleged"."""
    return SAID.get(status, status.value)


def kind_word(kind: ClaimType, reversal: Reversal | None = None) -> str:
    """A kind of event, or what undoes it, as alerts name it: "attack", "sanctions lifted"."""
    if reversal is None or reversal is Reversal.POSTPONED:
        return f"{TOLD[kind]} {reversal.value}" if reversal else TOLD[kind]
    return UNDONE[reversal]


def kinds_word(count: int, kind: ClaimType, reversal: Reversal | None = None) -> str:
    """So many of a kind: "1 attack", "3 missile launches", "2 agreements ended", "2 interceptions"."""
    undone = "" if reversal in {None, Reversal.WITHDRAWAL} else f" {reversal}"
    one = UNDONE[Reversal.WITHDRAWAL] if reversal is Reversal.WITHDRAWAL else COUNTED.get(kind, TOLD[kind])
    many = "" if count == 1 else "es" if one.endswith("ch") else "s"
    return f"{count:,} {one}{many}{undone}"
