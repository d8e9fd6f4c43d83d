"""Who is told only to lose ground or men was fought, and did not fight."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.doers.losers import with_losers
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

KE, SH = "KE", "al_shabaab"


def sides(text: str, actor: str, target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = doc_from(text)
    claim = with_losers(reading(doc), (whole_claim(doc, ClaimType.GROUND_COMBAT, Status.ASSERTED, actor=(actor,), target=target),))[0]
    return claim.actor, claim.target


@pytest.mark.parametrize(
    ("text", "target", "told"),
    [
        ("Al Shabaab has lost two thirds of the land that it took in May.", (KE,), ((KE,), (SH,))),
        ("With al Shabaab suffering ever bigger losses, its men wait.", (), ((), (SH,))),
        ("Al Shabaab lost the town to Kenya on Monday.", (), ((KE,), (SH,))),
        ("Al Shabaab suffered losses: 90 of its soldiers were killed or wounded.", (KE,), ((KE,), (SH,))),
    ],
)
def test_who_loses_was_fought_by_his_foe(text: str, target: tuple[str, ...], told: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert sides(text, SH, target) == told


@pytest.mark.parametrize(
    "text",
    [
        "Al Shabaab attacked the town and suffered heavy losses.",
        "Al Shabaab has not lost the town.",
        "Al Shabaab stormed the town, and Kenya lost it.",
        "Kenya lost the town.",
        "Al Shabaab lost the town. Its fighters shelled a base the next day.",
        "Al Shabaab lost the town. The war has gone on for years.",
    ],
)
def test_who_fights_too_or_does_not_lose_is_left(text: str) -> None:
    assert sides(text, SH, (KE,)) == ((SH,), (KE,))
