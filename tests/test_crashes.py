"""A sentence that tells of a crash alone tells nothing of an attack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor

from bot.extract.candidates import Doc
from bot.extract.rules.apart.crashes import without_crashes
from bot.extract.rules.stages import reading
from bot.model import Casualties, Category, Claim, ClaimType, Days, Item, Span, Speaker, Status, Story

STRIKE = ClaimType.STRIKE
ATTACK = "Malian rebels attacked a base in Quito."
DAY = datetime(2024, 5, 10, tzinfo=UTC)


def read(text: str, behind: str = ATTACK) -> Doc:
    return extractor().read(Story("s", "A long day", f"{text} {behind}", DAY))[0]


def claim(doc: Doc, told: tuple[int, ...] = (1, 2)) -> Claim:
    """A strike by Mali told by some sentences, with what the first of them tells in its slots."""
    said = tuple(doc.sentences[i].said for i in told)
    slots = {"item": "helicopter", "place": "Lima", "casualties": "nine", "date": "Friday", "source": "the army"}
    spans = tuple((n, (Span(at, at + len(w)),)) for n, w in slots.items() if (at := doc.story.full.lower().find(w.lower())) >= 0)
    out = Claim(STRIKE, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), actor=("ML",), place=("Lima",), spans=spans)
    harm = Casualties(killed_min=9, killed_max=9)
    day = Days(DAY.date(), DAY.date())
    return replace(out, item=(Item(Category.AIRCRAFT, "helicopter"),), casualties=harm, date=day, source=(Speaker(None, "the army"),))


@pytest.mark.parametrize(
    "text",
    [
        "A Kenyan helicopter crashed near Lima on Friday, killing nine soldiers, the army said.",
        "Nine soldiers died when a helicopter crashed in Lima on Friday, the army said.",
        "A helicopter crash in Lima killed nine soldiers on Friday, the army said.",
        "Nine pilots were injured as their helicopter ditched off Lima on Friday, the army said.",
    ],
)
def test_what_a_crash_cost_and_who_tells_of_it_is_none_of_the_attack_beside(text: str) -> None:
    doc = read(text)
    (got,) = without_crashes(reading(doc), (claim(doc),))
    assert (got.item, got.place, got.casualties, got.date, got.source) == ((), (), None, None, ())
    assert got.quotes == (ATTACK,)


@pytest.mark.parametrize(
    "text",
    [
        "A Kenyan helicopter crashed near Lima on Friday after it was hit by a missile, killing nine soldiers, the army said.",
        "A helicopter crashed near Lima on Friday as Malian rebels fled, killing nine soldiers, the army said.",
        "A drone crashed into a helicopter in Lima on Friday, killing nine soldiers, the army said.",
        "Rebels shot down a helicopter near Lima on Friday, killing nine soldiers, the army said.",
        "A truck crashed near a helicopter in Lima on Friday, killing nine soldiers, the army said.",
        "A helicopter bombed Lima on Friday, killing nine soldiers, the army said.",
    ],
)
def test_a_crash_that_was_brought_about_or_no_crash_stays(text: str) -> None:
    doc = read(text)
    assert without_crashes(reading(doc), (claim(doc),)) == (claim(doc),)


def test_an_attack_of_which_a_crash_alone_is_told_is_none() -> None:
    doc = read("A Kenyan helicopter crashed near Lima on Friday, killing nine soldiers, the army said.")
    alone = claim(doc, (1,))
    assert without_crashes(reading(doc), (alone, claim(doc, (2,)))) == (claim(doc, (2,)),)
    downed = replace(alone, type=ClaimType.INTERCEPTION)
    assert without_crashes(reading(doc), (downed,)) == (downed,)


def test_a_whole_story_is_left_alone() -> None:
    doc = read(
        "A Kenyan helicopter crashed near Lima on Friday, killing nine soldiers, the army said.", ATTACK + " The talks went on." * 60
    )
    assert without_crashes(reading(doc), (claim(doc),)) == (claim(doc),)
