"""Into which event a report goes where several could take it, and what one wrong slot may do."""

from datetime import timedelta

import pytest
from fakes.merging import Ledger, claim, moment

from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")
KYIV = {"actor": ["RU"], "target": ["UA"], "place": ["Kyiv"]}


def taken(*rows):
    """The ledger after events were told a minute apart, each row its slots, hours after noon and type where that is no strike."""
    ledger = Ledger()
    for number, row in enumerate(rows):
        slots = dict(row)
        at = NOON + timedelta(hours=slots.pop("hours", 0), minutes=number)
        one = Story(id=f"s{number}", title=f"Title {number}", text=f"Story {number} tells it.", published=at, outlet=f"Paper {number}")
        ledger.take(one, [claim(one, slots.pop("type", "strike"), "asserted", **slots)])
    return ledger


def sizes(ledger):
    return sorted((len(event.reports) for event in ledger.live()), reverse=True)


MANY = [KYIV | {"place": ["Kyiv", suburb], "item": [["missile", "missiles"]]} for suburb in ("Bucha", "Irpin", "Brovary", "Hostomel")]


def test_one_slot_read_wrongly_splits_no_event_of_many_reports():
    odd, later = KYIV | {"place": ["Bucha", "Lviv"]}, KYIV | {"place": ["Irpin"]}
    assert sizes(taken(*MANY, odd, later)) == [6], "one in four of those who tell a place may be wrong"
    assert sizes(taken(MANY[0], odd, later)) == [2, 1], "not one in two"
    assert sizes(taken(*MANY, KYIV | {"target": ["PL"]})) == [4, 1], "what clashes with all stays out"


def test_few_reports_must_all_agree():
    assert sizes(taken(KYIV, {**KYIV, "place": ["Lviv"]}, {**KYIV, "place": ["Lviv"], "item": [["drone", "drones"]]})) == [2, 1]


def test_a_town_that_most_do_not_name_is_another_event_however_many_vague_reports_there_are():
    vague = [{"actor": ["RU"], "target": ["UA"], "item": [["missile", "missiles"]], "day": day} for day in (None, "2031-05-06")]
    ledger = taken(*MANY, *vague, KYIV | {"place": ["Zaporizhzhia"]})
    assert sizes(ledger) == [6, 1]


BRIDGE = {"target": ["RU"], "place": ["Crimea Bridge"]}


def test_what_was_hit_is_talked_of_for_days_where_it_is_one_building():
    assert sizes(taken(BRIDGE | {"day": "2031-05-06"}, BRIDGE | {"hours": 50})) == [2]
    assert sizes(taken(BRIDGE | {"day": "2031-05-06"}, BRIDGE | {"hours": 100})) == [1, 1]


def test_a_town_or_another_day_told_is_hit_anew():
    assert sizes(taken(KYIV | {"day": "2031-05-06"}, KYIV | {"hours": 50})) == [1, 1]
    assert sizes(taken(BRIDGE | {"day": "2031-05-06"}, BRIDGE | {"hours": 50, "day": "2031-05-08"})) == [1, 1]


def test_the_very_site_draws_a_report_more_than_a_nearer_day():
    region = {"actor": ["UA"], "target": ["RU"], "place": ["Crimea"], "hours": 47}
    ledger = taken(BRIDGE | {"day": "2031-05-06"}, region, BRIDGE | {"hours": 48})
    homes = {report.story: event.id for event in ledger.live() for report in event.reports}
    assert homes["s2"] == homes["s0"] != homes["s1"]


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        (["US", "KR"], ["US", "JP"], 2),
        (["US", "KR"], ["US", "KR", "JP"], 1),
        (["US", "KR"], ["US"], 1),
    ],
)
def test_a_state_that_drills_with_others_drills_anew(one, other, events):
    drill = {"type": "exercise", "day": "2031-05-06"}
    assert len(taken(drill | {"actor": one}, drill | {"actor": other}).live()) == events


def test_troops_alone_do_not_tell_one_deployment_from_another():
    sent = {"type": "deployment", "actor": ["RU"], "item": [["troops", "troops"]]}
    assert sizes(taken(sent, sent | {"hours": 1})) == [1, 1]
    there = sent | {"place": ["Belarus"]}
    assert sizes(taken(there, there | {"hours": 1})) == [2]
