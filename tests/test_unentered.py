"""Flights that crossed no border, by the story itself, are no incursions."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.firm.unentered import without_entries
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


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
    doc = extractor().read(Story("s", "A long week", f"{text} {more}", datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(INCURSION, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("RU",), target=("NO",))
    assert without_entries(reading(doc), (claim,))[0].type is told


def test_the_denied_incursion_itself_stays() -> None:
    doc = extractor().read(Story("s", "A long week", "The jets did not enter Swedish airspace.", datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(INCURSION, Status.NEGATED, (said,), (doc.story.cut(said),), actor=("RU",), target=("SE",))
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
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = tuple(s.said for s in doc.sentences[1:])
    claim = Claim(INCURSION, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), actor=("NO",))
    assert bool(without_entries(reading(doc), (claim,))) is left
