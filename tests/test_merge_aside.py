"""What a claim's sentence tells of another event must not speak for its own."""

from dataclasses import replace

import pytest
from fakes.merging import claim, moment

from bot.merge import aside, places, report_of
from bot.merge.slots import slots_of
from bot.model import Span, Story

NOON = moment("2031-05-06T12:00:00+00:00")


def slots(text, type_="strike", status="asserted", title="", day_words="", **told):
    story = Story(id="s", title=title, text=text, published=NOON, outlet="Harbour Wire")
    made = claim(story, type_, status, quote=text, **told)
    start = story.full.find(day_words)
    spans = (("date", (Span(start, start + len(day_words)),)),) if day_words else ()
    return slots_of(report_of(story, replace(made, spans=spans), 0, None, NOON))


@pytest.mark.parametrize(
    "tail",
    [
        "in revenge for the blast at Saky",
        "as retaliation for the blast at Saky",
        "in response to the blast at Saky",
        "three days after the blast at Saky",
    ],
)
def test_the_place_of_what_is_answered_is_not_where_the_answer_fell(tail):
    told = slots(f"Missiles fell on Lviv {tail}.", actor=["RU"], target=["UA"], place=["Lviv", "Saky"])
    assert told.place == ("lviv",)


def test_a_place_named_on_both_sides_stays():
    assert slots("Lviv was hit in answer to a raid from Lviv.", actor=["RU"], place=["Lviv"]).place == ("lviv",)


def test_those_who_are_answered_do_not_answer():
    text = "The United States and South Korea fired four missiles in response to North Korea's launch over Japan."
    told = slots(text, "missile_launch", actor=["US", "KR", "KP"], item=[["missile", "missiles"]])
    assert told.actor == {"US", "KR"}
    alone = slots("North Korea fired a missile in response to drills by South Korea.", "missile_launch", actor=["KP"])
    assert alone.actor == {"KP"}


def test_nobody_strikes_what_it_holds():
    told = slots("Russia fired 30 missiles; on Saturday its bridge had burnt.", actor=["RU"], target=["UA"], place=["Crimea"])
    assert told.place == ()
    assert slots("Drones hit an airfield in Crimea.", actor=["UA"], target=["RU"], place=["Crimea"]).place == ("crimea",)


def test_a_state_that_strikes_its_own_ground_did_it_where_civilians_are_named_as_hit():
    text = "Lviv was bombed."
    assert slots(text, actor=["UA"], target=["civilians"], place=["Lviv"]).actor == {"UA"}
    assert slots(text, actor=["UA"], place=["Lviv"]).target == {"UA"}  # with nobody hit it is more often the side struck
    assert not slots(text, actor=["UA"], place=["Lviv"]).actor


def test_the_ground_hit_is_its_holders():
    assert slots("An explosion shook Sevastopol.", place=["Sevastopol"]).target == {"RU"}
    assert slots("An explosion shook Odesa.", place=["Odesa"]).target == {"UA"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kyiv suffers explosions from missile strikes.", ("kyiv",)),
        ("A playground was hit in Kyiv attack, officials say.", ("kyiv",)),
        ("Rockets struck Kharkiv and Odesa before dawn.", ("kharkiv",)),
        ("Kyiv said nothing of the war.", ()),
        ("Missiles rained on the whole of Ukraine.", ()),
    ],
)
def test_where_a_claim_names_no_place_its_sentence_may(text, found):
    assert slots(text, target=["UA"]).place == found


def test_only_strikes_take_their_place_from_the_sentence():
    text = "Missiles rock Zaporizhzhia as the army advances."
    assert slots(text, "ground_combat", actor=["UA"], target=["RU"]).place == ()


def test_a_bridge_beside_its_region_is_the_bridge_we_know():
    told = slots("A blast broke the only bridge between Crimea and the mainland.", target=["RU"], place=["Crimea"])
    assert told.place == ("crimea", "crimea bridge")


@pytest.mark.parametrize("name", ["Large Numbers", "Briefing", "Border", "South", "Plant Gets Power After Shelling", "the capital"])
def test_pieces_of_headlines_are_no_places(name):
    assert not places.tells(name)


@pytest.mark.parametrize("name", ["Przewodów", "Gori Market Hall", "Klitschko Bridge", "Sea of Japan"])
def test_names_are_places(name):
    assert places.tells(name)


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("The president on Sunday accused Ukraine of the blast.", "on Sunday", False),
        ("The president said on Sunday that Ukraine had done it.", "on Sunday", False),
        ("On Sunday, Zelensky said that Ukraine had done it.", "On Sunday", False),
        ("The bridge was hit on Sunday, officials said.", "on Sunday", True),
        ("Two men died at the bridge on Sunday, said its keeper.", "on Sunday", True),
        ("The bridge burnt on Sunday, witnesses told a reporter.", "on Sunday", True),
        ("Russia bombed Odesa in revenge for the raid on Sunday.", "on Sunday", False),
        ("Russia bombed Odesa on Sunday, the president said.", "on Sunday", True),
    ],
)
def test_a_day_of_speaking_or_of_what_is_answered_is_not_the_events(text, words, kept):
    assert slots(text, actor=["RU"], target=["UA"], day="2031-05-04", day_words=words).dated is kept


def test_a_sentence_without_an_answer_is_all_its_own():
    assert aside.asides("Missiles fell on Lviv.") == ("Missiles fell on Lviv.", "")


def test_a_deployment_goes_to_the_ground_it_names():
    assert slots("Russian troops came to Belarus.", "deployment", actor=["RU"], place=["Belarus"]).target == {"BY"}
    assert slots("Russian troops came home.", "deployment", actor=["RU"], place=["Russia"]).target == frozenset()


def test_a_claim_of_what_is_answered_stands_behind_the_word():
    text = "Many took Monday's raids as revenge for the Ukrainian attack on the Crimea bridge."
    told = slots(text, actor=["UA"], target=["RU"], place=["Crimea bridge"], day="2031-05-05", day_words="Monday")
    assert (told.place, told.dated) == (("crimea bridge",), False)


@pytest.mark.parametrize(
    ("text", "doer", "hit"),
    [
        ("Hawks cheer Ukraine strikes at last", set(), {"UA"}),
        ("Leaders condemn Ukraine attacks", set(), {"UA"}),
        ("Leaders condemn Ukraine attacks on refineries", {"UA"}, set()),
        ("Leaders condemn Ukrainian strikes", {"UA"}, set()),
        ("Ukraine strikes a depot", {"UA"}, set()),
    ],
)
def test_what_stands_before_a_strike_that_people_react_to_is_where_it_fell(text, doer, hit):
    told = slots(text, actor=["UA"])
    assert (told.actor, told.target) == (doer, hit)


def test_where_the_doer_is_the_side_hit_whoever_was_taken_for_it_is_not():
    told = slots("Hawks cheer Ukraine strikes at last", actor=["UA"], target=["RU"])
    assert (told.actor, told.target) == (set(), {"UA"})


def test_whose_answer_it_is_stands_with_those_who_answer():
    text = "Lviv had feared a Russian response after the bridge from Russia to Crimea was damaged on Sunday."
    told = slots(text, actor=["RU"], target=["UA"], place=["Lviv", "Crimea"], day="2031-05-04", day_words="on Sunday")
    assert (told.place, told.dated) == (("lviv",), False)


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        (["Kyiv's Klitschko bridge"], ["Zaporizhzhia"], True),
        (["Kyiv's Klitschko bridge"], ["Kyiv"], False),
        (["Kharkiv airport"], ["Kharkiv"], False),
        (["Kyiv", "Vake market"], ["Zaporizhzhia"], True),
        (["Vake market"], ["Zaporizhzhia"], False),
    ],
)
def test_names_we_know_decide_whatever_stands_beside_them(ours, theirs, apart):
    assert places.clash(ours, theirs) is apart
