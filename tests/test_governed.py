"""Government forces are those of the land that the words around them name, or of the one at war; not of whom the story told last."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind, resolved


def party(text: str, words: str) -> tuple[str, ...]:
    """Whom the last such words of a text stand for."""
    doc = doc_from(text, "The day in short")
    return [resolved(doc, m).ids for m in doc.mentions if m.kind is Kind.PARTY and m.text == words][-1]


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("The U.S. said it feared for Yemen, where government forces shelled the port.", "forces", ("YE",)),
        ("France spoke of a battle in Mali, where the army lost 12 men.", "army", ("ML",)),
        ("Saudi Arabia feared for Yemen. Yemen is poor. In Libya, government troops took the port.", "troops", ("LY",)),
        ("The U.S. and France met. The U.S. was worried. Government warplanes hit Aleppo.", "warplanes", ("SY",)),
        ("Turkish guns hit government troops by the border. Idlib in Syria is calm.", "troops", ("SY",)),
    ],
)
def test_government_forces_are_those_of_the_land_that_stands_by_them_or_is_at_war(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert party(text, words) == ids


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("Britain sent 300 troops to Afghanistan, where troops have trained for years.", "troops", ("GB",)),
        ("Peru is big. Government forces took the airport.", "forces", ("PE",)),
    ],
)
def test_other_forces_are_still_those_of_whom_the_story_tells(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert party(text, words) == ids


def test_those_against_a_government_are_none_of_its_forces() -> None:
    doc = doc_from("The U.S. said it feared for Yemen, where anti-government forces shelled the port.", "The day in short")
    assert not any("YE" in m.ids for m in doc.mentions if m.kind is Kind.PARTY and m.text == "forces")
