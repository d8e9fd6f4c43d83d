"""What is only being prepared is planned; what was prepared and done stays."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.firm.prepared import with_prepared
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


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
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(kind, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("TD",))
    assert with_prepared(reading(doc), (claim,))[0].status is status


@pytest.mark.parametrize("status", [Status.DENIED, Status.NEGATED, Status.POSSIBLE])
def test_what_is_denied_or_may_be_stays_so(status: Status) -> None:
    doc = extractor().read(Story("s", "A long week", "Chad is preparing an assault on the town.", datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(ClaimType.GROUND_COMBAT, status, (said,), (doc.story.cut(said),), actor=("TD",))
    assert with_prepared(reading(doc), (claim,)) == (claim,)
