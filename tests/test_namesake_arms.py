"""A group's name before "arms supplies" tells not whether it gives or gets them."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.namesakes import without_namesakes
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

RSF = ("rapid_support_forces",)


def sides(text: str, actor: tuple[str, ...] = RSF, kind: ClaimType = ClaimType.ARMS_TRANSFER) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ALLEGED, actor=actor, target=("SD",))
    (told,) = without_namesakes(reading(doc), (claim,))
    return told.actor, told.target


@pytest.mark.parametrize(
    "text",
    [
        "Sudan cut ties with Chad over alleged RSF arms supplies.",
        "The UN is looking into RSF weapons shipments.",
        "Sudan complained about RSF drone deliveries through Chad.",
    ],
)
def test_who_is_only_named_before_supplies_is_neither(text: str) -> None:
    assert sides(text) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "Sudan condemned RSF arms supplies to rebels in Chad.",
        "The RSF supplied arms to rebels in Chad.",
        "The RSF said RSF arms supplies had ended.",
        "RSF arms dealers sold rifles in Chad.",
    ],
)
def test_who_supplies_is_left(text: str) -> None:
    assert sides(text) == (RSF, ("SD",))


def test_a_state_and_other_types_are_left() -> None:
    assert sides("Sudan complained about Chadian arms supplies.", ("TD",)) == (("TD",), ("SD",))
    assert sides("Sudan complained about RSF arms supplies.", kind=ClaimType.SEIZURE) == (RSF, ("SD",))
