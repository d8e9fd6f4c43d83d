"""What is only being prepared is planned; what was prepared and done stays."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.prepared import with_prepared
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Chad and its allies prepare a major ground offensive in the north.", ClaimType.GROUND_COMBAT, Status.PLANNED),
        ("Chad is preparing an assault on the town, officials said.", ClaimType.GROUND_COMBAT, Status.PLANNED),
        ("Oman agreed to hold a naval exercise with Peru.", ClaimType.EXERCISE, Status.PLANNED),
        ("Mali is preparing for an attack on its border posts.", ClaimType.STRIKE, Status.PLANNED),
        ("The men who prepared the attack were killed in the attack.", ClaimType.STRIKE, Status.ASSERTED),
        ("Chad prepared an offensive for months and attacked the town on Sunday.", ClaimType.GROUND_COMBAT, Status.ASSERTED),
        ("Chad launched a major ground offensive in the north.", ClaimType.GROUND_COMBAT, Status.ASSERTED),
        ("Chad clashed with rebels in the town and prepares a second assault.", ClaimType.GROUND_COMBAT, Status.ASSERTED),
    ],
)
def test_what_is_prepared_is_to_come(text: str, kind: ClaimType, status: Status) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("TD",))
    assert with_prepared(reading(doc), (claim,))[0].status is status


@pytest.mark.parametrize("status", [Status.DENIED, Status.NEGATED, Status.POSSIBLE])
def test_what_is_denied_or_may_be_stays_so(status: Status) -> None:
    doc = doc_from("Chad is preparing an assault on the town.")
    claim = one_claim(doc, ClaimType.GROUND_COMBAT, status, actor=("TD",))
    assert with_prepared(reading(doc), (claim,)) == (claim,)
