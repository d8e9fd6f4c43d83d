"""A denied hindrance denies no event."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, doc_from, one_claim, reader

from bot.extract.rules.firm.unhindered import with_unhindered
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status, Story

PACT, STRIKE, SUPPLY = ClaimType.AGREEMENT, ClaimType.STRIKE, ClaimType.ARMS_TRANSFER


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Peru does not believe that Oman is standing in the way of a truce.", PACT, Status.POSSIBLE),
        ("Peru does not believe that Oman is delaying or blocking a truce.", PACT, Status.POSSIBLE),
        ("Oman is no obstacle to a truce with Yemen.", PACT, Status.POSSIBLE),
        ("Oman said it would not block the sale of tanks to Peru.", SUPPLY, Status.POSSIBLE),
        ("Oman has not stopped bombing Yemen.", STRIKE, Status.ASSERTED),
        ("Nothing will stop Oman from bombing Yemen.", STRIKE, Status.ASSERTED),
        ("Oman denied blocking a truce with Yemen.", PACT, Status.POSSIBLE),
        ("Oman denied that it had halted arms deliveries to Yemen.", SUPPLY, Status.POSSIBLE),
        ("Oman said arms deliveries to Yemen were not suspended.", SUPPLY, Status.POSSIBLE),
        ("Oman has not signed a truce with Yemen.", PACT, Status.NEGATED),
        ("Oman is blocking a truce with Yemen.", PACT, Status.NEGATED),
        ("Oman did not sign a truce, and Peru does not believe it is blocking a ceasefire.", PACT, Status.NEGATED),
        ("Peru urged Oman not to sell tanks to Chad.", SUPPLY, Status.POSSIBLE),
        ("Oman decided not to sell tanks to Chad.", SUPPLY, Status.NEGATED),
    ],
)
def test_only_what_is_denied_itself_stays_negated(text: str, kind: ClaimType, status: Status) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.NEGATED, actor=("OM",))
    assert with_unhindered(reading(doc), (claim,))[0].status is status


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("This is not a blanket order to strike the Taliban.", 0),
        ("There is no blanket order to strike the Taliban.", 0),
        ("This is not an order to strike the Taliban.", 1),
        ("Oman did not strike the Taliban.", 1),
    ],
)
def test_what_is_only_said_not_to_be_all_out_is_no_claim(text: str, left: int) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, STRIKE, Status.NEGATED, actor=("OM",))
    assert len(with_unhindered(reading(doc), (claim,))) == left


def test_what_is_told_as_possible_already_is_told_once() -> None:
    doc = doc_from("Peru does not believe that Oman is standing in the way of a truce.")
    told = one_claim(doc, PACT, Status.POSSIBLE, actor=("OM", "YE"))
    again = one_claim(doc, PACT, Status.NEGATED, actor=("OM",))
    assert with_unhindered(reading(doc), (told, again)) == (told,)


def test_to_reject_a_charge_is_a_denial() -> None:
    doc = doc_from("Oman rejected Peruvian charges that it was bombing civilians.")
    claim = one_claim(doc, STRIKE, Status.DENIED, actor=("OM",))
    assert with_unhindered(reading(doc), (claim,)) == (claim,)


def test_who_denies_that_he_rejected_a_truce_plans_none() -> None:
    text = "Hamas denied on Sunday that it had rejected a ceasefire proposal."
    truces = reader().claims(Story("s", "Hamas says it has not rejected truce", text, DAY))
    assert not [c for c in truces if c.post]
    accepted = reader().claims(Story("s", "Hamas accepts truce", "Hamas said on Sunday it had accepted a ceasefire proposal.", DAY))
    assert [c.type for c in accepted if c.post] == [ClaimType.AGREEMENT]
