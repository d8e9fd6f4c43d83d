"""Who takes power at home fights no battle."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.coups import without_coups
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def left(text: str, actor: tuple[str, ...] = ("TD",), target: tuple[str, ...] = (), kind: ClaimType = ClaimType.GROUND_COMBAT) -> int:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=actor, target=target)
    return len(without_coups(reading(doc), (claim,)))


@pytest.mark.parametrize(
    "text",
    [
        "Chad's army seizes power and shuts the border.",
        "Chadian officers said they had taken power.",
        "The Chadian military took control of the country on Friday.",
        "Chadian soldiers oust the elected president.",
        "Chad says it foiled a coup.",
    ],
)
def test_a_coup_is_no_battle(text: str) -> None:
    assert left(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Chad's army seizes the town of Bosso.",
        "Chadian soldiers took control of the army base at Bosso from rebels after fighting.",
        "Chad's army seizes power plant in Bosso.",
        "Chadian officers seized power and stormed a base of the guards.",
        "Chadian troops captured two villages.",
    ],
)
def test_a_battle_is_left(text: str) -> None:
    assert left(text) == 1


def test_a_group_that_takes_a_land_is_left() -> None:
    assert left("Rebels seized power in Chad.", actor=("rebels",)) == 1


def test_a_fight_with_others_is_left() -> None:
    assert left("Chad's army seized power in Niger.", target=("NE",)) == 1


def test_other_types_are_left() -> None:
    assert left("Chad's army seizes power.", kind=ClaimType.DEPLOYMENT) == 1
