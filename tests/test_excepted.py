"""What is told as left out is not among what is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.apart.excepted import without_excepted
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman will send howitzers, but no fighter jets, to Chad.", ("howitzers",)),
        ("Oman sends howitzers without jets.", ("howitzers",)),
        ("Oman will send howitzers rather than jets.", ("howitzers",)),
        ("Oman sends howitzers, not jets.", ("howitzers",)),
        ("Oman sends not only howitzers but jets.", ("howitzers", "jets")),
        ("Oman sends howitzers and no fewer than 12 jets.", ("howitzers", "jets")),
        ("Oman sends howitzers and jets with no delay.", ("howitzers", "jets")),
        ("Oman sends no jets for now. It sent howitzers and jets in May.", ("howitzers", "jets")),
    ],
)
def test_what_is_left_out_is_no_item(text: str, left: tuple[str, ...]) -> None:
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = tuple(s.said for s in doc.sentences[1:])
    things = (Item(Category.ARTILLERY, "howitzers"), Item(Category.AIRCRAFT, "fighter jets" if "fighter" in text else "jets"))
    claim = Claim(ClaimType.ARMS_TRANSFER, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), actor=("OM",), item=things)
    assert tuple(i.text for i in without_excepted(reading(doc), (claim,))[0].item) == left
