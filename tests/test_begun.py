"""What has begun is told as done; what is only to begin stays planned."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.firm.begun import with_begun
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The drills of Chad and Niger have begun near the border.", ClaimType.EXERCISE, Status.ASSERTED),
        ("Oman on Monday started the deployment of a brigade in Kenya.", ClaimType.DEPLOYMENT, Status.ASSERTED),
        ("Peru began deploying troops along the river, with more due next week.", ClaimType.DEPLOYMENT, Status.ASSERTED),
        ("The fleet will join exercises which started on Sunday.", ClaimType.EXERCISE, Status.ASSERTED),
        ("The drills of Chad and Niger will begin on Monday.", ClaimType.EXERCISE, Status.PLANNED),
        ("Oman has not started the deployment of a brigade in Kenya.", ClaimType.DEPLOYMENT, Status.PLANNED),
        ("Peru began preparing for an exercise in May.", ClaimType.EXERCISE, Status.PLANNED),
        ("Peru is to start deploying troops along the river.", ClaimType.DEPLOYMENT, Status.PLANNED),
    ],
)
def test_what_has_begun_is_no_plan(text: str, kind: ClaimType, status: Status) -> None:
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(kind, Status.PLANNED, (said,), (doc.story.cut(said),), actor=("TD",))
    assert with_begun(reading(doc), (claim,))[0].status is status
