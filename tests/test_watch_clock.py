"""Digests, quiet hours and caps as a clock that wakes every half hour sees them, over changes of summer time in three zones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from fakes.ledger import Outcome, alert, places, story
from fakes.watching import event, vocabulary

from bot.model import AlertKind, ClaimType, DeliveryState, Handle, Watch
from bot.store import Settled, open_store
from bot.watch.board import Board

NAMES = vocabulary()
[HERE] = [place.id for place in places()]
BERLIN, NEW_YORK, SYDNEY = "Europe/Berlin", "America/New_York", "Australia/Sydney"
CHANGES = {  # the day on which the clocks go forward, and back
    BERLIN: (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)),
    NEW_YORK: (datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)),
    SYDNEY: (datetime(2026, 10, 4, tzinfo=UTC), datetime(2026, 4, 5, tzinfo=UTC)),
}
TURNS = [(zone, day, turn) for zone, days in CHANGES.items() for day, turn in zip(days, ("forward", "back"), strict=True)]
OVER = [pytest.param(zone, day, id=f"{zone}-{turn}") for zone, day, turn in TURNS]
HALF, HOUR, DAY = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def desk(sqlite_url):
    opened = open_store(sqlite_url, synchronous="OFF")
    opened.watches.use(lambda watches: Board(watches, NAMES))
    opened.keep_destinations(places(), datetime(2026, 1, 1, tzinfo=UTC))
    yield opened
    opened.close()


class Channel:
    """A channel and its clock: what was posted when."""

    def __init__(self, store, start, **how):
        self.store, self.now, self.count = store, start, 0
        self.posted = []  # (when, alert)
        self.change(**how)

    def change(self, **how):
        self.store.watches.keep(Watch("w1", "Strikes", "strike", (HERE,), changed=self.now, **how))

    def happens(self):
        """An event comes in."""
        self.count += 1
        key = f"e{self.count}"
        base = event(Random(1), key)
        claim = replace(base.claim, type=ClaimType.STRIKE, background=False)
        reports = tuple(replace(report, id=f"{key}-{report.id}", story=key, seen=self.now) for report in base.reports)
        one = replace(base, type=ClaimType.STRIKE, claim=claim, flags=(), reports=reports)
        read = story(key, text=key, published=self.now)
        with self.store.taking(read) as taking:
            taking.keep(Outcome(read, reports, (one,), (alert(key, headline=f"REPORTED · {key}.", severity="low"),)))

    def runs(self, until, every=HALF, news=HOUR):
        """The clock ticks; something happens every `news`."""
        begun = self.now
        while self.now < until:
            if (self.now - begun) % news == timedelta():
                self.happens()
            self.ticks()
            self.now += every

    def ticks(self):
        self.store.watches.release(self.now)
        while taken := self.store.next_delivery(self.now, 60, "a", ["slack"]):
            self.posted.append((self.now, taken.delivery.alert))
            self.store.settle_delivery(Settled(taken.delivery, DeliveryState.SENT, self.now, Handle("m")), "a")

    def told(self):
        """Every event that came, alone or in a bundle."""
        heads = [line for _, one in self.posted for line in (one.headline, *one.parts)]
        return [key for key in (f"e{number}" for number in range(1, self.count + 1)) if any(f"{key}." in line for line in heads)]


def local(zone, posted):
    return [at.astimezone(ZoneInfo(zone)) for at, _ in posted]


@pytest.mark.parametrize(("zone", "day"), OVER)
def test_a_daily_digest_comes_at_eight_local_time_every_day_and_holds_each_event_once(desk, zone, day):
    channel = Channel(desk, day - 2 * DAY, when=f"daily 08:00 {zone}")
    channel.runs(day + 2 * DAY, news=3 * HOUR)
    first = [(at, one) for at, one in channel.posted if "part" not in one.headline or "part 1" in one.headline]
    assert {f"{at:%H:%M}" for at in local(zone, first)} == {"08:00"}
    days = [at.date() for at in local(zone, first)]
    assert days == [days[0] + DAY * number for number in range(len(days))]
    assert len(days) >= 3
    lines = [line for _, one in channel.posted for line in one.parts if "REPORTED" in line]
    assert len(lines) == len(set(lines))
    assert {one.kind for _, one in channel.posted} == {AlertKind.DIGEST}


@pytest.mark.parametrize(("zone", "day"), OVER)
def test_quiet_hours_hold_by_the_local_clock_and_let_go_at_their_end(desk, zone, day):
    channel = Channel(desk, day - DAY, quiet=f"22:00-07:00 {zone}")
    channel.runs(day + 2 * DAY)
    times = local(zone, channel.posted)
    assert all(7 <= at.hour < 22 for at in times)
    summaries = [at for at, (_, one) in zip(times, channel.posted, strict=True) if one.kind is AlertKind.DIGEST]
    assert {f"{at:%H:%M}" for at in summaries} == {"07:00"}
    assert len({at.date() for at in summaries}) == 3
    assert len(channel.told()) >= channel.count - 10  # the last night is still held
    held = len(desk.watches.kept_back())
    assert len(channel.told()) + held == channel.count


@pytest.mark.parametrize(("zone", "day"), OVER)
def test_a_cap_counts_real_minutes_whatever_the_clocks_on_the_wall_do(desk, zone, day):
    channel = Channel(desk, day, caps=("1 an hour",))
    channel.runs(day + DAY, news=HALF)
    posts = [at for at, one in channel.posted if one.kind is AlertKind.NEW]
    assert all(later - at >= HOUR for at, later in pairwise(posts))
    assert len(posts) >= 20
    assert len(channel.told()) + len(desk.watches.kept_back()) == channel.count


@pytest.mark.parametrize(("zone", "day"), OVER)
def test_a_process_that_was_down_when_a_digest_was_due_sends_it_once_late_and_says_so(desk, zone, day):
    channel = Channel(desk, day - DAY, when=f"daily 08:00 {zone}")
    channel.runs(eight(zone, day) - HOUR, news=3 * HOUR)
    before = len(channel.posted)
    channel.now = eight(zone, day) + 5 * HOUR + HALF  # it wakes again
    channel.ticks()
    channel.ticks()
    late = [one for _, one in channel.posted[before:]]
    assert {one.note for one in late} == {f"5 h 30 min late: it was due 08:00 {zone}"}
    assert len({one.headline for one in late}) == len(late)
    channel.runs(eight(zone, day) + DAY + HOUR, news=100 * DAY)
    following = [one for _, one in channel.posted[before + len(late) :]]
    assert [one.note for one in following] == [""]
    assert len(channel.told()) == channel.count


def eight(zone, day):
    """08:00 on the day of the change."""
    return day.replace(hour=8, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(("zone", "day"), OVER)
def test_a_watch_that_is_changed_before_its_digest_tells_by_its_new_words_and_loses_nothing(desk, zone, day):
    channel = Channel(desk, day - DAY, when=f"daily 08:00 {zone}")
    channel.runs(eight(zone, day) - HOUR, news=3 * HOUR)
    channel.change(when=f"daily 11:00 {zone}")
    channel.runs(eight(zone, day) + 8 * HOUR, news=100 * DAY)
    assert f"{local(zone, channel.posted)[-1]:%d %H:%M}" == f"{day:%d} 11:00"
    channel.happens()
    channel.change(when="at once")
    channel.ticks()
    assert len(channel.told()) == channel.count
    assert desk.watches.kept_back() == []


def test_a_watch_paused_over_its_digest_tells_all_of_it_when_it_goes_on(desk):
    day = CHANGES[BERLIN][0]
    channel = Channel(desk, day - DAY, when=f"daily 08:00 {BERLIN}")
    channel.runs(eight(BERLIN, day) - HOUR, news=3 * HOUR)
    channel.change(when=f"daily 08:00 {BERLIN}", on=False)
    before = len(channel.posted)
    channel.runs(eight(BERLIN, day) + 2 * HOUR, news=100 * DAY)
    assert channel.posted[before:] == []
    channel.change(when=f"daily 08:00 {BERLIN}")
    channel.runs(eight(BERLIN, day) + 3 * HOUR, news=100 * DAY)
    notes = {one.note for _, one in channel.posted[before:]}
    assert len(notes) == 1
    assert notes.pop().endswith("late: it was due 08:00 Europe/Berlin")
