"""A sale that a government cleared is planned; one that it weighs may be."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.cleared import with_cleared
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


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
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.ARMS_TRANSFER, Status.POSSIBLE, actor=("US",), target=("PE",))
    assert with_cleared(reading(doc), (claim,))[0].status is status
