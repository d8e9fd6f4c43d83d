"""What is told as left out is not among what is sent."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.apart.excepted import without_excepted
from bot.extract.rules.stages import reading
from bot.model import Category, ClaimType, Item, Status


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
    doc = doc_from(text)
    things = (Item(Category.ARTILLERY, "howitzers"), Item(Category.AIRCRAFT, "fighter jets" if "fighter" in text else "jets"))
    claim = whole_claim(doc, ClaimType.ARMS_TRANSFER, Status.ASSERTED, actor=("OM",), item=things)
    assert tuple(i.text for i in without_excepted(reading(doc), (claim,))[0].item) == left
