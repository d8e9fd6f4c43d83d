"""Who is named only where it is not known who did it is no doer."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.beside.unsettled import without_unsettled
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def doers(text: str) -> tuple[str, ...]:
    doc = doc_from(text)
    return without_unsettled(reading(doc), (whole_claim(doc, ClaimType.STRIKE, Status.ALLEGED, actor=("RU", "TD")),))[0].actor


@pytest.mark.parametrize(
    "text",
    [
        "Planes bombed a town on Friday. It did not say whether the planes were Russian or the Chadian army's.",
        "The Chadian Observatory says planes bombed a town. It did not say whether they were Russian or the Chadian army's.",
        "A drone hit a base. It was unclear whether Russia or Chad had sent it.",
        "A drone hit a base. The monitor said it was not known if Chad or Russia had sent it.",
    ],
)
def test_none_of_those_who_may_have_done_it_is_told_as_the_doer(text: str) -> None:
    assert doers(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Russian and Chadian jets bombed a town on Friday. It did not say whether anybody was hurt.",
        "Russia said that Chadian jets bombed a town.",
        "After the raid it is unclear whether Chadian or Russian forces will go on to the capital.",
    ],
)
def test_who_is_told_to_have_done_it_is_left(text: str) -> None:
    assert doers(text) == ("RU", "TD")


def test_of_two_only_he_is_left_whom_the_sentences_name_elsewhere() -> None:
    assert doers("Chadian jets bombed a town. It did not say whether Russia or Chad had asked for it.") == ("TD",)
