"""What is to be stopped goes on."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.ongoing import with_ongoing
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Peru will not talk unless Oman stops bombing Aden.", True),
        ("Peace could only come if Oman stopped air strikes on Aden.", True),
        ("A caller told Oman to stop bombing Aden.", True),
        ("Peru urged Oman to end its strikes on Aden.", True),
        ("Peru will close its port until Oman halts the strikes on Aden.", True),
        ("Oman stopped bombing Aden on Monday.", False),
        ("Oman halted its strikes on Aden.", False),
        ("Oman ordered its pilots to stop bombing Aden.", False),
        ("Oman did not bomb Aden.", False),
        ("When Oman stopped bombing Aden, Peru sent an envoy.", False),
        ("Peru will send an envoy once Oman stops bombing Aden.", True),
        ("Peru will not talk unless Oman stops bombing Aden, which it did not strike on Monday.", False),
    ],
)
def test_what_is_only_asked_or_waited_to_end_is_told_as_going_on(text: str, goes_on: bool) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.STRIKE, Status.NEGATED, actor=("OM",))
    assert (with_ongoing(reading(doc), (claim,))[0].status is Status.ASSERTED) is goes_on


def test_a_negated_pact_is_left() -> None:
    doc = doc_from("Peru will not talk unless Oman stops the truce.")
    claim = one_claim(doc, ClaimType.AGREEMENT, Status.NEGATED, actor=("OM",))
    assert with_ongoing(reading(doc), (claim,)) == (claim,)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Peru demanded a halt to Omani military exercises.", ClaimType.EXERCISE, Status.ASSERTED),
        ("Oman ordered a halt to its military exercises.", ClaimType.EXERCISE, Status.NEGATED),
        ("Peru called for an end to Omani strikes on Aden.", ClaimType.STRIKE, Status.ASSERTED),
        ("Lawmakers proposed measures including a halt to arms sales to Chad.", ClaimType.ARMS_TRANSFER, Status.POSSIBLE),
        ("Oman announced a halt to arms sales to Chad.", ClaimType.ARMS_TRANSFER, Status.NEGATED),
    ],
)
def test_a_halt_that_is_only_demanded_has_halted_nothing(text: str, kind: ClaimType, status: Status) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.NEGATED, actor=("OM",))
    assert with_ongoing(reading(doc), (claim,))[0].status is status


def test_strikes_that_somebody_wants_ended_are_no_mere_possibility() -> None:
    doc = doc_from("Peru demanded an end to Omani air strikes on Aden.")
    claim = one_claim(doc, ClaimType.STRIKE, Status.POSSIBLE, actor=("OM",))
    assert with_ongoing(reading(doc), (claim,))[0].status is Status.ASSERTED
