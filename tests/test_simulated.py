"""What is only simulated is a drill; what was fired stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import doc_from, extractor, one_claim

from bot.extract.rules.firm.simulated import with_simulated
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status, Story

TEST, LAUNCH, STRIKE, DRILL = ClaimType.WEAPON_TEST, ClaimType.MISSILE_LAUNCH, ClaimType.STRIKE, ClaimType.EXERCISE


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("The frigate tested its missiles off Peru using computer simulation.", TEST, DRILL),
        ("Crews practised electronic launches of Iskander missiles.", LAUNCH, DRILL),
        ("Jets of Chad carried out a mock attack on a desert base.", STRIKE, DRILL),
        ("The brigade simulated a strike on an airfield in Niger.", STRIKE, DRILL),
        ("The frigate tested its missiles off Peru on Friday.", TEST, TEST),
        ("Kenya fired a missile at a simulated ship off Lamu.", LAUNCH, LAUNCH),
        ("Jets of Chad carried out an attack on a desert base.", STRIKE, STRIKE),
    ],
)
def test_what_is_simulated_is_a_drill(text: str, kind: ClaimType, told: ClaimType) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("PE",))
    assert with_simulated(reading(doc), (claim,))[0].type is told


def test_a_drill_told_twice_by_it_is_told_once() -> None:
    doc = extractor().read(
        Story("s", "A long week", "The frigate of Peru carried out simulated missile launches.", datetime(2024, 5, 10, tzinfo=UTC))
    )[0]
    one = one_claim(doc, LAUNCH, Status.ASSERTED, actor=("PE",), confidence=0.4)
    drill = one_claim(doc, DRILL, Status.ASSERTED, actor=("PE",), confidence=0.6)
    assert with_simulated(reading(doc), (one, drill)) == (drill,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru's drill simulates a Chilean missile strike on Lima.", (DRILL, ("PE",))),
        ("Peru rehearsed its response to a Chilean missile strike on Lima.", (DRILL, ("PE",))),
        ("Peruvian soldiers trained for a Chilean attack on Lima.", (DRILL, ("PE",))),
        ("Peru trained its medics after a Chilean missile strike on Lima.", (STRIKE, ("CL",))),
        ("Peru condemned the response to a Chilean strike on Lima.", (STRIKE, ("CL",))),
        ("Chile, which trains pilots, carried out a missile strike on Lima.", (STRIKE, ("CL",))),
    ],
)
def test_whose_attack_is_only_imagined_holds_no_drill(text: str, told: tuple[ClaimType, tuple[str, ...]]) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, STRIKE, Status.ASSERTED, actor=("CL",), target=("PE",))
    (left,) = with_simulated(reading(doc), (claim,))
    assert (left.type, left.actor) == told
