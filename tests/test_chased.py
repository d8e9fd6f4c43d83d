"""A state's ship that is met or driven off is not seized."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.apart.chased import without_chased
from bot.extract.rules.stages import reading
from bot.model import Category, ClaimType, Item, Status


def left(text: str, thing: str, target: tuple[str, ...] = ("CN",)) -> int:
    doc = doc_from(text)
    item = (Item(Category.SHIP, thing, None, None),)
    claim = one_claim(doc, ClaimType.SEIZURE, Status.ASSERTED, actor=("PH",), target=target, item=item)
    return len(without_chased(reading(doc), (claim,)))


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The Philippine navy intercepted a Chinese coast guard vessel.", "coast guard vessel"),
        ("Philippine boats chase Chinese survey ship off Luzon", "survey ship"),
        ("A Philippine frigate drove off a Chinese warship.", "warship"),
    ],
)
def test_a_ship_that_is_met_is_not_seized(text: str, thing: str) -> None:
    assert left(text, thing) == 0


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The Philippine navy chased and seized a Chinese survey ship.", "survey ship"),
        ("The Philippine navy intercepted a Chinese research ship and detained its crew.", "research ship"),
        ("The Philippine navy intercepted a Chinese boat.", "boat"),
        ("Philippine marines boarded a Chinese warship.", "warship"),
        ("The Philippine navy intercepted a Chinese ship with rifles aboard.", "rifles"),
    ],
)
def test_a_seizure_is_left(text: str, thing: str) -> None:
    assert left(text, thing) == 1


def test_a_groups_boat_is_left() -> None:
    assert left("The Philippine navy intercepted a rebel patrol boat.", "patrol boat", ("rebels",)) == 1
