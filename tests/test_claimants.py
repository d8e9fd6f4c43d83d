"""What somebody claims to have done is his doing, whoever denies it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.candidates import Doc
from bot.extract.rules.said.claimants import by_claimants
from bot.extract.text.view import views
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


def read(text: str) -> Doc:
    return extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]


def sides(text: str, actor: str, target: str = "", kind: ClaimType = ClaimType.GROUND_COMBAT) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = read(text)
    said = doc.sentences[1].said
    against = (target,) if target else ()
    claim = Claim(kind, Status.DENIED, (said,), (doc.story.cut(said),), actor=(actor,), target=against)
    (left,) = by_claimants((claim,), views(doc))
    return left.actor, left.target


@pytest.mark.parametrize(
    ("text", "denier", "claimant"),
    [
        ("Chad denies Sudanese claim to have seized the town of Tina.", "TD", "SD"),
        ("Armenia on Friday rejected Azerbaijan's claim to have captured the village.", "AM", "AZ"),
        ("Kenya denied a claim by Somalia to have shot down a helicopter.", "KE", "SO"),
    ],
)
def test_the_claimant_is_the_doer(text, denier, claimant):
    assert sides(text, denier, claimant) == ((claimant,), (denier,))
    assert sides(text, denier) == ((claimant,), ())


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Chad denied Sudan's claim that its troops had attacked the town.", "TD", "SD"),  # whose troops stays open
        ("Chad denied having seized the Sudanese town of Tina.", "TD", "SD"),
        ("Chad denies Sudanese claim to have seized the town of Tina.", "SD", "TD"),
        ("Chad denies Sudanese claim to have seized the town of Tina.", "TD", "LY"),  # another fight
        ("Chad confirmed a Sudanese claim to have seized the town of Tina.", "TD", "SD"),
    ],
)
def test_other_doers_stay(text, actor, target):
    assert sides(text, actor, target) == ((actor,), (target,))


def test_deals_stay():
    text = "Chad denies Sudanese claim to have seized the town of Tina."
    assert sides(text, "TD", "SD", ClaimType.ARMS_TRANSFER) == (("TD",), ("SD",))


def test_a_boast_of_ground_won_is_of_the_claimant_and_of_what_was_downed_nobody_s() -> None:
    assert sides("Armenia rejected Azerbaijan's claims of capturing the village.", "AM", "AZ") == (("AZ",), ("AM",))
    down = ClaimType.INTERCEPTION
    assert sides("Armenia rejected Azerbaijan's claim of downing a jet.", "AM", "AZ", down) == ((), ())
    assert sides("Armenia rejected Azerbaijan's claim of harbouring rebels.", "AM", "AZ") == (("AM",), ("AZ",))
