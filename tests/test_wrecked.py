"""What is destroyed or lost is not seized."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.apart.wrecked import without_wrecked
from bot.extract.rules.stages import reading
from bot.model import Amount, Casualties, Category, Claim, ClaimType, Item, Span, Status

TANKS = (Item(Category.TANK, "tanks", Amount(12, 12, "12")),)


def told(text: str, actor: str, *, item: tuple[Item, ...] = TANKS, toll: bool = False) -> tuple[Claim, ...]:
    doc = doc_from(text)
    said = doc.sentences[1].said
    quotes = (doc.story.cut(said),)
    spans = (("casualties", (Span(said.start, said.start + 3),)),) if toll else ()
    killed = Casualties(killed_min=3, killed_max=3) if toll else None
    claim = Claim(ClaimType.SEIZURE, Status.ASSERTED, (said,), quotes, actor=(actor,), item=item, casualties=killed, spans=spans)
    fight = Claim(ClaimType.GROUND_COMBAT, Status.ASSERTED, (said,), quotes, actor=(actor,), casualties=killed, spans=spans)
    return without_wrecked(reading(doc), (claim, fight) if toll else (claim,))


@pytest.mark.parametrize(
    "text",
    [
        "Chad captured the town and destroyed 12 tanks.",
        "Chad lost 900 troops and 12 tanks in a day.",
        "Chad took the village, where 12 tanks were destroyed.",
        "Chad captured Abeche and damaged 12 of the tanks.",
    ],
)
def test_what_is_destroyed_is_no_haul(text: str) -> None:
    assert told(text, "TD") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Chad captured 12 tanks and destroyed a depot.",
        "Chad seized 12 tanks in the town.",
        "Chad captured the town and 12 tanks.",
        "Twelve tanks were captured after Chad destroyed a bridge.",
        "Chad destroyed three boats and captured 12 tanks.",
    ],
)
def test_what_is_taken_stays(text: str) -> None:
    (left,) = told(text, "TD")
    assert left.item == TANKS


def test_who_loses_tanks_to_another_did_not_seize_them() -> None:
    (left,) = told("Chad lost 12 tanks to Sudan near the border.", "TD")
    assert (left.actor, left.target) == (("SD",), ("TD",))


def test_the_words_are_for_what_was_taken() -> None:
    (left,) = told("Chad captured two T-72 tanks and destroyed 12 tanks.", "TD")
    assert [(i.text, i.quantity) for i in left.item] == [("T-72 tanks", None)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Chad hit an airbase; 12 tanks were destroyed at a depot.", False),
        ("Chad hit an airbase, 12 tanks destroyed there.", False),
        ("Chad destroyed 12 tanks near the town.", False),
        ("Chad sent 12 tanks and destroyed the town.", True),
        ("Chad attacked with 12 tanks.", True),
        ("The tanks had, it said, destroyed.", True),
        ("Chad blew up 12 tanks at the gate of a base.", True),
        ("Chad fired 12 tanks and destroyed some tanks.", True),
    ],
)
def test_what_an_attack_destroys_is_none_of_its_weapons(text: str, left: bool) -> None:
    doc = doc_from(text)
    said = tuple(s.said for s in doc.sentences if s.index)
    claim = Claim(ClaimType.STRIKE, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), actor=("TD",), item=TANKS)
    assert bool(without_wrecked(reading(doc), (claim,))[0].item) is left


def test_the_dead_are_the_fights() -> None:
    haul, fight = told("Chad killed three rebels and captured 12 tanks.", "TD", toll=True)
    assert haul.casualties is None
    assert fight.casualties is not None
