"""A second reading of a story's title and first sentences makes surer what both tell, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.extract import load
from bot.extract.candidates import Doc, Sentence, Zone
from bot.extract.witness import WORD, opening, seconded
from bot.model import Category, Claim, ClaimType, Item, Span, Status, Story

TITLE = "Peru buys 12 howitzers from Italy"
FIRST = "Peru has bought 12 howitzers from Italy, its defence ministry said on Tuesday."
SECOND = "The guns are to replace pieces that are forty years old."
REST = "The ministry gave no price. " * 40
DEAL = Claim(
    ClaimType.ARMS_TRANSFER,
    Status.ASSERTED,
    (Span(0, len(TITLE)),),
    (TITLE,),
    actor=("IT",),
    target=("PE",),
    item=(Item(Category.ARTILLERY, "howitzers"),),
    confidence=0.5,
)


def doc(text: str) -> Doc:
    """A story of the given text with its first sentences found."""
    story = Story("s", TITLE, text, datetime(2024, 5, 10, tzinfo=UTC))
    found = [Sentence(0, 0, len(TITLE), TITLE, Zone.TITLE, 0)]
    for told in (FIRST, SECOND):
        at = story.full.index(told)
        found.append(Sentence(len(found), at, at + len(told), told, Zone.BODY, 1, at))
    return Doc(story, tuple(found), ())


def test_the_opening_is_the_title_and_two_sentences_with_the_storys_own_offsets() -> None:
    told = doc(f"{FIRST} {SECOND} {REST}")
    alone = opening(told, (DEAL,))
    assert alone is not None
    assert alone.title == TITLE
    assert alone.text == f"{FIRST} {SECOND}"
    assert told.story.full.startswith(alone.full)


def test_a_feed_item_has_no_opening_and_neither_has_a_story_whose_claims_stand_further_down() -> None:
    assert opening(doc(f"{FIRST} {SECOND}"), (DEAL,)) is None
    long = f"{FIRST} {SECOND} {REST}"
    deep = replace(DEAL, evidence=(Span(len(TITLE) + len(long) - 30, len(TITLE) + len(long)),))
    assert opening(doc(long), (deep,)) is None


def test_two_readings_of_one_claim_are_surer_than_one_and_less_than_both_would_be_of_strangers() -> None:
    (surer,) = seconded((DEAL,), (replace(DEAL, confidence=0.4),))
    assert surer.confidence == pytest.approx(1 - 0.5 * 0.6**WORD)
    assert DEAL.confidence < surer.confidence < 0.7
    assert replace(surer, confidence=0.5) == DEAL


@pytest.mark.parametrize(
    "other",
    [
        {"actor": ("FR",)},
        {"actor": ("IT", "FR")},
        {"target": ("CL",)},
        {"item": (Item(Category.TANK, "tanks"),)},
        {"status": Status.DENIED},
        {"type": ClaimType.PROCUREMENT},
        {"evidence": (Span(len(TITLE) + 1, len(TITLE) + 1 + len(FIRST)),)},
    ],
    ids=str,
)
def test_a_reading_that_tells_something_else_makes_nothing_surer(other: dict) -> None:
    assert seconded((DEAL,), (replace(DEAL, **other),)) == (DEAL,)


def test_what_one_reading_leaves_open_does_not_contradict_the_other() -> None:
    (surer,) = seconded((DEAL,), (replace(DEAL, target=(), item=()),))
    assert surer.confidence == pytest.approx(1 - 0.5 * 0.5**WORD)


def test_the_product_reads_the_opening_of_a_whole_story_and_says_so_when_asked_why() -> None:
    extractor, text = load(), f"{FIRST} {SECOND} {REST}"
    story = Story("s", TITLE, text, datetime(2024, 5, 10, tzinfo=UTC))
    _, alone = extractor.drafts(story)
    _, claims = extractor.read(story)
    deal = next(c for c in claims if c.type is ClaimType.ARMS_TRANSFER)
    before = next(c for c in alone if c.type is ClaimType.ARMS_TRANSFER and c.evidence == deal.evidence)
    assert deal.confidence > before.confidence
    assert deal.actor == before.actor == ("IT",)
    assert any("title and lead alone tell it too" in line for line in extractor.explain(story))
