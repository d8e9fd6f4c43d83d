from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.watch.schedule import cadence, cadence_words, cap, cap_words, lasting, quiet, quiet_words

# A change to summer time, one back, and a zone that has none.
BERLIN, NEW_YORK, SEOUL = "Europe/Berlin", "America/New_York", "Asia/Seoul"
SPRING = {BERLIN: (2026, 3, 29), NEW_YORK: (2026, 3, 8), SEOUL: (2026, 3, 29)}
AUTUMN = {BERLIN: (2026, 10, 25), NEW_YORK: (2026, 11, 1), SEOUL: (2026, 10, 25)}


def local(zone, *when):
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def dues(words, start, days):
    """Every moment a cadence falls due, as a clock that wakes each half hour sees it."""
    rhythm, found = cadence(words), []
    for step in range(days * 48 + 1):
        last = rhythm.last(start + timedelta(minutes=30 * step))
        if last and last > start and last not in found:
            found.append(last)
    return found


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, SEOUL])
@pytest.mark.parametrize("change", [SPRING, AUTUMN])
@pytest.mark.parametrize("clock", ["08:00", "02:30", "00:00"])
def test_a_daily_digest_comes_once_a_day_across_a_change_of_clocks(zone, change, clock):
    start = local(zone, *change[zone], 12) - timedelta(days=3)
    found = dues(f"daily {clock} {zone}", start, 6)
    told = [at.astimezone(ZoneInfo(zone)) for at in found]
    assert len({at.date() for at in told}) == len(told) == 6
    odd = [at for at in told if f"{at:%H:%M}" != clock]
    assert len(odd) == (1 if clock == "02:30" and change is SPRING and zone != SEOUL else 0)
    assert all(f"{at:%H:%M}" == "03:30" for at in odd)  # the hour that is left out comes after the gap


def test_eight_in_the_morning_stays_eight_while_its_utc_hour_moves():
    found = dues(f"daily 08:00 {BERLIN}", local(BERLIN, 2026, 3, 28, 0), 3)
    assert [at.hour for at in found] == [7, 6, 6]


def test_a_weekly_digest_keeps_its_day_of_its_own_zone():
    found = dues(f"weekly Mon, Thu 07:30 {SEOUL}", datetime(2026, 3, 1, tzinfo=UTC), 14)
    assert {f"{at.astimezone(ZoneInfo(SEOUL)):%a %H:%M}" for at in found} == {"Mon 07:30", "Thu 07:30"}
    assert len(found) == 4
    assert found[0] == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)  # Monday morning in Seoul is Sunday night in UTC


@pytest.mark.parametrize(("zone", "hours"), [(BERLIN, (8, 9, 10)), (NEW_YORK, (8, 9, 10)), (SEOUL, (9, 9, 9))])
def test_quiet_hours_last_an_hour_less_in_spring_and_more_in_autumn(zone, hours):
    held = quiet(f"22:00-07:00 {zone}")
    found = []
    for day, plain in ((SPRING[zone], False), ((2026, 7, 10), True), (AUTUMN[zone], False)):
        begin = local(zone, *day, 12) - timedelta(hours=24)
        minutes = sum(held.until(begin + timedelta(minutes=step)) is not None for step in range(0, 24 * 60, 30)) * 30
        found.append(minutes // 60)
        assert plain is False or minutes == 540
    assert tuple(found) == hours


def test_quiet_hours_end_when_they_say_and_hold_over_midnight():
    held = quiet("22:00-07:00 Asia/Seoul")
    assert held.until(local(SEOUL, 2026, 3, 1, 23)) == local(SEOUL, 2026, 3, 2, 7)
    assert held.until(local(SEOUL, 2026, 3, 2, 6, 59)) == local(SEOUL, 2026, 3, 2, 7)
    assert held.until(local(SEOUL, 2026, 3, 2, 7)) is None
    assert held.until(local(SEOUL, 2026, 3, 2, 21, 59)) is None


def test_quiet_days_are_those_on_which_the_hours_begin():
    held = quiet("Sat, Sun 00:00-24:00 UTC")
    assert held.until(datetime(2026, 3, 1, 23, 59, tzinfo=UTC)) == datetime(2026, 3, 2, tzinfo=UTC)
    assert held.until(datetime(2026, 3, 2, tzinfo=UTC)) is None


READS = {
    "at once": "at once",
    "Hourly": "hourly",
    "daily 8:00 asia/seoul": "daily 08:00 Asia/Seoul",
    "daily 18:00, 06:00": "daily 06:00, 18:00 UTC",
    "weekdays 08:00 utc": "weekdays 08:00 UTC",
    "weekly monday, thu 07:30": "weekly Mon, Thu 07:30 UTC",
}


@pytest.mark.parametrize(("words", "canonical"), READS.items())
def test_a_cadence_reads_back_as_its_canonical_words(words, canonical):
    assert cadence_words(cadence(words)) == canonical
    assert cadence(canonical) == cadence(words)


def test_quiet_hours_read_back_too():
    assert quiet_words(quiet("sat 22:00 – 7:00 europe/berlin")) == "Sat 22:00-07:00 Europe/Berlin"
    assert quiet_words(quiet("none")) == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("10 per hour", "10 an hour"),
        ("10 per 60 min", "10 an hour"),
        ("3 per 10 min", "3 in 10 minutes"),
        ("2/min", "2 a minute"),
        ("50/day", "50 a day"),
        ("5 in 90 min", "5 in 90 minutes"),
        ("5 in 120 min", "5 in 2 hours"),
        ("9 in 3 d", "9 in 3 days"),
    ],
)
def test_a_cap_is_told_as_people_say_it_and_reads_back(words, told):
    assert cap_words(cap(words)) == told
    assert cap(told) == cap(words)


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(minutes=40), "40 min"),
        (timedelta(hours=2, minutes=5), "2 h 05 min"),
        (timedelta(days=3, hours=4), "3 d 4 h"),
    ],
)
def test_how_long_something_lasts_is_told_in_its_two_largest_units(span, told):
    assert lasting(span) == told


@pytest.mark.parametrize(
    ("read", "words", "told"),
    [
        (cadence, "every morning", "write `at once`"),
        (cadence, "weekly 08:00", "write `at once`"),
        (cadence, "daily 25:00", "a time of day is written 00:00 to 24:00"),
        (cadence, "daily 08:00 Seoul", "did you mean `Asia/Seoul`"),
        (cadence, "weekly Foo 08:00", "days are Mon"),
        (quiet, "at night", "write quiet hours as"),
        (cap, "many", "write a cap as"),
        (cap, "0 per hour", "write a cap as"),
    ],
)
def test_words_that_are_no_time_are_one_line_that_shows_how_it_is_written(read, words, told):
    with pytest.raises(BadInput, match=told):
        read(words)


@given(st.integers(0, 365 * 24 * 60), st.sampled_from([BERLIN, NEW_YORK, SEOUL]))
def test_the_last_and_the_next_due_lie_around_now_a_day_apart(minute, zone):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    rhythm = cadence(f"daily 02:30 {zone}")
    last, following = rhythm.last(now), rhythm.next(now)
    assert last <= now < following
    assert timedelta(hours=22) < following - last < timedelta(hours=26)
