import asyncio
import io
import threading
import time
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pycountry
import pytest
from fakes.charts import CHARTS, FIRST, LAUNCHES, LOOKS, SUPPLY, TIMELINE, TREND, day
from PIL import Image

from bot.alert.names import name_of
from bot.chart import Bar, Easel, Edge, Launches, Look, Mark, Precision, Spot, Step, Supply, Timeline, Trend, drawn, located, spot_of
from bot.chart.sheet import cut, drawable, width_of, wrapped
from bot.chart.styles import DARK, LIGHT, STYLES, ink
from bot.merge import places
from bot.model import Status

GOLDENS = Path(__file__).parent / "goldens"
PIXELS = 0.004  # the share of pixels that may differ: another build of the same fonts
STEP = 40  # by how much a pixel must differ to count


def _pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=np.int16)


def _difference(one, other):
    ours, theirs = _pixels(one), _pixels(other)
    if ours.shape != theirs.shape:
        return 1.0
    return float((np.abs(ours - theirs).max(axis=2) > STEP).mean())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_the_one_that_was_looked_at(name, look):
    picture = drawn(CHARTS[name], LOOKS[look])
    assert _difference(picture.png, (GOLDENS / f"{name}-{look}.png").read_bytes()) < PIXELS
    assert len(picture.png) < 150_000


def test_the_tolerance_sees_one_bar_more():
    more = replace(TREND, bars=(*TREND.bars[:-1], Bar(TREND.bars[-1].start, ((Status.ASSERTED, 3), (Status.PLANNED, 5)))))
    assert _difference(drawn(more, LOOKS["360-light"]).png, (GOLDENS / "trend-360-light.png").read_bytes()) >= PIXELS


@pytest.mark.parametrize("empty", [Timeline("t", ()), Trend("t", Step.DAY, (Bar(FIRST),)), Supply("t", ()), Launches("t", ())])
def test_an_empty_chart_has_no_picture(empty):
    assert drawn(empty) is None


def test_every_picture_has_words_that_tell_each_event():
    told = drawn(TIMELINE).alt
    assert "14 events, 2 February 2026 to 20 March 2026" in told
    assert "15 March: Iran → Russia: arms transfer: 17 missiles, then at least 23 (reported, disputed)." in told
    assert "37 events in 7 weeks from 2 February 2026. Most in the week of 9 March 2026: 10. 18 reported." in drawn(TREND).alt
    assert "North Korea to Russia, artillery shells, missiles: 10 events (1 reported, 8 alleged, 1 denied)" in drawn(SUPPLY).alt
    assert "1: Sohae: space launch, 4 March 2026 (planned)." in drawn(LAUNCHES).alt


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_alt_text_fits_the_chats(chart):
    assert len(drawn(chart).alt) <= 2000


def test_statuses_differ_in_hatch_and_shape_and_not_by_colour_alone():
    assert len({style.hatch for style in STYLES.values()}) == len(Status)
    assert len({style.marker for style in STYLES.values()}) == len(Status)


def _contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("paper", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_marks_stand_out_from_their_paper(paper):
    assert _contrast(paper.ink, paper.ground) >= 7
    assert _contrast(paper.faint, paper.ground) >= 4.5
    assert all(_contrast(ink(status, paper), ground) >= 3 for status in Status for ground in (paper.ground, paper.land, paper.sea))


def test_markup_and_signs_of_a_story_are_letters_in_a_picture():
    wild = Mark(FIRST, "$\\frac{1}{0}$ \x00 \u202e <b>{}%s 核试验", Status.ASSERTED)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = drawn(Timeline("$x^", (wild,)))
    assert picture.png.startswith(b"\x89PNG")


def test_letters_the_font_has_not_are_boxes_and_signs_are_gone():
    assert drawable("a\u202eb\x07 核 \n c") == "ab ▯ c"


def test_words_are_cut_and_wrapped_to_their_room():
    long = "arms transfer: artillery shells by ship over the Caspian Sea to Olya and on by rail"
    lines = wrapped(long, 200, 13, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width_of(line, 13) <= 200 for line in lines)
    assert cut("short", 200) == "short"
    assert wrapped("", 200) == []
    assert width_of(wrapped("W" * 200, 100)[0]) <= 100


def test_a_crowded_timeline_shows_the_newest_and_says_how_many_it_does_not():
    marks = tuple(Mark(day(number), f"event {number}", Status.ALLEGED) for number in range(400))
    picture = drawn(Timeline("crowd", marks))
    assert "event 399" in picture.alt
    assert "event 300" not in picture.alt
    assert len(picture.png) < 150_000


def test_one_event_alone_makes_a_picture():
    assert drawn(Timeline("one", (Mark(FIRST, "it", Status.DENIED),)))
    assert drawn(Supply("one", (Edge("A", "B", "tanks", ((Status.ASSERTED, 1),)),)))
    assert drawn(Launches("one", (Spot(0, 0, "nowhere", FIRST, Status.ASSERTED),)))


@pytest.mark.parametrize("places", [((64, 179.5), (52, -179)), ((89, 0), (-89, 0)), ((10, -170), (10, 10), (10, 130))])
def test_a_map_holds_places_over_the_date_line_and_near_the_poles(places):
    spots = tuple(Spot(*place, f"place {number}", FIRST, Status.ASSERTED) for number, place in enumerate(places))
    picture = drawn(Launches("far", spots))
    assert picture.height < 2400


def test_many_launches_of_one_place_are_all_numbered():
    spots = tuple(Spot(39.2, 125.7, f"launch {n}", day(n), Status.ASSERTED) for n in range(12))
    assert drawn(Launches("Sunan", spots), Look(360)).alt.count("launch") == 12


def test_a_trend_of_great_numbers_has_few_lines():
    bars = tuple(Bar(day(number), ((Status.ASSERTED, 31_000 + number),)) for number in range(60))
    assert drawn(Trend("many", Step.DAY, bars)).alt.startswith("Bar chart, many: 1861770 events in 60 days")


def test_the_event_loop_goes_on_while_a_picture_is_drawn():
    async def main():
        easel, ticks = Easel(), 0
        try:
            work = asyncio.create_task(easel.drawn(LAUNCHES, LOOKS["1200-dark"]))
            while not work.done():
                await asyncio.sleep(0.001)
                ticks += 1
            return await work, ticks
        finally:
            easel.close()

    picture, ticks = asyncio.run(main())
    assert picture.png
    assert ticks > 3


def test_pictures_are_drawn_one_at_a_time_on_one_thread():
    async def main():
        easel = Easel()
        try:
            drawings = await asyncio.gather(*(easel.drawn(TREND) for _ in range(4)))
            return {one.png for one in drawings}, [thread.name for thread in threading.enumerate() if "easel" in thread.name]
        finally:
            easel.close()

    pictures, threads = asyncio.run(main())
    assert len(pictures) == 1
    assert len(threads) == 1


def test_a_closed_easel_leaves_no_thread():
    async def main():
        easel = Easel()
        await easel.drawn(TREND)
        easel.close()

    asyncio.run(main())
    for _ in range(200):
        if not [thread for thread in threading.enumerate() if "easel" in thread.name]:
            return
        time.sleep(0.01)
    pytest.fail("the easel's thread lives on")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Wonsan", (39.2, 127.4)),
        ("the Kharkiv region", (50.0, 36.2)),
        ("off Sinpo", (40.0, 128.2)),
        ("East Sea", (39.5, 131.0)),
        ("North Korea", (40.1, 127.2)),
        ("Odesa", (46.5, 30.7)),
        ("Gulf of Guinea", (2.0, 2.0)),
    ],
)
def test_places_of_stories_are_found_on_the_map(name, near):
    found = spot_of(name)
    assert found is not None
    assert abs(found[0] - near[0]) < 4
    assert abs(found[1] - near[1]) < 6


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("Kherson", Precision.TOWN),
        ("Sohae", Precision.SITE),
        ("the Kherson region", Precision.AROUND),
        ("off Sinpo", Precision.AROUND),
        ("Crimea", Precision.REGION),
        ("the Sea of  Japan", Precision.SEA),
        ("North Sea", Precision.SEA),
        ("southern Russia", None),
        ("off North Korea", Precision.STATE),
        ("Djibouti City", Precision.AROUND),
        ("the port of Singapore", Precision.AROUND),
        ("off Djibouti", Precision.STATE),
        ("port of Benin", Precision.STATE),
        ("Texas port", Precision.REGION),
    ],
)
def test_a_point_says_what_it_stands_for(name, how):
    found = located(name)
    assert (found.how if found else None) is how


def test_a_state_does_not_stand_at_a_town_of_its_name_elsewhere():
    cities = {"GI", "HK", "MC", "MO", "SM"}
    found = {state.alpha_2: located(state.name) for state in pycountry.countries}
    assert {code for code, at in found.items() if at and at.how is Precision.TOWN} == cities
    assert spot_of("Cuba") == (21.8, -79.0)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Florida", (28, -82)),
        ("Montana", (47, -110)),
        ("Georgia", (42, 43)),
        ("New York", (41, -74)),
        ("Trinidad", (10, -61)),
        ("Victoria", (-37, 145)),
        ("Norfolk", (37, -76)),
        ("Cornwall", (50, -5)),
        ("Salisbury", (51, -2)),
        ("Amara", (32, 47)),
        ("al-Jawf", (17, 45)),
        ("Djibouti City", (11.6, 43.15)),
    ],
)
def test_of_several_places_of_one_name_the_one_in_the_news_stands(name, near):
    assert spot_of(name) == pytest.approx(near, abs=1)


def test_every_state_of_the_united_states_has_a_middle_on_their_ground():
    towns = {"New York", "Washington", "Georgia"}
    states = {one.name for one in pycountry.subdivisions.get(country_code="US") if one.type == "State"}
    found = {name: located(f"{name} state" if name in towns else name) for name in states}
    assert len(found) == 50
    assert all(at and at.how is Precision.REGION and 19 < at.at[0] < 65 and -160 < at.at[1] < -68 for at in found.values())


def test_every_state_has_a_middle_by_the_name_that_readers_see():
    codes = set(places.tables()["states"].values())
    assert {code for code in codes if not located(name_of(code.upper()))} == {"ps"}  # "Palestinians" is no place's name
    assert all(spot_of(name) for name in ("US", "UK", "UAE", "Kosovo", "Palestine", "the Netherlands", "DR Congo"))


def test_a_place_nobody_knows_has_no_spot():
    assert spot_of("the general's garden") is None


def test_days_are_told_with_their_year_where_the_span_is_long():
    marks = (Mark(date(2022, 11, 15), "missile in Przewodów", Status.ASSERTED), Mark(date(2026, 3, 1), "later", Status.PLANNED))
    assert "15 November: missile in Przewodów" in drawn(Timeline("long", marks)).alt
