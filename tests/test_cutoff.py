"""Aid that its giver cut off is given no more."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.cutoff import with_cut_off
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Oman cut off military aid to the rebels last year.", True),
        ("Oman has stopped much of its military support for the rebels.", True),
        ("Oman's decision to cut off a training programme for the rebels angered Yemen.", True),
        ("Oman has cut off the policy of backing for the rebels.", True),
        ("Military aid to the rebels was suspended by Oman.", True),
        ("Oman said it would cut off military aid to the rebels.", True),
        ("Oman cut military aid to the rebels by half.", False),
        ("Oman may cut off military aid to the rebels.", False),
        ("Peru asked Oman to cut off military aid to the rebels.", False),
        ("Yemen cut off the aid for the rebels.", False),
        ("Oman, which suspended arms sales to Chad in May, delivered tanks to it on Monday.", False),
        ("Oman gives military aid to the rebels.", False),
    ],
)
def test_aid_that_was_cut_off_is_negated(text: str, negated: bool) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.ARMS_TRANSFER, Status.ASSERTED, actor=("OM",), target=("rebels",))
    assert (with_cut_off(reading(doc), (claim,))[0].status is Status.NEGATED) is negated
