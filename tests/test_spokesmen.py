"""Whose spokesman speaks does not speak himself."""

from __future__ import annotations

import pytest
from fakes.unread import UNREAD

from bot.extract.rules.said.spokesmen import by_spokesmen
from bot.model import Claim, ClaimType, Span, Speaker, Status


def left(quote: str, *told: Speaker) -> tuple[Speaker, ...]:
    claim = Claim(ClaimType.STRIKE, Status.ALLEGED, (Span(0, len(quote)),), (quote,), source=told)
    return by_spokesmen(UNREAD, (claim,))[0].source


DOE = Speaker("Jane Doe", "president", "OM")


@pytest.mark.parametrize("office", ["Doe's spokesman", "Doe’s office", "President Jane Doe's adviser", "Jane Doe's defence minister"])
def test_whose_spokesman_speaks_is_no_sayer(office: str) -> None:
    who = Speaker(None, office, "OM")
    assert left(f"{office} said Chad had shelled the town.", DOE, who) == (who,)
    assert left(f"{office} said Chad had shelled the town.", who, DOE) == (who,)


def test_a_spokesman_is_not_called_by_the_name_of_whom_he_speaks_for() -> None:
    assert left("Jane Doe's spokesman said so.", Speaker("Jane Doe", "Jane Doe's spokesman")) == (Speaker(None, "Jane Doe's spokesman"),)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Doe's office and Doe herself said so.", (DOE, Speaker(None, "Doe's office", "OM"))),
        ("President Jane Doe said so.", (DOE,)),
        ("Jane Doe and the army's spokesman said so.", (DOE, Speaker(None, "army's spokesman", "OM"))),
        ("Ada Roe, Doe's spokeswoman, said so.", (Speaker("Ada Roe", "Doe's spokeswoman"),)),
        ("Oman's army said so.", (Speaker(None, "Oman's army", "OM"), Speaker(None, "Oman", "OM"))),
    ],
)
def test_other_sayers_stay(quote: str, told: tuple[Speaker, ...]) -> None:
    assert left(quote, *told) == told


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("A spokesman for President Jane Doe called on the rebels to talk.", Speaker(None, "spokesman for President Jane Doe", "OM")),
        ("An aide to Doe said so.", Speaker(None, "aide to Doe", "OM")),
        ("Doe said so, and a spokesman for Doe gave the toll.", DOE),
    ],
)
def test_a_spokesman_for_somebody_speaks_in_his_place(quote: str, found: Speaker) -> None:
    assert left(quote, DOE) == (found,)
