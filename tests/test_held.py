"""Whose boats and men are held or freed had come too near, and not who holds them."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.doers.held import with_held
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def sides(text: str, target: tuple[str, ...] = ("TD",)) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = doc_from(text)
    claim = with_held(reading(doc), (one_claim(doc, ClaimType.INCURSION, Status.ALLEGED, actor=("OM",), target=target),))[0]
    return claim.actor, claim.target


@pytest.mark.parametrize(
    "text",
    [
        "Oman seized two Chadian boats because of what it called trespassing in its waters.",
        "Two Chadian patrol boats were detained by Oman after they entered its waters.",
        "Oman freed ten Chadian sailors, who it said had entered its waters.",
    ],
)
def test_whose_boats_are_held_had_come_too_near(text: str) -> None:
    assert sides(text) == (("TD",), ("OM",))


@pytest.mark.parametrize(
    "text",
    [
        "Omani boats entered the waters of Chad.",
        "Omani boats entered Chadian waters and seized a Chadian boat.",
        "Oman seized two boats after Chad's protest over its waters.",
        "Chad seized two Omani boats in its waters.",
    ],
)
def test_who_came_too_near_is_left(text: str) -> None:
    assert sides(text) == (("OM",), ("TD",))
