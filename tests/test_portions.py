"""A headline's number of all, and those of each place below it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.apart.portions import with_wholes
from bot.extract.rules.stages import reading
from bot.model import Amount, Category, Claim, ClaimType, Item, Status


@pytest.mark.parametrize(
    ("title", "text", "told", "left"),
    [
        (
            "Oman shoots down 24 drones",
            "Fourteen drones were destroyed over Muscat, six over Sohar and four over Nizwa.",
            ("Fourteen", 14),
            24,
        ),
        (
            "Oman shoots down 24 drones",
            "Oman shot down fourteen drones over Muscat, six near Sohar and four near Nizwa.",
            ("fourteen", 14),
            24,
        ),
        ("Oman shoots down 24 drones", "Oman shot down fourteen drones over Muscat.", ("fourteen", 14), 14),
        (
            "Oman shoots down drones",
            "Fourteen drones were destroyed over Muscat, six over Sohar and four over Nizwa.",
            ("Fourteen", 14),
            14,
        ),
        (
            "Oman shoots down 9 drones",
            "Fourteen drones were destroyed over Muscat, six over Sohar and four over Nizwa.",
            ("Fourteen", 14),
            14,
        ),
        ("Oman shoots down 24 drones", "Oman shot down 24 drones, six over Sohar.", ("24", 24), 24),
    ],
)
def test_the_whole_is_told_and_not_a_part(title: str, text: str, told: tuple[str, int], left: int) -> None:
    doc = doc_from(text, title)
    spans = tuple(s.said for s in doc.sentences)
    item = Item(Category.DRONE, "drones", Amount(told[1], told[1], told[0]))
    claim = Claim(ClaimType.INTERCEPTION, Status.ASSERTED, spans, tuple(map(doc.story.cut, spans)), actor=("OM",), item=(item,))
    (made,) = with_wholes(reading(doc), (claim,))
    assert [i.quantity.min for i in made.item if i.quantity] == [left]
