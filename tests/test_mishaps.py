"""Who puts a crash down to a fault says that nobody shot it down."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.said.mishaps import without_mishaps
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status

REBELS, ARMY = Speaker(None, "rebels", "rebels"), Speaker(None, "army", "TD")


def told(text: str, *source: Speaker, actor: tuple[str, ...] = ("rebels",), kind: ClaimType = ClaimType.INTERCEPTION) -> Claim:
    doc = doc_from(text)
    spans = tuple(s.said for s in doc.sentences if s.index > 0)
    claim = Claim(kind, Status.ASSERTED, spans, tuple(doc.story.cut(s) for s in spans), actor=actor, source=source)
    return without_mishaps(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said they shot down a jet. The army blamed engine failure.",
        "The rebels said they shot down a jet. The army said the jet crashed because of bad weather.",
        "The rebels said they shot down a jet. The army cited a technical fault.",
        "The rebels said they shot down a jet. The army said it was an accident.",
    ],
)
def test_who_speaks_of_a_fault_is_no_sayer_of_a_downing(text: str) -> None:
    assert told(text, REBELS, ARMY).source == (REBELS,)
    assert told(text, ARMY).source == ()


def test_who_speaks_of_a_mere_crash_did_not_down_it() -> None:
    claim = told("The army said the drone crashed, rebels said they shot it down.", ARMY, actor=("TD",))
    assert (claim.actor, claim.source) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "The army said the jet crashed after rebels shot it down.",
        "The army said its men had downed a jet.",
        "The army said a missile hit the engine of the jet.",
        "The army said rebels were to blame.",
        "The army said five drones crashed, and it shot down 30.",
        "The army said the drone was jammed and crashed.",
        "The army said it intercepted a drone that crashed.",
        "The army denied an accident.",
    ],
)
def test_who_speaks_of_a_downing_is_left(text: str) -> None:
    assert told(text, ARMY).source == (ARMY,)


def test_another_sayer_and_other_types_are_left() -> None:
    text = "The rebels said they shot down a jet. The army blamed engine failure."
    assert told(text, REBELS).source == (REBELS,)
    assert told(text, ARMY, kind=ClaimType.STRIKE).source == (ARMY,)
