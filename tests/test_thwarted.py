"""Who thwarts an attack does not strike."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.beside.thwarted import without_thwarted
from bot.extract.text.view import views
from bot.model import Category, Claim, ClaimType, Item, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


@pytest.mark.parametrize(
    ("text", "thing", "told"),
    [
        ("The army of Iraq thwarted several drone attacks on the base.", Category.DRONE, [ClaimType.INTERCEPTION]),
        ("Iraq repelled a missile attack on Friday.", Category.MISSILE, [ClaimType.INTERCEPTION]),
        ("Iraq foiled a bomb attack on a market.", Category.EXPLOSIVE, []),
        ("Drone attacks on the base were thwarted by Iraq.", Category.DRONE, [ClaimType.INTERCEPTION]),
        ("Iraq launched several drone attacks on the base.", Category.DRONE, [ClaimType.STRIKE]),
        ("Iraq attacked the base after Iran thwarted a raid.", Category.DRONE, [ClaimType.STRIKE]),
    ],
)
def test_who_thwarts_an_attack_does_not_strike(text: str, thing: Category, told: list[ClaimType]) -> None:
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(ClaimType.STRIKE, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("IQ",), item=(Item(thing, thing.value),))
    assert [c.type for c in without_thwarted(doc, (claim,), views(doc))] == told
