"""Services are no arms that change hands."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.services import without_services
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Norwelder will keep supplying the navy of Chile with services in support of submarines.", False),
        ("Kongsvik will provide Peru with maintenance of its frigates.", False),
        ("Oman provided training to the army of Kenya.", False),
        ("Oman provided tanks to the army of Kenya.", True),
        ("Kongsvik will provide Peru with two frigates.", True),
    ],
)
def test_services_are_no_arms(text: str, kept: bool) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.ARMS_TRANSFER, Status.ASSERTED, actor=("OM",))
    assert bool(without_services(reading(doc), (claim,))) is kept
