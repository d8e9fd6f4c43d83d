"""Who looks into an attack did not make it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.beside.inquiring import without_inquirers
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def doers(text: str) -> tuple[str, ...]:
    doc = doc_from(text)
    return without_inquirers(reading(doc), (whole_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=("KE",)),))[0].actor


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan police charged a man over the attack that killed nine people.",
        "Kenyan prosecutors identified him as the man at the attack on the mall.",
        "Kenyan detectives questioned a friend of the man who shot nine people.",
    ],
)
def test_police_and_prosecutors_did_not_make_the_attack_they_look_into(text: str) -> None:
    assert doers(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan police arrested nine men as Kenyan jets bombed a camp.",
        "Kenyan police raided a house and shot nine men.",
        "Kenyan forces bombed a camp.",
        "The blast killed nine people in Kenya.",
    ],
)
def test_who_attacks_is_left(text: str) -> None:
    assert doers(text) == ("KE",)
