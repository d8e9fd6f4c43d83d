"""Who buys supplies nobody."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.bought import with_bought
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

SALE, ORDER = ClaimType.ARMS_TRANSFER, ClaimType.PROCUREMENT
Sides = tuple[str, ...]


def told(text: str, actor: Sides, target: Sides, *kinds: ClaimType) -> list[tuple[ClaimType, Sides, Sides]]:
    doc = doc_from(text)
    claims = [one_claim(doc, k, Status.PLANNED, actor=actor, target=target) for k in kinds]
    return [(c.type, c.actor, c.target) for c in with_bought(reading(doc), claims)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The army of Chad will buy 12 jets for 2 billion euros.", (ORDER, ("TD",), ())),
        ("Chad ordered 12 jets on Friday.", (ORDER, ("TD",), ())),
        ("Chad acquires 12 jets from Oman.", (SALE, ("OM",), ("TD",))),
        ("Chad sent 12 jets.", (SALE, ("TD",), ())),
        ("Oman said that Chad sold jets it had bought.", (SALE, ("TD",), ())),
        ("Twelve jets were bought by Oman, which Chad had built.", (SALE, ("TD",), ())),
    ],
)
def test_a_buyer_alone_is_no_supplier(text: str, right: tuple[ClaimType, Sides, Sides]) -> None:
    assert told(text, ("TD",), (), SALE) == [right]


def test_a_transfer_to_somebody_is_one() -> None:
    assert told("Chad buys 12 tanks for Oman.", ("TD",), ("OM",), SALE) == [(SALE, ("TD",), ("OM",))]


def test_what_is_an_order_already_is_told_once() -> None:
    assert told("Chad ordered 12 jets on Friday.", ("TD",), (), SALE, ORDER) == [(ORDER, ("TD",), ())]
