"""Services are no arms that change hands."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.deals.services import without_services
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


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
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(ClaimType.ARMS_TRANSFER, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("OM",))
    assert bool(without_services(reading(doc), (claim,))) is kept
