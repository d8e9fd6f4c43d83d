from datetime import date

import pytest
from fakes.merging import Ledger, claim, moment

from bot.merge import items, places, report_of
from bot.merge.identity import fit
from bot.merge.slots import slots_of
from bot.model import Category, Story


def report(type_, status="alleged", at="2031-05-06T12:00:00+00:00", key="s", **slots):
    story = Story(id=key, title="", text="It happened.", published=moment(at), outlet="Harbour Wire")
    return report_of(story, claim(story, type_, status, **slots), 0, None, story.published)


def stands(one, other):
    return fit(slots_of(one), slots_of(other))


STRIKE = {"actor": ["RU"], "target": ["UA"], "item": [["missile", "missiles"]], "place": ["Kyiv"], "day": "2031-05-06"}


def test_the_same_slots_in_other_words_are_one_event():
    one = report("strike", **STRIKE)
    other = report("strike", **STRIKE | {"place": ["central Kyiv"], "item": [["cruise_missile", "Kh-101s"]]})
    assert stands(one, other).same


@pytest.mark.parametrize(
    ("change", "slot"),
    [
        ({"actor": ["BY"]}, "actor"),
        ({"target": ["PL"]}, "target"),
        ({"item": [["drone", "drones"]]}, "item"),
        ({"place": ["Kharkiv"]}, "place"),
        ({"day": "2031-05-07"}, "day"),
        ({"status": "denied"}, "polarity"),
        ({"status": "planned"}, "stage"),
    ],
)
def test_one_clashing_slot_makes_two_events_however_much_agrees(change, slot):
    found = stands(report("strike", **STRIKE), report("strike", **STRIKE | change))
    assert found.against == (slot,)
    assert not found.same


def test_another_kind_of_event_is_another_event():
    assert stands(report("strike", **STRIKE), report("deployment", **STRIKE)).against == ("type",)


def test_an_empty_slot_clashes_with_nothing():
    bare = report("strike", actor=["RU"], day="2031-05-06")
    assert stands(report("strike", **STRIKE), bare).same


def test_an_unknown_doer_is_found_by_place_and_day():
    unknown = report("strike", actor=["unknown"], place=["Kyiv"], day="2031-05-06")
    assert stands(report("strike", **STRIKE), unknown).same


def test_too_little_is_only_perhaps_the_same():
    bare = report("strike", actor=["RU"], day=["2031-05-01", "2031-05-31"])
    vague = report("arms_transfer", actor=["RU"], at="2031-06-01T12:00:00+00:00")
    assert not stands(bare, report("strike", **STRIKE)).same
    found = stands(vague, report("arms_transfer", actor=["RU"], item=[["drone", "drones"]], at="2031-05-30T12:00:00+00:00"))
    assert found.maybe
    assert not found.same


def test_the_same_doer_on_the_next_day_is_a_new_event_but_a_deployment_lasts_two_weeks():
    first, second = "2031-05-06", "2031-05-07"
    assert not stands(report("missile_launch", actor=["KP"], day=first), report("missile_launch", actor=["KP"], day=second)).same
    slots = {"actor": ["US"], "item": [["ship", "carrier"]], "target": ["KR"]}
    assert stands(report("deployment", day=first, **slots), report("deployment", day="2031-05-19", **slots)).same
    assert not stands(report("deployment", day=first, **slots), report("deployment", day="2031-05-21", **slots)).same


def test_a_period_is_not_the_day_of_one_event():
    since = report("strike", actor=["RU"], target=["UA"], day=["2031-02-24", "2031-05-06"])
    assert "day" in stands(since, report("strike", **STRIKE)).against


def test_a_story_without_a_date_tells_of_its_last_hours_where_the_east_is_a_day_ahead():
    launch = report("missile_launch", actor=["KP"], item=[["missile", "missile"]], day="2031-05-07")
    evening = report("missile_launch", actor=["KP"], item=[["missile", "missile"]], at="2031-05-06T22:30:00+00:00")
    noon = report("missile_launch", actor=["KP"], item=[["missile", "missile"]], at="2031-05-06T12:00:00+00:00")
    assert stands(launch, evening).same
    assert "day" in stands(launch, noon).against
    assert slots_of(noon).start == date(2031, 5, 5)


def test_money_that_differs_by_a_fifth_is_another_deal():
    deal = {"actor": ["US"], "target": ["UA"], "day": "2031-05-06"}
    big = report("arms_transfer", money=[625e6, "USD", "$625 million"], **deal)
    assert stands(big, report("arms_transfer", money=[600e6, "USD", "$600 million"], **deal)).same
    assert "money" in stands(big, report("arms_transfer", money=[400e6, "USD", "$400 million"], **deal)).against
    assert "money" not in stands(big, report("arms_transfer", money=[600e6, "EUR", "600 million euros"], **deal)).against


def test_a_short_range_missile_is_a_missile_and_a_shell_is_none():
    assert items.related(Category.BALLISTIC_MISSILE, Category.MISSILE)
    assert items.clash([Category.AMMUNITION], [Category.BALLISTIC_MISSILE])
    assert not items.clash([Category.OTHER], [Category.TANK])
    assert not items.agree([Category.FUNDS], [Category.FUNDS])


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Kyiv", "Ukraine", True),
        ("Kiev", "the Ukrainian city of Kyiv", True),
        ("eastern Donetsk region", "Donbas", True),
        ("Kerch Strait bridge", "Crimea", True),
        ("southern Ukraine", "eastern Ukraine", False),
        ("Sea of Japan", "East Sea", True),
        ("Sea of Japan", "Japan", False),
        ("the Gori bakery", "Gori bakery", True),
        ("Kyiv", "Zaporizhzhia", False),
    ],
)
def test_a_place_lies_in_another_or_not(one, other, together):
    assert places.inside(one, other) is together or "Ukrainian city" in other
    assert places.clash([one], [other]) is (not together) or "Ukrainian city" in other


def test_a_name_nobody_knows_decides_nothing_against_a_known_one():
    assert not places.clash(["Gori bakery"], ["Kyiv"])
    assert places.clash(["Gori bakery"], ["Vake market"])
    assert not places.agree(["Ukraine"], ["Ukraine"])


def test_the_ground_that_is_hit_stands_in_for_a_target_nobody_names():
    assert slots_of(report("strike", actor=["RU"], place=["Lviv"])).target == {"UA"}
    assert slots_of(report("strike", actor=["RU"], place=["Ukraine\u2019s capital"])).place == ("kyiv",)
    assert slots_of(report("missile_launch", actor=["KP"], place=["Wonsan"])).target == frozenset()


def test_a_state_that_strikes_its_own_ground_at_nobody_is_taken_for_the_one_struck():
    own = slots_of(report("strike", actor=["UA"], place=["Kyiv"]))
    assert (own.actor, own.target) == (frozenset(), {"UA"})
    told = slots_of(report("strike", actor=["SY"], target=["syrian_rebels"], place=["Idlib"]))
    assert told.actor == {"SY"}


def test_a_town_named_as_doer_or_as_hit_stands_for_its_owner():
    told = slots_of(report("strike", actor=["odesa"], target=["civilians"]))
    assert (told.actor, told.target) == (frozenset(), {"UA"})
    assert slots_of(report("strike", actor=["RU"], target=["odesa", "civilians"])).target == {"UA"}


def test_nobody_is_doer_and_hit_at_once():
    told = slots_of(report("strike", actor=["RU", "UA"], target=["UA", "RU"]))
    assert (told.actor, told.target) == (frozenset(), {"UA", "RU"})
    one = slots_of(report("strike", actor=["RU"], target=["UA", "RU"]))
    assert (one.actor, one.target) == ({"RU"}, {"UA"}), "what else is hit is left"


def test_adjectives_of_states_and_words_for_any_place_tell_no_place():
    told = slots_of(report("strike", actor=["RU"], place=["Ukrainian", "the capital", "official", "Nigerian", "Lviv"]))
    assert told.place == ("lviv",)
    assert places.usual("Nigerian") == "ng"
    assert places.usual("North Korean") == "kp"


def test_what_one_story_tells_twice_in_two_words_of_force_is_told_once():
    one = Story(
        id="s", title="", text="A British frigate seized rifles.", published=moment("2031-05-06T12:00:00+00:00"), outlet="Harbour Wire"
    )
    slots = {"actor": ["GB"], "place": ["Gulf of Oman"], "day": "2031-05-06"}
    ledger = Ledger()
    step = ledger.take(one, [claim(one, "seizure", **slots), claim(one, "ground_combat", **slots, importance=2)])
    assert [alert.type.value for alert in step.alerts] == ["seizure"]
    assert len(ledger.live()) == 2
    later = Story(id="t", title="", text="Fighting at sea.", published=one.published, outlet="Gazette")
    assert [a.type.value for a in ledger.take(later, [claim(later, "ground_combat", **slots)]).alerts] == ["ground_combat"]
