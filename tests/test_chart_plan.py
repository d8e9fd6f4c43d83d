"""What is known of a picture before it is drawn, and how it is laid out."""

import io
from datetime import timedelta

import numpy as np
import pytest
from fakes.charts import CHARTS, FIRST, LAUNCHES, LOOKS, SUPPLY, TIMELINE, TREND
from PIL import Image

from bot.chart import Bar, Edge, Launches, Look, Mark, Spot, Step, Supply, Timeline, Trend, drawn, planned
from bot.chart.coast import world
from bot.chart.launches import Window, _gap, _window
from bot.chart.legend import rows
from bot.chart.styles import STYLES
from bot.chart.trend import _tick
from bot.model import Status


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", CHARTS)
def test_a_plan_knows_the_height_and_the_words_of_its_picture(name, look):
    plan, picture = planned(CHARTS[name], LOOKS[look]), drawn(CHARTS[name], LOOKS[look])
    assert abs(plan.height * LOOKS[look].scale - picture.height) <= 2
    assert picture.width == round(LOOKS[look].width * LOOKS[look].scale)
    assert plan.alt == picture.alt


def test_an_empty_chart_has_no_plan():
    assert planned(Timeline("t", ())) is None


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_nothing_is_cut_off_at_the_edges(chart):
    """The outermost pixels of a picture are bare paper."""
    for look in LOOKS.values():
        pixels = np.asarray(Image.open(io.BytesIO(drawn(chart, look).png)).convert("RGB"))
        for edge in (pixels[:, :3], pixels[:, -3:], pixels[:3], pixels[-3:]):
            assert len(np.unique(edge.reshape(-1, 3), axis=0)) == 1


def test_the_legend_names_only_statuses_that_are_there_the_firmest_first():
    told = [status for row in rows(Look(360), [Status.DENIED, Status.ASSERTED, Status.DENIED]) for status in row]
    assert told == [Status.ASSERTED, Status.DENIED]
    assert rows(Look(360), []) == []


def test_a_legend_of_all_statuses_wraps_on_a_phone():
    assert len(rows(Look(360), Status)) == 2
    assert len(rows(Look(1200), Status)) == 1


@pytest.mark.parametrize(("most", "step"), [(1, 1), (5, 1), (6, 2), (11, 5), (26, 10), (51, 20), (260, 100), (99_999, 20_000)])
def test_an_axis_has_at_most_six_lines_at_round_numbers(most, step):
    assert _tick(most) == step


def test_a_window_holds_every_spot_whatever_the_spread():
    for places in (((39, 125), (41, 129)), ((64, 179.5), (52, -179)), ((10, 10), (11, 10)), ((60, -150), (-40, 150))):
        spots = [Spot(*place, "x", FIRST, Status.ASSERTED) for place in places]
        window = _window(spots, 332)
        for spot in spots:
            x, y = window.at(spot.latitude, spot.longitude)
            assert 0 <= x <= window.width
            assert 0 <= y <= window.height


def test_the_widest_gap_between_places_is_left_out():
    assert _gap([10.0, 20.0]) == (10.0, 10.0)
    assert _gap([1.0, 359.0]) == (359.0, 2.0)
    assert _gap([50.0]) == (50.0, 0)


def test_a_place_lies_where_its_degrees_say():
    window = Window(120, 30, 20, 10, 0, 0, 200, 100)
    assert window.at(40, 120) == (0, 0)
    assert window.at(30, 140) == (200, 100)
    assert window.at(35, 130) == (100, 50)


def test_the_world_has_land_borders_and_towns():
    kept = world()
    assert len(kept.land) > 1000
    assert any(one.near(124, 37, 131, 43) for one in kept.borders)
    assert abs(kept.towns["pyongyang"][0] - 39.0) < 0.5
    assert kept is world()


def test_one_more_event_makes_a_timeline_taller_until_it_is_full():
    def height(count):
        marks = tuple(Mark(FIRST + timedelta(days=number), "event", Status.ASSERTED) for number in range(count))
        return planned(Timeline("t", marks)).height

    assert height(2) < height(3) < height(12) < height(13) == height(14)


def test_words_never_tell_an_event_that_is_not_in_the_chart():
    for chart in CHARTS.values():
        assert not any(word in planned(chart).alt for word in ("None", " nan", "Status."))


def test_counts_of_the_words_add_up():
    assert "37 events" in planned(TREND).alt
    assert sum(bar.total for bar in TREND.bars) == 37
    assert f"{len(TIMELINE.marks)} events" in planned(TIMELINE).alt
    assert f"{len(LAUNCHES.spots)} places" in planned(LAUNCHES).alt
    assert f"{len(SUPPLY.edges)} pairs" in planned(SUPPLY).alt


def test_pairs_that_do_not_fit_are_counted():
    edges = tuple(Edge(f"Giver {number}", "Taker", "tanks", ((Status.ASSERTED, 30 - number),)) for number in range(20))
    plan = planned(Supply("many", edges))
    assert "20 pairs" in plan.alt
    assert "Giver 11 to Taker" in plan.alt
    assert "Giver 12 to Taker" not in plan.alt
    assert drawn(Supply("many", edges)).height < 2400


def test_a_month_is_told_with_its_year():
    bars = (Bar(FIRST.replace(day=1), ((Status.ASSERTED, 1),)), Bar(FIRST.replace(month=3, day=1)))
    assert "in 2 months from 1 February 2026" in planned(Trend("m", Step.MONTH, bars)).alt
    assert drawn(Trend("m", Step.MONTH, bars))


def test_one_event_is_told_in_the_singular():
    assert planned(Timeline("t", (Mark(FIRST, "it", Status.DENIED),))).alt.startswith("Timeline, t: 1 event, 2 February 2026")
    assert "1 place." in planned(Launches("l", (Spot(1, 1, "x", FIRST, Status.DENIED),))).alt


def test_every_status_has_a_word_of_its_own():
    assert len({style.word for style in STYLES.values()}) == len(Status) == len(STYLES)
