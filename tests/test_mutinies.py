"""Soldiers who rise against their state are not that state."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.firm.mutinies import without_mutinies
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def sides(text: str, target: tuple[str, ...] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = doc_from(text)
    claim = whole_claim(doc, ClaimType.GROUND_COMBAT, Status.ASSERTED, actor=("TD",), target=target)
    left = without_mutinies(reading(doc), (claim,))[0]
    return left.actor, left.target


@pytest.mark.parametrize(
    "text",
    [
        "Sixty people were killed in fighting after a faction of the Chadian army tried to seize power.",
        "Rebel soldiers clashed in the Chadian capital on Friday.",
        "A failed coup gripped Chad. Sixty people were killed in clashes.",
    ],
)
def test_who_rises_against_his_state_is_not_the_state(text: str) -> None:
    assert sides(text) == ((), ("TD",))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Chadian forces attacked a village.", ()),
        ("The president used a failed coup to jail his foes. The army began an offensive in Niger.", ()),
        ("Chadian forces loyal to the president fought rebel soldiers after a coup.", ()),
        ("After a coup in Niger, Chadian troops attacked a village.", ()),
        ("A coup failed as Chadian troops fought Boko Haram.", ("boko_haram",)),
    ],
)
def test_the_state_that_fights_is_left(text: str, target: tuple[str, ...]) -> None:
    assert sides(text, target) == (("TD",), target)
