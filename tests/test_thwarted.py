"""Who thwarts an attack does not strike."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.beside.thwarted import without_thwarted
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Status


@pytest.mark.parametrize(
    ("text", "thing", "told"),
    [
        ("The army of Iraq thwarted several drone attacks on the base.", Category.DRONE, [ClaimType.INTERCEPTION]),
        ("Iraq repelled a missile attack on Friday.", Category.MISSILE, [ClaimType.INTERCEPTION]),
        ("Iraq foiled a bomb attack on a market.", Category.EXPLOSIVE, []),
        ("Drone attacks on the base were thwarted by Iraq.", Category.DRONE, [ClaimType.INTERCEPTION]),
        ("Iraq launched several drone attacks on the base.", Category.DRONE, [ClaimType.STRIKE]),
        ("Iraq attacked the base after Iran thwarted a raid.", Category.DRONE, [ClaimType.STRIKE]),
    ],
)
def test_who_thwarts_an_attack_does_not_strike(text: str, thing: Category, told: list[ClaimType]) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=("IQ",), item=(Item(thing, thing.value),))
    assert [c.type for c in without_thwarted(reading(doc), (claim,))] == told


def thwarted(text: str, actor: tuple[str, ...], kind: ClaimType = ClaimType.STRIKE, status: Status = Status.ASSERTED) -> list[Claim]:
    doc = doc_from(text)
    return list(without_thwarted(reading(doc), (one_claim(doc, kind, status, actor=actor),)))


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("Omani police thwarted a planned Iranian missile strike on a power plant.", ("IR",), ("IR",)),
        ("Oman said it had averted an Iranian plot to bomb an embassy.", ("OM",), ("IR",)),
        ("An attempted Iranian attack on the port was prevented by Oman.", ("OM", "IR"), ("IR",)),
        ("An Iranian attempt to carry out a bomb attack in Muscat failed.", ("IR",), ("IR",)),
        ("Oman disrupted a plan of attack on its navy.", (), ()),
    ],
)
def test_what_was_only_meant_and_thwarted_came_to_nothing_and_is_of_those_whose_it_was(
    text: str, actor: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert [(c.status, c.actor) for c in thwarted(text, actor)] == [(Status.NEGATED, left)]
    assert [c.status for c in thwarted(text, actor, status=Status.PLANNED)] == [Status.NEGATED]


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("An Omani destroyer foiled a Houthi missile attack on a tanker.", ("OM", "houthis"), ("houthis",)),
        ("Iranian attack on tanker foiled, Oman says", ("IR",), ("IR",)),
        ("Omani police averted a bomb attack on a market.", ("islamic_state",), ("islamic_state",)),
    ],
)
def test_what_was_stopped_on_its_way_is_told_of_the_others_and_not_posted(text: str, actor: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert [(c.status, c.actor, c.background) for c in thwarted(text, actor)] == [(Status.ASSERTED, left, True)]


def test_who_foils_smuggling_does_not_supply() -> None:
    (claim,) = thwarted("Oman foiled an attempt to smuggle Iranian weapons to rebels.", ("OM",), ClaimType.ARMS_TRANSFER)
    assert (claim.status, claim.actor) == (Status.NEGATED, ())


@pytest.mark.parametrize(
    "text",
    [
        "Oman failed to thwart an Iranian attack on its port.",
        "Ships were sent to prevent an Iranian attack on the port.",
        "Oman could have averted the Iranian attack on its port.",
        "Oman repelled an Iranian attack on its port.",
        "An Iranian attack on the port failed to stop the talks.",
        "Iran attacked the port after a plot was foiled.",
        "Oman thwarted one Iranian attack, but another attack hit the port.",
    ],
)
def test_what_was_not_thwarted_or_only_beaten_back_stands(text: str) -> None:
    assert [(c.status, c.actor, c.background) for c in thwarted(text, ("IR",))] == [(Status.ASSERTED, ("IR",), False)]


def test_what_is_thwarted_on_the_ground_was_fought_for() -> None:
    (claim,) = thwarted("Oman thwarted an Iranian assault on the base.", ("IR",), ClaimType.GROUND_COMBAT)
    assert claim.status is Status.ASSERTED
