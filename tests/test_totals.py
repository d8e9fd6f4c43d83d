"""The toll of a war is no attack's, and the toll of weeks is no day's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fakes.sentence import extractor

from bot.extract.candidates import Kind
from bot.extract.rules.apart.totals import without_totals
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Days, Span, Status, Story

DAY = Days(date(2024, 5, 6), date(2024, 5, 6))
WEEKS = Days(date(2024, 4, 8), date(2024, 5, 6))


def killed(text: str, when: Days | None = DAY, *, background: bool = False) -> int | None:
    """How many a claim of all sentences still tells of as killed, having told the first toll in them."""
    doc = extractor().read(Story("s", "Talks", text, datetime(2024, 5, 8, tzinfo=UTC)))[0]
    said = tuple(s.said for s in doc.sentences if s.index)
    toll = next(m for m in doc.mentions if m.kind is Kind.CASUALTIES)
    claim = Claim(ClaimType.STRIKE, Status.ASSERTED, said, tuple(doc.story.cut(s) for s in said), importance=3)
    claim = replace(
        claim, date=when, background=background, casualties=toll.casualties, spans=(("casualties", (Span(toll.start, toll.end),)),)
    )
    (left,) = without_totals(reading(doc), (claim,))
    assert (left.casualties is None) is ("casualties" not in dict(left.spans))
    return left.casualties.killed_min if left.casualties else None


@pytest.mark.parametrize(
    "text",
    [
        "Peru shelled Talara. The raid is one of the largest in a three-year war that has killed 150,000 people.",
        "Peru shelled Talara. The conflict has killed 37,000 people.",
        "Peru shelled Talara. More than 40,000 people have died in the insurgency.",
        "Peru shelled Talara. More than 40,000 people have died since the group took up arms in 1984.",
        "Peru shelled Talara. Some 900 people have been killed since 2011.",
    ],
)
def test_the_toll_of_a_war_is_no_attacks(text: str) -> None:
    assert killed(text) is None
    assert killed(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "Peru entered Talara after five weeks of clashes, which have claimed 130 civilian lives.",
        "Peru shelled Talara. At least 240 people have been killed in shelling there over the past two months.",
        "Peru shelled Talara. At least 240 people have been killed in eight days.",
        "Peru shelled Talara. Some 500 people have been killed there since January.",
    ],
)
def test_the_toll_of_weeks_is_no_days(text: str) -> None:
    assert killed(text) is None


def test_the_toll_of_weeks_is_that_of_weeks() -> None:
    text = "Peru shelled Talara for weeks. At least 240 people have been killed in twenty days."
    assert killed(text, WEEKS) == 240
    assert killed(text, None) == 240


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Peru killed 23 villagers on Monday in one of the worst attacks of the war.", 23),
        ("Peru shelled Talara on Monday. The raid killed 12 people, the second this year.", 12),
        ("Peru shelled Talara. 31 people were killed in two days.", 31),
        ("The war in Peru has killed 6,000 people.", 6000),
        ("The war in Peru goes on. It is a conflict that has killed 6,000 people.", 6000),
    ],
)
def test_the_toll_of_what_is_told_stays(text: str, count: int) -> None:
    assert killed(text) == count


def test_a_war_looked_back_on_has_its_toll() -> None:
    text = "Peru shelled Talara. The conflict has killed 37,000 people."
    assert killed(text, None, background=True) == 37_000
