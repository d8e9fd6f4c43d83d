"""The sum that a strike's dead bring a toll to is not the strike's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Kind
from bot.extract.rules.apart.running import with_own_dead
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Span, Status


def killed(text: str, told: str) -> int | None:
    """How many a strike still tells of as killed that had a number of its sentence."""
    doc = doc_from(text)
    toll = next(m for m in doc.mentions if m.kind is Kind.CASUALTIES and m.text == told)
    claim = one_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=("TD",), casualties=toll.casualties)
    claim = replace(claim, spans=(("casualties", (Span(toll.start, toll.end),)),))
    (left,) = with_own_dead(reading(doc), (claim,))
    assert (left.casualties is None) is ("casualties" not in dict(left.spans))
    return left.casualties.killed_min if left.casualties else None


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("The army killed 3 men in a strike on a boat, bringing the toll to at least 83.", "at least 83", 3),
        ("Bringing the death toll since October to 36, two reporters were killed in a strike.", "36", 2),
        ("Two reporters were killed in a strike, taking to 36 the number killed since October.", "36", 2),
        ("A strike killed 12 people, raising the overall death toll to 34,904.", "34,904", 12),
        ("A wounded guard died on Friday, bringing the toll since March to 40.", "40", None),
    ],
)
def test_a_strike_has_its_own_dead_and_not_the_sum(text: str, told: str, left: int | None) -> None:
    assert killed(text, told) == left


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two more bodies were pulled from the rubble, bringing the toll to 17.", "17"),
        ("A wounded woman died on Friday, bringing the death toll from the attack to six.", "six"),
        ("The death toll from the strike rose to 17.", "17"),
        ("The strike killed 17 people and took the number of wounded to 40.", "17"),
        ("Rescuers said the strike killed two more children, bringing the toll to 17.", "17"),
    ],
)
def test_a_toll_that_grows_is_its_strikes(text: str, told: str) -> None:
    assert killed(text, told) == int({"six": 6, "17": 17}[told])
