"""Craft that are called shot down were their owner's, who did not shoot."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.doers.lost import by_lost
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

Sides = tuple[tuple[str, ...], tuple[str, ...]]
NOBODY: tuple[str, ...] = ()


def told(title: str, actor: tuple[str, ...], target: tuple[str, ...] = (), kind: ClaimType = ClaimType.INTERCEPTION) -> Sides:
    doc = doc_from("It was a long week.", title)
    said = (doc.sentences[0].said,)
    claim = Claim(kind, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), actor=actor, target=target)
    (left,) = by_lost(reading(doc), (claim,))
    return left.actor, left.target


@pytest.mark.parametrize(
    ("title", "doers"),
    [
        ("Chad says Sudanese drone shot down over Tina", ("TD",)),
        ("Chadian army says Sudanese drone shot down over Tina", ("TD",)),
        ("Separatists say Sudanese jet shot down near Tina", NOBODY),
        ("Sudanese drone shot down over Tina, Chadian officials say", NOBODY),
        ("Official says Sudanese drone shot down over Chad", NOBODY),
        ("Abkhazia says Sudanese drone downed near Tina", NOBODY),
        ("Sudanese helicopter was shot down near Tina", NOBODY),
    ],
)
def test_whose_craft_is_shot_down_did_not_shoot(title: str, doers: tuple[str, ...]) -> None:
    assert told(title, ("SD",)) == (doers, ("SD",))


@pytest.mark.parametrize(
    ("title", "actor", "target"),
    [
        ("Sudanese drone shot down Chadian helicopter", ("SD",), ("TD",)),
        ("Sudanese jets shot down three drones over Tina", ("SD",), NOBODY),
        ("Sudanese drone shot down by Chad over Tina", ("TD",), ("SD",)),
        ("Chad shoots down Sudanese drone over Tina", ("TD",), ("SD",)),
        ("Chad says Sudanese drone shot down over Tina", ("TD",), ("SD",)),
        ("Sudanese air defences shot down a drone over Tina", ("SD",), NOBODY),
        ("Sudanese soldier shot near Tina", ("SD",), NOBODY),
    ],
)
def test_who_shoots_stays(title: str, actor: tuple[str, ...], target: tuple[str, ...]) -> None:
    assert told(title, actor, target) == (actor, target)


def test_other_events_stay() -> None:
    assert told("Chad says Sudanese drone shot down over Tina", ("SD",), kind=ClaimType.INCURSION) == (("SD",), NOBODY)
