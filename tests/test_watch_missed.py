import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from alembic import command
from alembic.config import Config
from fakes.ledger import NOW, Outcome, alert, places, story
from fakes.outlets import FakeOutlet
from fakes.watching import event, vocabulary

from bot.deliver import Policy, deliver_round
from bot.errors import Closed, Later
from bot.model import WIDE, AlertKind, ClaimType, Destination, Mute, MuteKind, Show, Watch
from bot.store.migrate import MIGRATIONS
from bot.watch.board import Board

NAMES = vocabulary()
HERE = "slack:C0"
QUICK = Policy(gaps={}, paces={}, linger_s=0)


@pytest.fixture
def desk(store):
    store.keep_destinations(places(1), NOW)
    store.watches.use(lambda watches: Board(watches, NAMES))
    store.watches.keep(Watch("w1", "strikes", "strike on UA", (HERE,), changed=NOW))
    return store


def file(store, key, show=Show.POST, revision=1, minutes=0, headline="", **fields):
    """A report of a strike comes in, and the message on it."""
    at = NOW + timedelta(minutes=minutes)
    base = event(Random(1), key)
    claim = replace(base.claim, type=ClaimType.STRIKE, actor=("RU",), target=("UA",), background=False)
    number = f"{key}-{revision}"
    reports = tuple(replace(report, id=f"{number}-{report.id}", story=number, seen=at) for report in base.reports)
    one = replace(base, type=ClaimType.STRIKE, claim=claim, flags=(), reports=reports, revision=revision)
    told = alert(key, show, revision, headline or f"REPORTED · {key}", **({"severity": "low", "published": at} | fields))
    read = story(number, text=number, published=at)
    with store.taking(read) as taking:
        return taking.keep(Outcome(read, reports, (one,), (told,)))


def deny(store, key, minutes):
    file(store, key, Show.BROADCAST, 2, minutes, f"DENIED · {key}", kind=AlertKind.DENIAL, status_word="DENIED", change="denied by RU")


def mute(store, what="", kind=MuteKind.ALL, minutes=60, place=HERE, home=""):
    store.watches.mute(Mute(place, kind, what, NOW + timedelta(minutes=minutes), home=home))


def round_of(store, outlet, minutes=0.0):
    now = NOW + timedelta(minutes=minutes)
    store.watches.release(now)
    asyncio.run(deliver_round(store, {"slack": outlet}, now, policy=QUICK))


def shown(outlet):
    """What stands in the channel: each message as it was, and how it was changed."""
    return [(one.text, *one.edits) for one in outlet.there.channels["C0"]]


def notes(store):
    """The lines of the messages that told what was kept back, by their headlines."""
    return {one.headline: one.parts for one in store.watches.alerts(_noted(store))}


def _noted(store):
    with store._read() as connection:
        return sorted({row[0] for row in connection.exec_driver_sql("SELECT event FROM alert") if row[0].startswith(("muted:", "shut:"))})


def test_a_denial_during_a_mute_changes_the_message_at_once_and_is_told_when_the_mute_ends(desk):
    outlet = FakeOutlet()
    file(desk, "e1")
    round_of(desk, outlet)
    mute(desk)
    deny(desk, "e1", 10)
    file(desk, "e2", minutes=20)
    round_of(desk, outlet, 59)
    assert shown(outlet) == [("REPORTED · e1", "DENIED · e1")]
    round_of(desk, outlet, 61)
    headline = "MUTE OVER · from 1 Mar 12:10 to 13:01 UTC · 2 events"
    assert [text for text, *_ in shown(outlet)] == ["REPORTED · e1", headline]
    assert {"denied or corrected: 1 of these", "[low] DENIED · e1 (changed: denied by RU)"} <= set(notes(desk)[headline])
    assert notes(desk)[headline][-1] == "and 1 more: /tocsin digest hours=1 shows what was told meanwhile"
    for minutes in (62, 600, 3000):
        round_of(desk, outlet, minutes)
    assert len(shown(outlet)) == 2


def test_what_nobody_wanted_to_hear_is_one_line_at_the_end_of_the_mute(desk):
    outlet = FakeOutlet()
    mute(desk, minutes=120)
    for number in range(12):
        file(desk, f"e{number}", minutes=number)
    round_of(desk, outlet, 119)
    assert shown(outlet) == []
    round_of(desk, outlet, 121)
    told = "MUTE OVER · from 1 Mar 12:00 to 14:01 UTC · 12 events · /tocsin digest hours=3 shows what was told meanwhile"
    assert shown(outlet) == [(told,)]
    assert notes(desk)[told] == ()


def test_a_mute_that_somebody_ends_early_tells_then_and_one_that_goes_on_waits(desk):
    outlet = FakeOutlet()
    mute(desk)
    mute(desk, "e1", MuteKind.EVENT, minutes=300)
    file(desk, "e1", minutes=1)
    file(desk, "e2", minutes=2)
    mute(desk, minutes=3)
    round_of(desk, outlet, 3)
    assert [text for text, *_ in shown(outlet)] == [
        "MUTE OVER · from 1 Mar 12:02 to 12:03 UTC · 1 event · /tocsin digest hours=1 shows what was told meanwhile"
    ]
    round_of(desk, outlet, 301)
    assert len(shown(outlet)) == 2


def test_a_mute_in_which_nothing_came_or_only_details_changed_ends_without_a_word(desk):
    outlet = FakeOutlet()
    file(desk, "e1")
    round_of(desk, outlet)
    mute(desk)
    file(desk, "e1", Show.EDIT, 2, 5, "REPORTED · e1, three")
    round_of(desk, outlet, 6)
    assert shown(outlet) == [("REPORTED · e1", "REPORTED · e1, three")]
    round_of(desk, outlet, 61)
    assert len(shown(outlet)) == 1


def test_the_end_of_a_mute_of_the_desk_is_told_in_its_channels(desk):
    desk.places.open(Destination(HERE, "slack", "C0", home="slack:T1"))
    outlet = FakeOutlet()
    mute(desk, "RU", MuteKind.ACTOR, place=f"{WIDE}slack:T1", home="slack:T1")
    file(desk, "e1", minutes=1)
    round_of(desk, outlet, 59)
    assert shown(outlet) == []
    round_of(desk, outlet, 60)
    assert [text[:9] for text, *_ in shown(outlet)] == ["MUTE OVER"]


def test_what_came_while_a_channel_was_closed_is_told_in_one_message_and_what_stands_there_is_set_right(desk):
    outlet = FakeOutlet()
    file(desk, "e0")
    round_of(desk, outlet)
    outlet.before = [Closed("the bot may not post there")]
    file(desk, "e1", minutes=1)
    round_of(desk, outlet, 1)
    deny(desk, "e0", 1.2)
    file(desk, "e2", minutes=1.4, severity="severe")
    for number in range(3, 13):
        file(desk, f"e{number}", minutes=1.5)
    assert desk.counts()["todo"] == 1
    round_of(desk, outlet, 2.1)
    round_of(desk, outlet, 2.2)
    missed = "MISSED · nothing could be posted here from 1 Mar 12:01 to 12:02 UTC · 12 events"
    assert shown(outlet) == [("REPORTED · e0", "DENIED · e0"), ("REPORTED · e1",), (missed,)]
    lines = notes(desk)[missed]
    assert {"denied or corrected: 1 of these", "[low] DENIED · e0 (changed: denied by RU)"} <= set(lines)
    assert "[severe] REPORTED · e2" in lines
    assert lines[-1] == "and 4 more: /tocsin digest hours=1 shows what was told meanwhile"
    file(desk, "e20", minutes=3)
    round_of(desk, outlet, 3)
    assert shown(outlet)[-1] == ("REPORTED · e20",)
    round_of(desk, outlet, 600)
    assert len(shown(outlet)) == 4


def test_a_mute_that_ends_in_a_closed_channel_is_told_when_that_is_open(desk):
    outlet = FakeOutlet()
    mute(desk)
    file(desk, "e1", minutes=1)
    desk.pause_destination(HERE, "by hand")
    round_of(desk, outlet, 61)
    assert shown(outlet) == []
    desk.pause_destination(HERE, "")
    round_of(desk, outlet, 90)
    assert [text[:9] for text, *_ in shown(outlet)] == ["MUTE OVER"]


def test_a_message_given_up_in_a_closed_channel_is_told_with_what_it_missed(desk):
    outlet = FakeOutlet()
    outlet.before = [Closed("the channel is archived")] * 2
    file(desk, "e1")
    round_of(desk, outlet)
    round_of(desk, outlet, 1500)
    assert desk.counts()["dead"] == 1
    assert desk.lost.report(NOW, None) == (), "it is told by itself, so that the operator need do nothing"
    desk.places.wake(HERE)
    round_of(desk, outlet, 1501)
    assert ["REPORTED · e1" in parts[-1] for parts in notes(desk).values()] == [True]


def test_an_earlier_versions_pauses_by_a_platform_end_and_its_old_mutes_are_told_of_no_more(desk):
    for number, reason in enumerate(("the channel is archived", "refused 3 times in a row: Discord answered 400", "by hand"), 1):
        desk.keep_destinations([Destination(f"slack:C{number}", "slack", f"C{number}", label=reason)], NOW)
        desk.pause_destination(f"slack:C{number}", reason)
    mute(desk)
    file(desk, "e1")
    with desk._write() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", MIGRATIONS)
        command.downgrade(config, "0011")
        command.upgrade(config, "head")
    assert {one.label: one.paused for one in desk.places.all() if one.label} == {
        "the channel is archived": "",
        "refused 3 times in a row: Discord answered 400": "",
        "by hand": "by hand",
    }
    assert desk.watches.release(NOW + timedelta(hours=2)) == 0


def test_after_an_outage_of_days_a_channel_hears_in_one_message_what_it_missed_and_what_stands_is_set_right(desk):
    outlet = FakeOutlet()
    file(desk, "e0")
    round_of(desk, outlet)
    deny(desk, "e0", 10)
    for number in range(1, 4):
        file(desk, f"e{number}", minutes=number)
    round_of(desk, outlet, 3 * 24 * 60)
    round_of(desk, outlet, 3 * 24 * 60 + 1)
    headline = "MISSED · nothing could be posted here from 1 Mar 12:01 to 4 Mar 12:01 UTC · 4 events"
    assert shown(outlet) == [("REPORTED · e0", "DENIED · e0"), (headline,)]
    assert {"denied or corrected: 1 of these", "[low] DENIED · e0 (changed: denied by RU)"} <= set(notes(desk)[headline])
    owner = Destination("slack:OWNER", "slack", "OWNER")
    [line] = desk.lost.report(NOW, owner)
    assert line == "slack:C0: 3 messages, the last: REPORTED · e3 (no news any more when its turn came)", "the log tells it"
    assert desk.next_delivery(NOW, 60, "b", ["slack"]) is None, "and no note: the channel heard of it"


def test_during_an_outage_nothing_is_told_of_it_and_at_its_end_all_that_was_missed_in_one_message(desk):
    outlet, day = FakeOutlet(), 24 * 60
    outlet.before = [Later("503")] * 99
    for number in range(3):
        file(desk, f"e{number}", minutes=number * day)
        round_of(desk, outlet, number * day + 1)
    assert [(letter.alert.event, letter.error) for letter in desk.dead_letters()] == [
        ("e1", "given up after 24 h: 503"),
        ("e0", "given up after 24 h: 503"),
    ]
    outlet.before = []
    round_of(desk, outlet, 2 * day + 60)
    round_of(desk, outlet, 2 * day + 61)
    headline = "MISSED · nothing could be posted here from 1 Mar 12:00 to 3 Mar 13:01 UTC · 2 events"
    assert [text for text, *_ in shown(outlet)] == ["REPORTED · e2", headline]
