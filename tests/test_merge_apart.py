"""What is kept apart, and what is one for all its days and names: sanctions, towns and the plants named for them, nights."""

import pytest
from fakes.merging import claim, moment

from bot.merge import places, report_of
from bot.merge.identity import fit
from bot.merge.slots import clean, slots_of
from bot.model import Span, Story


def report(type_, text="It happened.", at="2031-05-06T12:00:00+00:00", day_words="", **slots):
    story = Story(id="s", title="", text=text, published=moment(at), outlet="Harbour Wire")
    start = story.full.find(day_words)
    spans = (("date", (Span(start, start + len(day_words)),)),) if day_words else ()
    return report_of(story, claim(story, type_, quote=text, spans=spans, **slots), 0, None, story.published)


def one(a, b):
    return fit(slots_of(a), slots_of(b)).same


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (["CA"], ["CA"], True),
        (["CA", "US"], ["US"], True),
        (["CA"], ["CA", "GB"], True),
        (["CA"], [], False),  # somebody's, it may be another's
        (["CA"], ["DE"], False),
        ([], [], False),
    ],
)
def test_a_sanction_is_known_again_by_who_imposes_it(ours, theirs, same):
    assert one(report("sanction", actor=ours, target=["IR"]), report("sanction", actor=theirs, target=["IR"])) is same


@pytest.mark.parametrize("name", ["Zaporizhzhia nuclear plant", "Rivne nuclear power station", "the Leningrad atomic power plant"])
def test_a_nuclear_plant_is_not_in_the_town_whose_name_it_bears(name):
    assert places.outlying(name)
    assert not places.inside(name, name.split()[-4 if "power" in name else -3])


@pytest.mark.parametrize("name", ["Kharkiv airport", "Kyiv's Klitschko bridge", "Kharkiv power plant"])
def test_any_other_site_is(name):
    assert not places.outlying(name)
    assert places.inside(name, name.split()[0].removesuffix("'s"))


AT_PLANT = "Shells fell beside the Zaporizhzhia nuclear plant overnight."


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        (AT_PLANT, ["Zaporizhzhia", "Zaporizhzhia nuclear plant"], ("Zaporizhzhia nuclear plant",)),
        (
            AT_PLANT.replace("the ", "Ukraine’s "),
            ["Zaporizhzhia", "Ukraine's Zaporizhzhia nuclear plant"],
            ("Ukraine's Zaporizhzhia nuclear plant",),
        ),
        ("Rivne nuclear plant lost its power.", ["Rivne", "Rivne nuclear plant"], ("Rivne nuclear plant",)),
        # The town is named by itself too, or no sentence names it.
        ("Shells fell on Rivne and on the Rivne nuclear plant.", ["Rivne", "Rivne nuclear plant"], ("Rivne", "Rivne nuclear plant")),
        (AT_PLANT, ["Enerhodar", "Zaporizhzhia nuclear plant"], ("Enerhodar", "Zaporizhzhia nuclear plant")),
        ("Shells fell at Kharkiv airport.", ["Kharkiv", "Kharkiv airport"], ("Kharkiv", "Kharkiv airport")),
    ],
)
def test_a_town_named_only_in_the_name_of_its_plant_is_no_place_of_its_own(text, told, left):
    assert clean(report("strike", text, actor=["RU"], target=["UA"], place=told)).place == left


def test_what_falls_on_a_town_is_not_what_falls_beside_its_plant():
    plant = report("strike", AT_PLANT, actor=["RU"], target=["UA"], place=["Zaporizhzhia", "Zaporizhzhia nuclear plant"])
    town = report("strike", "Shells fell on Zaporizhzhia.", actor=["RU"], target=["UA"], place=["Zaporizhzhia"])
    assert fit(slots_of(plant), slots_of(town)).against == ("place",)


@pytest.mark.parametrize(
    ("text", "words", "same"),
    [
        ("Norway fired two missiles late on Tuesday.", "Tuesday", True),
        ("Norway fired two missiles late on Tuesday.", "late on Tuesday", True),
        ("Norway fired two missiles on Tuesday night.", "Tuesday", True),
        ("Norway fired two missiles overnight Tuesday.", "Tuesday", True),
        ("Norway fired two missiles on Tuesday.", "Tuesday", False),
        ("Norway fired two missiles on Tuesday morning.", "Tuesday", False),
        ("Norway said late in the day that it had fired two missiles on Tuesday.", "Tuesday", False),
    ],
)
def test_a_day_told_as_ending_reaches_into_the_next(text, words, same):
    late = report("missile_launch", text, day_words=words, actor=["NO"], item=[["missile", "missiles"]], day="2031-05-06")
    next_day = report("missile_launch", actor=["NO"], item=[["missile", "missiles"]], day="2031-05-07", at="2031-05-07T12:00:00+00:00")
    assert one(late, next_day) is same


def test_a_span_of_days_told_as_ending_does_not_grow():
    days = {"actor": ["NO"], "item": [["missile", "missiles"]], "day": ["2031-04-20", "2031-04-30"]}
    assert slots_of(report("missile_launch", "Norway fired missiles in late April.", day_words="late April", **days)).end.day == 30
