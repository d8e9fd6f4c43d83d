"""Flights that crossed no border, by the story itself, are no incursions."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim, whole_claim

from bot.extract.rules.firm.unentered import without_entries
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

INCURSION, DEPLOYMENT = ClaimType.INCURSION, ClaimType.DEPLOYMENT


@pytest.mark.parametrize(
    ("text", "more", "told"),
    [
        ("Two Russian bombers flew along the coast of Norway.", "The aircraft did not enter Norwegian airspace.", DEPLOYMENT),
        ("Chinese ships sailed through the strait near Japan.", "No violation of Japanese waters occurred.", DEPLOYMENT),
        ("A Russian patrol plane passed Iceland.", "It remained in international airspace, Reykjavik said.", DEPLOYMENT),
        ("Two Russian bombers flew along the coast of Norway.", "Norway protested.", INCURSION),
        ("Russian jets flew close passes by a Danish ship.", "The ship was in international waters, Copenhagen said.", INCURSION),
        ("Two Russian bombers violated the airspace of Norway.", "They did not enter Swedish airspace.", INCURSION),
        ("A Chinese ship sailed in the territorial waters of Japan.", "No violation of Japanese airspace occurred.", INCURSION),
    ],
)
def test_what_crossed_no_border_is_no_incursion(text: str, more: str, told: ClaimType) -> None:
    doc = doc_from(f"{text} {more}")
    claim = one_claim(doc, INCURSION, Status.ASSERTED, actor=("RU",), target=("NO",))
    assert without_entries(reading(doc), (claim,))[0].type is told


def test_the_denied_incursion_itself_stays() -> None:
    doc = doc_from("The jets did not enter Swedish airspace.")
    claim = one_claim(doc, INCURSION, Status.NEGATED, actor=("RU",), target=("SE",))
    assert without_entries(reading(doc), (claim,)) == (claim,)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Norway intercepts both over the sea.", False),
        ("Norway intercepted all of them.", False),
        ("Norway intercepted two Russian jets.", True),
        ("A Russian jet intercepted it over the sea.", True),
        ("Russian jets entered the airspace of Norway and Norway intercepted both.", True),
    ],
)
def test_what_was_told_before_and_is_intercepted_is_no_entry(text: str, left: bool) -> None:
    doc = doc_from(text)
    claim = whole_claim(doc, INCURSION, Status.ASSERTED, actor=("NO",))
    assert bool(without_entries(reading(doc), (claim,))) is left
