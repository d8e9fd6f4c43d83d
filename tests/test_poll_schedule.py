from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.poll.schedule import Asked, adaptive, back_off, next_check, reread_at

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def times(minutes, count=10):
    return [NOW - timedelta(minutes=minutes * n) for n in range(count)]


def seconds(when):
    return (when - NOW).total_seconds()


def test_a_feed_is_visited_three_times_in_its_usual_gap():
    assert adaptive(times(60)) == 1200


def test_a_pace_is_between_five_minutes_and_six_hours_or_one_where_a_visit_costs_nothing():
    assert (adaptive(times(1)), adaptive(times(60 * 48)), adaptive(times(60 * 48), easy=True)) == (300, 21600, 3600)


def test_too_few_items_tell_no_pace():
    assert adaptive(times(60, count=3)) == 0
    assert adaptive([NOW] * 50) == 0
    assert seconds(next_check(NOW, 0, Asked())) == 900


def test_one_odd_gap_does_not_change_the_pace():
    assert adaptive([*times(30), NOW - timedelta(days=40)]) == 600


def test_a_hot_feed_is_visited_at_the_floor_but_never_sooner_than_it_asks_for():
    assert seconds(next_check(NOW, 3600, Asked(), hot=True)) == 300
    assert seconds(next_check(NOW, 3600, Asked(ttl=1800), hot=True)) == 1800


@given(st.floats(0, 1e6), st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e9), st.floats(1, 3600), st.floats(0, 1), st.booleans())
def test_the_next_visit_is_never_sooner_than_the_floor_nor_what_was_asked_nor_later_than_a_day(
    interval, max_age, ttl, retry, floor, chance, hot
):
    wait = seconds(next_check(NOW, min(interval, 21600), Asked(max_age, ttl, retry), floor, chance, hot)) + 0.001
    assert wait >= max(floor, min(max_age, 3600), min(ttl, 3600), min(retry, 86400))
    assert wait <= 86401


def test_visits_of_feeds_with_one_pace_are_spread():
    waits = {round(seconds(next_check(NOW, 1000, Asked(), chance=n / 10))) for n in range(10)}
    assert len(waits) == 10
    assert (min(waits), max(waits)) == (900, 1080)


def test_the_wait_after_failures_doubles_up_to_six_hours():
    assert [seconds(back_off(NOW, n, Asked())) for n in (1, 2, 3, 8, 500)] == [300, 600, 1200, 21600, 21600]


def test_a_posted_claims_page_is_read_again_six_times_in_three_days():
    waits = [reread_at(NOW, n) for n in range(7)]
    assert [None if when is None else (when - NOW).total_seconds() / 60 for when in waits] == [15, 60, 180, 360, 1440, 4320, None]
