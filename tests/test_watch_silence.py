from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from fakes.ledger import FEED, Outcome, alert, story
from fakes.watching import event, vocabulary

from bot.model import AlertKind, DeliveryState, Destination, Feed, FeedState, Handle, Watch
from bot.store import Settled
from bot.store.silence import Heard
from bot.watch.board import Board
from bot.watch.notes import health_note
from bot.watch.silence import Back, Known, Quiet, judged, silent, span

START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMES = vocabulary()


def steady(chance, days):
    """A wire: two an hour, day and night."""
    yield from walk(chance, days, 0.5)


def office(chance, days):
    """An outlet that writes in office hours."""
    yield from (at for at in walk(chance, days, 0.4) if 7 <= at.hour < 19 and at.weekday() < 5)


def bursts(chance, days):
    """Rare bursts of up to twelve."""
    for at in walk(chance, days, 6):
        yield from (at + timedelta(minutes=number) for number in range(chance.randint(1, 12)))


def daily(chance, days):
    """A newsletter each morning."""
    yield from (START + DAY * day + timedelta(hours=8, minutes=chance.gauss(0, 20)) for day in range(days))


def weekdaily(chance, days):
    """A newsletter each working day."""
    yield from (at for at in daily(chance, days) if at.weekday() < 5)


def walk(chance, days, hours):
    at = START
    while (at := at + HOUR * chance.expovariate(1 / hours)) < START + DAY * days:
        yield at


def known(source, days=42, seed=1):
    return Known("feed:x", "Harbour Wire", tuple(sorted(source(Random(seed), days))))


def first_alarm(one, until=40 * DAY):
    """How long after it was heard last a clock that asks each hour finds it silent."""
    last = one.heard[-1]
    steps = int(until / HOUR)
    return next((HOUR * step for step in range(steps) if silent(one, last + HOUR * step, START)), None)


@pytest.mark.parametrize("source", [steady, office, bursts, daily, weekdaily])
def test_six_weeks_of_a_source_that_goes_on_raise_no_alarm(source):
    for seed in range(2):
        whole = known(source, 63, seed)
        for step in range(21 * 24, 63 * 24, 5):
            now = START + HOUR * step
            heard = tuple(at for at in whole.heard if at <= now)
            assert silent(replace(whole, heard=heard), now, START) is None, (seed, now)


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [(steady, 3, 14), (office, 12, 80), (bursts, 24, 120), (daily, 30, 80), (weekdaily, 40, 150)],
)
def test_a_source_that_stops_is_found_after_its_own_measure(source, least, most):
    for seed in range(4):
        assert least * HOUR < first_alarm(known(source, 42, seed)) < most * HOUR


def test_a_quiet_weekend_is_no_silence_and_a_quiet_monday_is():
    friday = [at for at in known(office, 41).heard if at < START + 40 * DAY]
    one = Known("feed:x", "Harbour Wire", tuple(friday))
    assert friday[-1].weekday() == 4
    assert silent(one, START + 41 * DAY + 23 * HOUR, START) is None  # Sunday night
    assert silent(one, START + 42 * DAY + 18 * HOUR, START)  # Monday evening


def test_what_is_little_known_is_never_silent():
    few = Known("feed:x", "X", tuple(START + DAY * number for number in range(10)))
    short = Known("feed:x", "X", tuple(START + HOUR * number for number in range(100)))
    for one in (few, short, Known("feed:x", "X", ())):
        assert silent(one, START + 60 * DAY, START) is None


def test_while_we_were_down_ourselves_nothing_was_silent():
    one = known(steady)
    last = one.heard[-1]
    assert silent(one, last + 20 * HOUR, START)
    assert silent(one, last + 20 * HOUR, last + 18 * HOUR) is None
    assert silent(one, last + 40 * HOUR, last + 18 * HOUR)


def test_an_outage_once_does_not_dull_the_ear():
    whole = known(steady, 42)
    hole = [at for at in whole.heard if not START + 20 * DAY < at < START + 23 * DAY]
    assert first_alarm(replace(whole, heard=tuple(hole))) < 30 * HOUR


def test_what_was_told_is_told_once_and_again_when_it_is_heard():
    one = known(steady)
    last, now = one.heard[-1], one.heard[-1] + 2 * DAY
    [quiet], back = judged([one], {}, now, START)
    assert (quiet.name, quiet.since, back) == ("Harbour Wire", last, ())
    assert quiet.usual < 8 * HOUR
    assert judged([one], {"feed:x": last}, now + DAY, START) == ((), ())
    again = replace(one, heard=(*one.heard, now + DAY, now + 2 * DAY))
    assert judged([again], {"feed:x": last}, now + 2 * DAY, START) == ((), (Back("feed:x", "Harbour Wire", last, now + DAY),))


def quiet_one(number=1):
    return Quiet(f"feed:{number}", f"Outlet {number}", START, timedelta(hours=6), "its visits fail: 503")


def test_a_note_says_who_since_when_and_what_is_usual():
    [one] = [health_note([quiet_one()], [], "k", START + 31 * HOUR)]
    assert one.headline == "SILENT · Outlet 1: nothing for 31 h, its longest usual pause is 6 h (its visits fail: 503)"
    assert one.kind is AlertKind.NOTE
    assert one.parts == ()
    back = health_note([], [Back("feed:1", "Outlet 1", START, START + 80 * HOUR)], "k", START + 81 * HOUR)
    assert back.headline == "HEARD AGAIN · Outlet 1 after 3 days"


def test_a_failing_network_is_one_note_not_a_hundred():
    one = health_note([quiet_one(number) for number in range(100)], [], "k", START + 31 * HOUR)
    assert one.headline == "SILENT · 100 sources"
    assert len(one.parts) == 13
    assert one.parts[-1] == "and 88 more: `feeds status` lists them"


def test_what_fell_silent_and_what_is_back_stand_in_one_note():
    back = [Back(f"watch:{number}", f"watch {number}", START, START + 40 * HOUR) for number in range(2)]
    one = health_note([quiet_one()], back, "k", START + 31 * HOUR)
    assert one.headline == "SILENT · 1 source · HEARD AGAIN · 2 watches"
    assert one.parts[1] == "watch 0: heard again after 40 h"


def test_lengths_are_told_as_people_say_them():
    assert [span(length) for length in (45 * timedelta(minutes=1), 31 * HOUR, 5 * DAY)] == ["45 min", "31 h", "5 days"]


# From here on with a store.

OTHER = Feed("http://127.0.0.1/other", "The Northern Post")
HERE, THERE, OWNER = Destination("slack:C0", "slack", "C0"), Destination("slack:C1", "slack", "C1"), Destination("slack:C9", "slack", "C9")


@pytest.fixture
def desk(store):
    store.keep_feeds([FEED, OTHER], START)
    store.keep_destinations([HERE, THERE], START)
    store.watches.use(lambda watches: Board(watches, NAMES))
    store.watches.keep(Watch("w1", "Strikes", "strike", (HERE.id,), changed=START))
    store.watches.keep(Watch("w2", "Nothing", "sanction", (THERE.id,), changed=START))
    return store


def hear(store, feed, times, *, told=True):
    """Stories come by a feed at these times, each of them an event that w1 asks for."""
    for at in times:
        key = f"{feed.outlet}{at.timestamp()}"
        store.settle_feed(FeedState(feed), [story(key, text=key, feed=feed.url, outlet=feed.outlet, published=at)], at)
        if told:
            file(store, key, feed, at)


def file(store, key, feed, at):
    base = event(Random(1), key)
    claim = replace(base.claim, type=base.type.STRIKE, background=False)
    reports = tuple(replace(report, id=f"{key}-{report.id}", story=key, seen=at) for report in base.reports)
    one = replace(base, type=base.type.STRIKE, claim=claim, flags=(), reports=reports, opened=at, changed=at)
    with store.taking(story(key, text=key, feed=feed.url, outlet=feed.outlet, published=at)) as taking:
        taking.keep(Outcome(story(key, text=key, feed=feed.url, published=at), reports, (one,), (alert(key),)))


def notes(store):
    """The notes in the outbox, by destination; what else waits is sent away."""
    found = {}
    while taken := store.next_delivery(START + 99 * DAY, 60, "a", ["slack"]):
        if taken.delivery.alert.kind is AlertKind.NOTE:
            found.setdefault(taken.delivery.destination.id, []).append(taken.delivery.alert.headline)
        settle(store, taken)
    return found


def settle(store, taken):
    store.settle_delivery(Settled(taken.delivery, DeliveryState.SENT, START, Handle("m")), "a")


def rounds(store, start, end, owner=None):
    """A clock that wakes every half hour."""
    steps = int((end - start) / (HOUR / 2))
    return [found for step in range(steps) if (found := store.silences.round(start + HOUR / 2 * step, owner)).notes]


def test_a_feed_that_stops_is_told_once_where_it_was_read_and_once_when_it_is_back(desk):
    times = [START + HOUR * 8 * number for number in range(40)]
    hear(desk, FEED, times)
    end = times[-1]
    notes(desk)
    [told] = rounds(desk, end, end + 3 * DAY, OWNER)
    assert [one.name for one in told.quiet] == ["Harbour Wire", "watch “Strikes”"]
    out = notes(desk)
    assert set(out) == {HERE.id, OWNER.id}  # THERE got nothing of this feed, and its watch never yielded
    assert out[HERE.id] == ["SILENT · 1 source, 1 watch"]
    assert rounds(desk, end + 3 * DAY, end + 4 * DAY, OWNER) == []
    hear(desk, FEED, [end + 4 * DAY])
    [back] = rounds(desk, end + 4 * DAY, end + 5 * DAY, OWNER)
    assert [one.name for one in back.back] == ["Harbour Wire", "watch “Strikes”"]
    assert set(notes(desk)) == {HERE.id, OWNER.id}


def test_what_is_back_after_months_is_told_too_and_what_was_switched_off_is_not(desk):
    times = [START + HOUR * 8 * number for number in range(40)]
    hear(desk, FEED, times)
    assert len(rounds(desk, times[-1], times[-1] + 3 * DAY)) == 1
    late = times[-1] + 90 * DAY
    assert rounds(desk, late, late + DAY / 4) == []
    hear(desk, FEED, [late + DAY / 2])
    [back] = rounds(desk, late + DAY / 2, late + DAY)
    assert [one.name for one in back.back] == ["Harbour Wire", "watch “Strikes”"]
    desk.keep_feeds([OTHER], late + DAY)
    desk.watches.keep(Watch("w1", "Strikes", "strike", (HERE.id,), on=False, changed=START))
    assert rounds(desk, late + DAY, late + 5 * DAY) == []


def test_only_the_one_that_stops_is_told(desk):
    times = [START + HOUR * 8 * number for number in range(40)]
    hear(desk, FEED, times, told=False)
    hear(desk, OTHER, [at + HOUR for at in times] + [times[-1] + HOUR * 8 * number for number in range(1, 12)], told=False)
    [told] = rounds(desk, times[-1], times[-1] + 3 * DAY, OWNER)
    assert [one.name for one in told.quiet] == ["Harbour Wire"]


def test_a_watch_that_was_changed_or_paused_is_not_missed(desk):
    times = [START + HOUR * 8 * number for number in range(40)]
    hear(desk, FEED, times)
    desk.watches.keep(Watch("w1", "Strikes", "strike by KP", (HERE.id,), changed=times[-1]))
    [told] = rounds(desk, times[-1], times[-1] + 3 * DAY)
    assert [one.name for one in told.quiet] == ["Harbour Wire"]


def test_a_process_that_was_down_accuses_nobody(desk):
    times = [START + HOUR * 8 * number for number in range(40)]
    hear(desk, FEED, times)
    assert desk.silences.round(times[-1]).notes == 0
    assert desk.silences.round(times[-1] + 4 * DAY).notes == 0
    assert rounds(desk, times[-1] + 4 * DAY + HOUR / 2, times[-1] + 6 * DAY)


def test_of_two_processes_that_listen_at_once_one_tells(desk):
    times = [START + HOUR * 8 * number for number in range(40)]
    hear(desk, FEED, times)
    clock = [times[-1] + HOUR / 2 * step for step in range(96)]
    assert [count for at in clock for _ in "ab" if (count := desk.silences.round(at).notes)] == [1]
    assert desk.silences.round(clock[-1] + timedelta(minutes=9)) == Heard()
