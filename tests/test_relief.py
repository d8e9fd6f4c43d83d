"""Forces that rescue people or fight a fire are deployed against nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.candidates import Doc
from bot.extract.rules.apart.relief import without_relief
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


def read(text: str) -> Doc:
    return extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]


def told(text: str, kind: ClaimType = ClaimType.DEPLOYMENT) -> bool:
    doc = read(text)
    said = doc.sentences[1].said
    claim = Claim(kind, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("FJ",))
    return bool(without_relief(reading(doc), (claim,)))


@pytest.mark.parametrize(
    "text",
    [
        "Fiji deployed troops and helicopters for rescue work after the cyclone.",
        "Fiji sent 400 soldiers and two helicopters for relief operations in the north.",
        "Fiji sent 300 more soldiers on Monday to battle wildfires.",
        "Two warships were deployed for disaster relief in Tonga.",
    ],
)
def test_forces_that_help_are_no_deployment(text):
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fiji sent 300 soldiers on Monday to fight rebels in the north.",
        "Fiji deployed 400 soldiers on the border after the earthquake.",
        "Fiji deployed troops for a drill with Tonga.",
        "Fiji deployed troops near the camp, where aid workers carried out relief work.",
    ],
)
def test_forces_that_do_not_stay(text):
    assert told(text)


def test_other_events_stay():
    assert told("Fiji deployed troops for rescue work after the strike.", ClaimType.STRIKE)
