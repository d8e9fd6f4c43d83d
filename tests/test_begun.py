"""What has begun is told as done; what is only to begin stays planned."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.begun import with_begun
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


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
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.PLANNED, actor=("TD",))
    assert with_begun(reading(doc), (claim,))[0].status is status
