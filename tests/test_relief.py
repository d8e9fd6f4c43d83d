"""Forces that rescue people or fight a fire are deployed against nobody."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Doc
from bot.extract.rules.apart.relief import without_relief
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def read(text: str) -> Doc:
    return doc_from(text)


def told(text: str, kind: ClaimType = ClaimType.DEPLOYMENT) -> bool:
    doc = read(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("FJ",))
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
