"""A sale that a government cleared is planned; one that it weighs may be."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.deals.cleared import with_cleared
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The State Department approved a possible sale of 40 tanks to Oman.", Status.PLANNED),
        ("Washington has cleared two possible sales of helicopters to Peru.", Status.PLANNED),
        ("A possible sale of missiles to Kenya was approved on Friday.", Status.PLANNED),
        ("Washington may approve a sale of helicopters to Peru.", Status.POSSIBLE),
        ("Washington has not approved the possible sale of helicopters to Peru.", Status.POSSIBLE),
        ("Peru asked Washington to approve a sale of helicopters.", Status.POSSIBLE),
    ],
)
def test_a_cleared_sale_is_planned(text: str, status: Status) -> None:
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(ClaimType.ARMS_TRANSFER, Status.POSSIBLE, (said,), (doc.story.cut(said),), actor=("US",), target=("PE",))
    assert with_cleared(reading(doc), (claim,))[0].status is status
