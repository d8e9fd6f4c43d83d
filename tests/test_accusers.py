"""Who is accused does not say so; who accuses did not do it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.said.accusers import by_accusers
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status


def told(
    text: str, actor: tuple[str, ...], target: tuple[str, ...] = (), source: tuple[Speaker, ...] = (), status: Status = Status.ALLEGED
) -> Claim:
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.STRIKE, status, actor=actor, target=target, source=source)
    return by_accusers(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman's army was accused of a drone strike on a school.", ()),
        ("Oman's army accused of a drone strike on a school in Sur.", ()),
        ("Oman's army accused Yemen of a drone strike on a school.", ("Oman's army",)),
        ("Oman's army, accused of worse, said drones had struck a school.", ("Oman's army",)),
        ("Drones struck a school, Oman's army said.", ("Oman's army",)),
    ],
)
def test_who_is_accused_is_no_sayer(text: str, left: tuple[str, ...]) -> None:
    claim = told(text, ("OM",), source=(Speaker(None, "Oman's army", "OM"),))
    assert tuple(s.org for s in claim.source) == left


def test_who_accuses_beside_the_accused_is_who_says_so() -> None:
    claim = told("Yemen was accused by Muscat of a strike on Omani soil.", ("OM", "YE"))
    assert (claim.actor, tuple(s.org for s in claim.source)) == (("YE",), ("Muscat",))


def test_an_accuser_taken_for_the_doer_gives_way_to_the_accused() -> None:
    claim = told("Sanaa was accused by Oman of sending two drones at Muscat.", ("OM",), ("YE",), status=Status.ASSERTED)
    assert (claim.actor, claim.target, claim.status) == (("YE",), ("OM",), Status.ALLEGED)


def test_nothing_is_hit_but_what_is_told_of_the_accusers_ground() -> None:
    claim = told("Yemen was accused by Oman of shelling a hospital in Sudan.", ("OM",), ("YE", "SD"))
    assert (claim.actor, claim.target) == (("YE",), ("SD",))


@pytest.mark.parametrize(
    "text",
    [
        "Oman bombed a depot, and Muscat accused Yemen of arming the rebels.",
        "A depot was bombed by Oman, which accused Yemen of arming the rebels.",
        "Oman shelled the town.",
    ],
)
def test_who_accuses_and_acts_stays_the_doer(text: str) -> None:
    assert told(text, ("OM",), ("YE",)).actor == ("OM",)
