"""One event told as two types is told once: the surer type stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.extract.twice import once
from bot.model import Casualties, Category, Claim, ClaimType, Item, Span, Status

CLAIM = Claim(
    type=ClaimType.EXERCISE,
    status=Status.ASSERTED,
    evidence=(Span(0, 40),),
    quotes=("Troops from two states began a drill.",),
    actor=("KR", "US"),
    confidence=0.8,
)


def kept(surer: Claim, fainter: Claim, *, whole: bool = True) -> list[ClaimType]:
    return [c.type for c in once((surer, fainter), whole=whole)]


@pytest.mark.parametrize(
    ("surer", "echo"),
    [
        (ClaimType.EXERCISE, ClaimType.DEPLOYMENT),
        (ClaimType.MISSILE_LAUNCH, ClaimType.STRIKE),
        (ClaimType.THREAT, ClaimType.STRIKE),
        (ClaimType.SANCTION, ClaimType.ARMS_TRANSFER),
    ],
)
def test_an_echo_of_a_surer_claim_goes(surer: ClaimType, echo: ClaimType) -> None:
    told = replace(CLAIM, type=surer)
    assert kept(told, replace(CLAIM, type=echo, confidence=0.7)) == [surer]


def test_an_order_of_one_thing_is_told_once_in_a_feed_item() -> None:
    sold = replace(CLAIM, type=ClaimType.ARMS_TRANSFER, item=(Item(Category.AIRCRAFT, "jets"),))
    bought = replace(sold, type=ClaimType.PROCUREMENT, actor=("FR",), confidence=0.7)
    assert kept(sold, bought, whole=False) == [ClaimType.ARMS_TRANSFER]
    assert len(kept(sold, replace(bought, item=(Item(Category.TANK, "tanks"),)), whole=False)) == 2
    assert len(kept(sold, replace(bought, status=Status.PLANNED), whole=False)) == 2


def test_what_is_no_echo_stays_unless_it_is_faint() -> None:
    strike = replace(CLAIM, type=ClaimType.STRIKE)
    assert kept(strike, replace(strike, type=ClaimType.GROUND_COMBAT, confidence=0.7)) == [ClaimType.STRIKE, ClaimType.GROUND_COMBAT]
    assert kept(strike, replace(strike, type=ClaimType.GROUND_COMBAT, confidence=0.4)) == [ClaimType.STRIKE]


@pytest.mark.parametrize(
    "change",
    [
        {"actor": ("JP",)},
        {"evidence": (Span(50, 90),)},
        {"casualties": Casualties(3, 3, None, None)},
        {"target": ("civilians",)},
    ],
)
def test_another_doer_another_sentence_or_a_toll_of_its_own_is_another_event(change: dict[str, object]) -> None:
    told = replace(CLAIM, type=ClaimType.MISSILE_LAUNCH)
    assert len(kept(told, replace(CLAIM, type=ClaimType.STRIKE, confidence=0.5, **change))) == 2


def test_a_denial_and_a_pact_are_not_told_again() -> None:
    strike = replace(CLAIM, type=ClaimType.STRIKE)
    assert len(kept(strike, replace(strike, type=ClaimType.GROUND_COMBAT, confidence=0.3, status=Status.DENIED))) == 2
    assert len(kept(strike, replace(strike, type=ClaimType.AGREEMENT, confidence=0.3))) == 2


def test_a_feed_item_loses_an_attack_only_where_both_sides_agree() -> None:
    strike = replace(CLAIM, type=ClaimType.STRIKE, target=("SY",))
    combat = replace(strike, type=ClaimType.GROUND_COMBAT, confidence=0.7)
    assert kept(strike, combat, whole=False) == [ClaimType.STRIKE]
    assert len(kept(strike, replace(combat, target=("IQ",)), whole=False)) == 2
    assert len(kept(CLAIM, replace(CLAIM, type=ClaimType.DEPLOYMENT, confidence=0.2), whole=False)) == 2


def test_of_two_denials_of_one_sentence_the_faint_one_goes_in_items_too() -> None:
    denied = replace(CLAIM, type=ClaimType.ARMS_TRANSFER, status=Status.DENIED)
    faint = replace(denied, type=ClaimType.STRIKE, confidence=0.3)
    assert kept(denied, faint, whole=False) == kept(denied, faint) == [ClaimType.ARMS_TRANSFER]
    assert len(kept(denied, replace(faint, confidence=0.7), whole=False)) == 2
    assert len(kept(denied, replace(faint, actor=("JP",)), whole=False)) == 2
