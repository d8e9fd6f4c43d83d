"""In whatever order the reports of one day arrive, the same events exist in the end."""

from datetime import timedelta
from itertools import permutations

from fakes.merging import Ledger, claim, moment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")


def story(number, at=NOON):
    return Story(id=f"s{number}", title=f"Story {number}", text=f"Report number {number}.", published=at, outlet=f"Outlet {number}")


def taken(slots, order):
    """The partition of reports after they came in an order, a minute apart."""
    ledger = Ledger()
    for minute, number in enumerate(order):
        one = story(number)
        ledger.take(one, [claim(one, **slots[number])], now=NOON + timedelta(minutes=minute))
    return ledger


def maybe(*values):
    return st.sampled_from([[], *([value] for value in values)])


REPORT = st.fixed_dictionaries(
    {
        "type_": st.sampled_from(["strike", "strike", "missile_launch", "deployment"]),
        "status": st.sampled_from(["asserted", "alleged", "alleged"]),
        "actor": maybe("RU", "UA"),
        "target": maybe("UA", "RU"),
        "place": maybe("Kyiv", "Zaporizhzhia", "Ukraine", "Lviv"),
        "item": st.sampled_from([[], [["missile", "missiles"]], [["drone", "drones"]], [["cruise_missile", "cruise missiles"]]]),
        "day": st.sampled_from([None, "2031-05-06", "2031-05-05"]),
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(REPORT, min_size=2, max_size=8), st.data())
def test_the_order_of_a_days_reports_does_not_change_which_events_exist(slots, data):
    first = taken(slots, range(len(slots)))
    other = taken(slots, data.draw(st.permutations(range(len(slots)))))
    assert first.parts() == other.parts()


def test_a_vague_report_that_came_first_goes_to_the_event_it_fits_best():
    vague = {"type_": "strike", "status": "asserted", "actor": ["RU"], "day": None}
    kyiv = {"type_": "strike", "status": "alleged", "actor": ["RU"], "target": ["UA"], "place": ["Kyiv"], "day": "2031-05-06"}
    lviv = kyiv | {"place": ["Lviv"]}
    both = kyiv | {"place": ["Kyiv", "Lviv"]}
    found = {frozenset(taken([vague, kyiv, lviv, both], order).parts()) for order in permutations(range(4))}
    assert len(found) == 1


def test_every_report_is_in_one_event_and_none_is_lost():
    slots = [
        {"type_": "strike", "status": "asserted", "actor": ["RU"], "place": [place], "day": None} for place in ("Kyiv", "Lviv", "Ukraine")
    ]
    for order in permutations(range(3)):
        ledger = taken(slots, order)
        assert sorted(r.story for event in ledger.live() for r in event.reports) == ["s0", "s1", "s2"]


def test_what_has_stood_a_day_stays_where_it_is():
    ledger = Ledger()
    vague = {"type_": "deployment", "status": "asserted", "actor": ["US"], "item": [["ship", "carrier"]]}
    one, late, other = story(0), story(1, NOON + timedelta(days=2)), story(2, NOON + timedelta(days=2))
    ledger.take(one, [claim(one, **vague)], now=NOON)
    first = next(iter(ledger.events))
    ledger.take(late, [claim(late, **vague, target=["KR"], place=["Busan"])], now=late.published)
    ledger.take(other, [claim(other, **vague, target=["KR"], place=["Busan"])], now=other.published)
    assert "s0" in {report.story for report in ledger.events[first].reports}


def test_an_event_that_has_stood_a_day_keeps_its_name_and_all_its_reports():
    ledger = Ledger()
    raid = {"type_": "strike", "status": "alleged", "actor": ["RU"], "target": ["UA"]}
    places = [["Kyiv"], ["Kyiv", "Bucha"], ["Kyiv", "Irpin"], ["Kyiv", "Lviv"], ["Kyiv", "Sumy"], ["Lviv"]]
    for number, where in enumerate(places):
        one = story(number, NOON + timedelta(hours=5 * number))
        ledger.take(one, [claim(one, **raid, place=where)], now=one.published)
    held = {report.story: event.id for event in ledger.live() for report in event.reports}
    late = story(9, NOON + timedelta(hours=26))
    ledger.take(late, [claim(late, **raid, place=["Lviv", "Sumy"])], now=late.published)
    after = {report.story: event.id for event in ledger.live() for report in event.reports}
    assert {key: after[key] for key in held} == held
