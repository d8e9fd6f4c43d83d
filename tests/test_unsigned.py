"""Ways of speaking are no pacts, and arms deals of one state are its orders."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.unsigned import without_unsigned
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Status

AGREEMENT, ORDER = ClaimType.AGREEMENT, ClaimType.PROCUREMENT


@pytest.mark.parametrize(
    ("text", "actor", "told"),
    [
        ("The flight was led by pilots in agreement with the air force of Oman.", ("OM", "KE"), ()),
        ("The accord of Oman and Kenya falls short of a defence pact.", ("OM", "KE"), (AGREEMENT,)),
        ("What Oman offers falls short of a defence pact.", ("OM",), ()),
        ("The jets left in May by agreement with Oman.", ("OM",), ()),
        ("Chad signed a series of arms deals worth two billion dollars.", ("TD",), (ORDER,)),
        ("Chad closed weapons agreements for its army.", ("TD",), (ORDER,)),
        ("Chad quit the missile deal on Monday.", ("TD",), (AGREEMENT,)),
        ("Chad and Mali signed a series of arms deals.", ("TD", "ML"), (AGREEMENT,)),
        ("Chad signed a defence pact on Monday.", ("TD",), (AGREEMENT,)),
        ("Kenya and Oman reached an agreement with the rebels.", ("KE", "OM"), (AGREEMENT,)),
    ],
)
def test_what_is_called_a_pact_is_one(text: str, actor: tuple[str, ...], told: tuple[ClaimType, ...]) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, AGREEMENT, Status.ASSERTED, actor=actor)
    assert tuple(c.type for c in without_unsigned(reading(doc), (claim,))) == told


def test_an_order_told_as_a_transfer_to_nobody_is_told_once() -> None:
    text = "Chad signed arms deals for 12 tanks."
    doc = doc_from(text)
    said = doc.sentences[1].said
    pact = one_claim(doc, AGREEMENT, Status.ASSERTED, actor=("TD",))
    sent = Claim(
        ClaimType.ARMS_TRANSFER, Status.PLANNED, (said,), (doc.story.cut(said),), actor=("TD",), item=(Item(Category.TANK, "tanks"),)
    )
    (order,) = without_unsigned(reading(doc), (pact, sent))
    assert (order.type, [i.text for i in order.item]) == (ORDER, ["tanks"])
