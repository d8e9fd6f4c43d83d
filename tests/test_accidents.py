"""Gas in a mine explodes by itself, and no blast is its owner's doing."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.accidents import without_accidents
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status


def told(text: str, actor: tuple[str, ...] = (), kind: ClaimType = ClaimType.STRIKE) -> tuple[Claim, ...]:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=actor)
    return without_accidents(reading(doc), (claim,))


@pytest.mark.parametrize(
    "text",
    [
        "A gas explosion in Bosso killed nine.",
        "Blast at coal mine in Chad kills 41",
        "Chad's Bosso coal mine explosion kills 41",
        "Fireworks blast kills four in Bosso",
        "Chad's Bosso mine blast kills 46 miners",
    ],
)
def test_what_explodes_by_itself_is_no_strike(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A landmine blast killed four soldiers in Bosso.",
        "Rebels bombed a coal mine in Chad.",
        "A car bomb explosion at a market killed nine.",
        "A drone strike set off a gas explosion in Bosso.",
        "An explosion at an arms depot killed nine.",
    ],
)
def test_a_strike_is_left(text: str) -> None:
    assert len(told(text)) == 1


def test_whose_place_blew_up_did_not_do_it() -> None:
    assert told("Chad's depot blast kills nine", ("TD",))[0].actor == ()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Chad's army bombed a depot, and the blast killed nine.", ("TD",)),
        ("Chad's air strikes on Niger's depot kill nine", ("TD",)),
        ("Rebels set off a blast at Chad's depot.", ("rebels",)),
    ],
)
def test_who_strikes_is_left(text: str, actor: tuple[str, ...]) -> None:
    assert told(text, actor)[0].actor == actor


def test_other_types_are_left() -> None:
    assert len(told("A gas explosion in Bosso killed nine.", kind=ClaimType.SEIZURE)) == 1
