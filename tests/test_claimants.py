"""What somebody claims to have done is his doing, whoever denies it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Doc
from bot.extract.rules.said.claimants import by_claimants, without_boasted
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Speaker, Status


def read(text: str) -> Doc:
    return doc_from(text)


def sides(text: str, actor: str, target: str = "", kind: ClaimType = ClaimType.GROUND_COMBAT) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = read(text)
    against = (target,) if target else ()
    claim = one_claim(doc, kind, Status.DENIED, actor=(actor,), target=against)
    (left,) = by_claimants(reading(doc), (claim,))
    return left.actor, left.target


@pytest.mark.parametrize(
    ("text", "denier", "claimant"),
    [
        ("Chad denies Sudanese claim to have seized the town of Tina.", "TD", "SD"),
        ("Armenia on Friday rejected Azerbaijan's claim to have captured the village.", "AM", "AZ"),
        ("Kenya denied a claim by Somalia to have shot down a helicopter.", "KE", "SO"),
        ("Chad denies Sudanese claim it captured the town of Tina.", "TD", "SD"),
        ("Chad dismissed a Sudanese claim of capturing the town of Tina.", "TD", "SD"),
        ("Chad rejected Sudan's claim that it had taken the town.", "TD", "SD"),
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


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("Chad rejected a Sudanese claim that its jets had crossed the border.", "SD", ("TD",)),
        ("Chad denied a Sudanese claim that its troops entered the village.", "SD", ("TD",)),
        ("Chad rejected a Sudanese claim that its jets had crossed the border.", "TD", ("TD",)),
        ("Chad rejected a Sudanese claim that Libyan jets had crossed the border.", "LY", ("LY",)),
        ("Chad confirmed a Sudanese claim that its jets had crossed the border.", "SD", ("SD",)),
    ],
)
def test_whose_craft_came_near_by_a_claim_that_is_denied_is_the_denier(text, actor, left):
    assert sides(text, actor, kind=ClaimType.INCURSION)[0] == left


@pytest.mark.parametrize(
    ("text", "voice", "kept"),
    [
        ("Kenya said it had shelled Tina. A Sudanese aide said no shell came near the town.", "KE", False),
        ("Kenya said it had shelled Tina. A Sudanese aide said no shell came near the town.", "SD", True),
        ("Kenya said it had shelled Tina. Later Kenya denied it.", "KE", True),
    ],
)
def test_who_claims_a_deed_does_not_deny_it_unless_a_word_of_denial_is_his(text, voice, kept):
    doc = read(text)
    told = one_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=("KE",), source=(Speaker(None, "army", "KE"),))
    denied = replace(told, status=Status.DENIED, source=(Speaker(None, "army", voice),))
    assert (denied in without_boasted(reading(doc), (told, denied))) is kept
    assert without_boasted(reading(doc), (denied,)) == (denied,)


def test_a_boast_of_ground_won_is_of_the_claimant_and_of_what_was_downed_nobody_s() -> None:
    assert sides("Armenia rejected Azerbaijan's claims of capturing the village.", "AM", "AZ") == (("AZ",), ("AM",))
    down = ClaimType.INTERCEPTION
    assert sides("Armenia rejected Azerbaijan's claim of downing a jet.", "AM", "AZ", down) == ((), ())
    assert sides("Armenia rejected Azerbaijan's claim of harbouring rebels.", "AM", "AZ") == (("AM",), ("AZ",))
