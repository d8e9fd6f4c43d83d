"""Sentences that say themselves that they tell another event."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.candidates import Doc
from bot.extract.decode.separate import parted, separate
from bot.model import Story


@cache
def extractor() -> Extractor:
    return load(model=False)


def read(text: str) -> Doc:
    return extractor().read(Story("s", "Talks", text, datetime(2024, 5, 8, tzinfo=UTC)))[0]


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        ("Separately, a mine killed two men near Lamu.", True),
        ("In another ambush, rebels shot a driver.", True),
        ("In a separate attack on Monday, a mine killed two men.", True),
        ("Elsewhere in the province, a mine killed two men.", True),
        ("In a separate statement, the army said ten men fell.", False),
        ("In another sign of strain, the army closed the road.", False),
        ("The rebels shot a driver in another town.", False),
    ],
)
def test_a_word_in_front_parts_two_events(second: str, apart: bool) -> None:
    doc = read(f"Rebels shelled a Kenyan camp on Tuesday. {second}")
    assert parted(doc, 1, 2) is apart
    assert separate(doc, {1}) == (frozenset({2}) if apart else frozenset())
    assert separate(doc, {2}) == frozenset()


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        ("Kenya had halted the sales last September.", True),
        ("Rebels had seized the camp in 2021.", True),
        ("Kenya had bought the boats in January.", True),
        ("Kenya said it had halted the sales last September.", False),
        ("Kenya had halted the sales on Monday.", False),
        ("Kenya halted the sales last September.", False),
    ],
)
def test_what_had_been_done_weeks_before_is_another_event(second: str, apart: bool) -> None:
    assert parted(read(f"Kenya ended its sales of boats to Chad. {second}"), 1, 2) is apart
