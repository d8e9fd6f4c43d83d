"""What a quake or a storm does is no attack; an attack in a storm is."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.apart.natural import without_nature
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def told(text: str) -> bool:
    doc = doc_from(text)
    return bool(without_nature(reading(doc), (whole_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=("PH",)),)))


@pytest.mark.parametrize(
    "text",
    [
        "A 7.1 magnitude quake killed 12 people in the Philippines.",
        "The quake injured 900 people. The storm will be stronger when it hits the Philippines on Monday.",
        "Four people were killed by the floods in Luzon.",
    ],
)
def test_what_nature_does_is_no_attack(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Philippine jets struck a camp in a storm, and four people were killed by the flood.",
        "A quake killed 12 people in the Philippines. Rebels killed nine soldiers the same day.",
        "Rebels attacked a post in Luzon hours before the typhoon hit.",
        "Rebels killed nine soldiers as the typhoon passed.",
    ],
)
def test_an_attack_is_left(text: str) -> None:
    assert told(text)
