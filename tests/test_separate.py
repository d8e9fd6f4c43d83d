"""Sentences that say themselves that they tell another event."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor

from bot.extract.candidates import Doc
from bot.extract.decode.separate import aside, deeds, facing, fighters, foes, opposed, parted, separate
from bot.extract.text.view import views
from bot.model import Story


def read(text: str) -> Doc:
    return extractor().read(Story("s", "Talks", text, datetime(2024, 5, 8, tzinfo=UTC)))[0]


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        ("Separately, a mine killed two men near Lamu.", True),
        ("In another ambush, rebels shot a driver.", True),
        ("In a separate attack on Monday, a mine killed two men.", True),
        ("Elsewhere in the province, a mine killed two men.", True),
        ("In a separate statement, the army said ten men fell.", False),
        ("In another sign of strain, the army closed the road.", False),
        ("The rebels shot a driver in another town.", False),
    ],
)
def test_a_word_in_front_parts_two_events(second: str, apart: bool) -> None:
    doc = read(f"Rebels shelled a Kenyan camp on Tuesday. {second}")
    assert parted(doc, 1, 2) is apart
    assert separate(doc, {1}) == (frozenset({2}) if apart else frozenset())
    assert separate(doc, {2}) == frozenset()


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        ("Kenya had halted the sales last September.", True),
        ("Rebels had seized the camp in 2021.", True),
        ("Kenya had bought the boats in January.", True),
        ("Kenya said it had halted the sales last September.", False),
        ("Kenya had halted the sales on Monday.", False),
        ("Kenya halted the sales last September.", False),
    ],
)
def test_what_had_been_done_weeks_before_is_another_event(second: str, apart: bool) -> None:
    assert parted(read(f"Kenya ended its sales of boats to Chad. {second}"), 1, 2) is apart


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kenyan troops killed 12 rebels.", {"KE"}),
        ("The rebels were shot by Kenyan troops.", {"KE"}),
        ("A Kenyan drone strike killed 12 people.", {"KE"}),
        ("Hezbollah fired 60 rockets at Haifa.", {"hezbollah"}),
        ("Kenya said that 12 people were killed.", set()),
        ("Kenya sent 12 jets.", set()),
        ("The army shelled a camp.", {"ARMY"}),
        ("A roadside bomb killed two men.", {"bombers"}),
        ("Two men were killed by a suicide bomber.", {"bombers"}),
        ("A bomb killed two men.", set()),
        ("Residents killed two men.", set()),
    ],
)
def test_who_fights_is_who_the_verb_of_a_fight_names(text: str, who: set[str]) -> None:
    seen = views(read(text))
    assert fighters(seen[1]) - {"rebels"} == who


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ({"KE"}, {"hezbollah"}, True),
        ({"hezbollah", "hamas"}, {"IL"}, True),
        ({"PS"}, {"IL"}, True),
        ({"KE"}, {"CD"}, False),
        ({"KE"}, {"KE"}, False),
        ({"KE"}, set(), False),
        ({"US"}, {"us_coalition"}, False),
        ({"US", "hamas"}, {"IL"}, False),
        ({"RU"}, {"wagner"}, False),
    ],
)
def test_a_state_and_a_group_that_each_fight_are_foes(one: set[str], two: set[str], apart: bool) -> None:
    assert facing(frozenset(one), frozenset(two)) is apart
    assert facing(frozenset(two), frozenset(one)) is apart


def test_what_a_foe_does_in_another_sentence_is_not_taken_over() -> None:
    doc = read("Hezbollah fired 60 rockets at Haifa. Israeli jets killed 12 people in Tyre. A house burned.")
    assert foes(deeds(doc), {1}) == {2}
    assert foes(deeds(doc), {2}) == {1}
    assert foes(deeds(doc), {3}) == frozenset()


@pytest.mark.parametrize(
    ("did", "apart"),
    [
        (({"RU"}, {"UA"}), True),
        (({"US"}, {"GB"}, {"US", "GB"}), False),
        (({"RU"}, {"RU", "BY"}), False),
        (({"ARMY"}, {"hezbollah"}), True),
        (({"KE"}, {"bombers"}), True),
        (({"hamas"}, {"hezbollah"}), False),
        (({"RU"}, set()), False),
    ],
)
def test_two_states_fight_apart_where_none_names_them_together(did: tuple[set[str], ...], apart: bool) -> None:
    assert opposed([frozenset(who) for who in did], 0, 1) is apart


def test_of_a_whole_story_nobody_is_read_as_a_foe() -> None:
    doc = read("Hezbollah fired 60 rockets at Haifa. Israeli jets killed 12 people in Tyre. " + "It was a long day. " * 60)
    assert foes(deeds(doc), {1}) == frozenset()
    assert aside(doc, deeds(doc), {1}, {2}) == frozenset()
