"""A deal has a sum; an attack has none, nor has one jet of many the deal's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Kind
from bot.extract.rules.apart.prices import without_prices
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Span, Status

ORDER, STRIKE = ClaimType.PROCUREMENT, ClaimType.STRIKE


@pytest.mark.parametrize(
    ("text", "kind", "stays"),
    [
        ("Oman ordered 12 jets for $900 million.", ORDER, True),
        ("Oman ordered 12 jets worth up to $900 million over five years.", ORDER, True),
        ("Oman spends $900 million per year on jets.", ORDER, True),
        ("Oman ordered 12 jets, each costing $75 million.", ORDER, False),
        ("Oman ordered 12 jets at $75 million apiece.", ORDER, False),
        ("Oman ordered 12 jets at $75 million per plane.", ORDER, False),
        ("Oman ordered 12 jets at a unit price of about $75 million.", ORDER, False),
        ("Oman ordered five systems, whose cost rises by up to $900 million.", ORDER, False),
        ("Oman ordered 12 jets to be built by 2029 for $900 million.", ORDER, True),
        ("Oman sank a ship worth $65 million.", STRIKE, False),
        ("Oman gave Chad 12 jets worth $900 million.", ClaimType.ARMS_TRANSFER, True),
    ],
)
def test_a_sum_is_that_of_a_whole_deal(text: str, kind: ClaimType, stays: bool) -> None:
    doc = doc_from(text)
    told = next(m for m in doc.mentions if m.kind is Kind.MONEY)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("OM",), money=told.money)
    claim = replace(claim, spans=(("money", (Span(told.start, told.end),)),))
    (left,) = without_prices(reading(doc), (claim,))
    assert (left.money is not None) is stays
    assert ("money" in dict(left.spans)) is stays
