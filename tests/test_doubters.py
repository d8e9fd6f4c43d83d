"""Who doubts what another claims does not say it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.said.doubters import without_doubters
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status

TEST, STRIKE = ClaimType.WEAPON_TEST, ClaimType.STRIKE
OMAN, PERU = Speaker(None, "Oman", party="OM"), Speaker(None, "Peru", party="PE")


def told(text: str, kind: ClaimType = TEST) -> tuple[Claim, ...]:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("OM",), source=(OMAN, PERU))
    return without_doubters(reading(doc), (claim,))


@pytest.mark.parametrize(
    "text",
    [
        "Oman said it tested a nuclear bomb, but Peru questioned the claim.",
        "Oman said it tested a nuclear bomb, a claim that was viewed sceptically by Peru.",
        "Oman tested a device, claiming to have set off a nuclear bomb, which was disputed by Peru.",
        "Oman said it tested a nuclear bomb, although Peru has cast doubt on the claim.",
        "Oman says it tested a nuclear bomb, but Peru is sceptical of the claim.",
        "Peru said the Omani claim that it had tested a nuclear bomb was false.",
    ],
)
def test_who_doubts_a_claim_is_heard_apart(text: str) -> None:
    said, denied = told(text)
    assert (said.status, [s.party for s in said.source]) == (Status.ASSERTED, ["OM"])
    assert (denied.status, denied.actor, [s.party for s in denied.source]) == (Status.DENIED, ("OM",), ["PE"])


@pytest.mark.parametrize(
    "text",
    [
        "Oman and Peru said that Oman tested a nuclear bomb.",
        "Oman tested a nuclear bomb, and Peru questioned its envoy.",
        "Oman said it tested a nuclear bomb, and Peru did not dispute the claim.",
        "Oman tested a nuclear bomb, Peru said, and called the report true.",
    ],
)
def test_who_does_not_doubt_it_stays_a_speaker(text: str) -> None:
    assert [len(c.source) for c in told(text)] == [2]


def test_who_disputes_a_report_of_his_own_deed_denies_it() -> None:
    (claim,) = told("Oman disputed a report that it shelled a town in Yemen.", STRIKE)
    assert (claim.status, [s.party for s in claim.source]) == (Status.DENIED, ["OM"])


def test_who_questions_the_account_of_a_strike_denies_no_strike() -> None:
    assert len(told("Peru questioned the account of the Omani strike on Aden.", STRIKE)) == 1


def test_a_claim_that_another_doubts_is_said_by_whose_it_is() -> None:
    doc = doc_from("Peru questioned Oman's claim that it had tested a nuclear bomb.")
    claim = one_claim(doc, TEST, Status.ASSERTED, actor=("OM",), source=(PERU,))
    said, denied = without_doubters(reading(doc), (claim,))
    assert ([s.party for s in said.source], [s.party for s in denied.source]) == (["OM"], ["PE"])
