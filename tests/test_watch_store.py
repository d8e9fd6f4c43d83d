import asyncio
from datetime import timedelta

import pytest
from fakes.ledger import NOW, places
from fakes.watched import HERE, NAMES, THERE, Outlet, after, file, sent, told, watch

from bot.deliver import Policy, deliver_round
from bot.model import AlertKind, ClaimType, Mute, MuteKind, Show, Way
from bot.store.checking import check
from bot.watch import parse
from bot.watch.board import Board
from bot.watch.rehearse import asks_words, rehearsed

SINCE, UNTIL = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.fixture
def desk(store):
    store.keep_destinations(places(2), NOW)
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def test_a_destination_with_watches_gets_only_what_one_of_them_matches(desk):
    desk.watches.keep(watch("missile_launch by KP"))
    assert file(desk, told("e1")) == 1
    assert file(desk, told("e2", ClaimType.MISSILE_LAUNCH)) == 1
    desk.watches.keep(watch("missile_launch"))
    assert file(desk, told("e3", ClaimType.MISSILE_LAUNCH)) == 2
    desk.watches.remove("w1")
    assert file(desk, told("e4")) == 2


def test_without_a_board_everything_goes_everywhere_as_before(store):
    store.keep_destinations(places(2), NOW)
    store.watches.keep(watch("missile_launch by KP"))
    assert file(store, told("e1")) == 2


def test_updates_follow_where_the_event_was_posted_and_a_new_match_begins_with_a_post(desk):
    desk.watches.keep(watch("strike parties >= 2"))
    file(desk, told("e1", parties=1))
    assert [place for place, _, _ in sent(desk)] == [THERE]
    file(desk, told("e1", parties=2), Show.REPLY, 2)
    assert sorted(sent(desk)) == [(HERE, "REPORTED · e1", Show.POST), (THERE, "REPORTED · e1", Show.REPLY)]
    desk.watches.keep(watch("missile_launch"))
    file(desk, told("e1", parties=2), Show.REPLY, 3)
    assert {(place, show) for place, _, show in sent(desk)} == {(HERE, Show.REPLY), (THERE, Show.REPLY)}


def test_quiet_hours_hold_and_release_once_with_a_summary(desk):
    desk.watches.keep(watch(quiet="11:00-14:00 UTC", to=(HERE, THERE)))
    file(desk, told("e1"))
    file(desk, told("e2"))
    assert sent(desk) == []
    assert desk.watches.release(after(minutes=30)) == 0
    assert desk.watches.release(after(hours=2)) == 2
    assert desk.watches.release(after(hours=2)) == 0
    out = sent(desk, after(hours=2))
    assert {place for place, _, _ in out} == {HERE, THERE}
    assert {headline for _, headline, _ in out} == {"HELD · quiet hours are over · the w1 · 2 events · 2 low"}
    assert desk.watches.kept_back() == []


@pytest.mark.parametrize("when", ["hourly", "daily 13:00 UTC"])
def test_a_digest_that_falls_due_in_quiet_hours_comes_at_their_end_and_is_not_late(desk, when):
    desk.watches.keep(watch(when=when, quiet="11:00-14:00 UTC"))
    file(desk, told("e1"))
    sent(desk)
    assert [one.until for one in desk.watches.kept_back()] == [after(hours=2)]
    assert desk.watches.release(after(hours=1, minutes=30)) == 0
    assert desk.watches.release(after(hours=2)) == 1
    outlet = Outlet()
    asyncio.run(deliver_round(desk, {"slack": outlet}, after(hours=2), policy=Policy(gaps={}, paces={})))
    [(delivery, _)] = outlet.calls
    assert (delivery.alert.kind, delivery.alert.note) == (AlertKind.DIGEST, "")


def test_a_held_update_changes_the_message_silently_and_stands_in_the_summary(desk):
    desk.watches.keep(watch())
    file(desk, told("e1"))
    sent(desk)
    desk.watches.keep(watch(quiet="11:00-14:00 UTC"))
    file(desk, told("e1"), Show.BROADCAST, 2, change="count 2 → 3")
    assert (HERE, "REPORTED · e1", Show.EDIT) in sent(desk)
    assert desk.watches.release(after(hours=2)) == 1


def test_a_cap_posts_so_many_and_puts_the_rest_in_one_message(desk):
    desk.watches.keep(watch(caps=("2 an hour",)))
    for number in range(5):
        file(desk, told(f"e{number}"), at=after(minutes=number))
    assert len([1 for place, _, _ in sent(desk, after(minutes=5)) if place == HERE]) == 2
    assert desk.watches.release(after(minutes=59)) == 0
    assert desk.watches.release(after(minutes=61)) == 1
    assert sent(desk, after(minutes=61)) == [(HERE, "MORE · over the cap · the w1 · 3 events · 3 low", Show.POST)]


def test_a_digest_comes_once_late_and_says_so_after_a_process_was_down(desk):
    desk.watches.keep(watch(when="daily 13:00 UTC"))
    file(desk, told("e1"))
    sent(desk)
    late = after(hours=4)
    assert desk.watches.release(late) == 1
    assert desk.watches.release(late) == 0
    outlet = Outlet()
    asyncio.run(deliver_round(desk, {"slack": outlet}, late, policy=Policy(gaps={}, paces={})))
    [(delivery, _)] = outlet.calls
    assert delivery.alert.kind is AlertKind.DIGEST
    assert delivery.alert.note == "3 h 00 min late: it was due 13:00 UTC"
    assert delivery.alert.headline == "DIGEST · the w1 · 1 event · 1 low"


def test_nothing_is_repeated_in_the_next_digest(desk):
    desk.watches.keep(watch(when="daily 13:00 UTC"))
    file(desk, told("e1"))
    assert desk.watches.release(after(hours=1)) == 1
    file(desk, told("e1"), Show.EDIT, 2, at=after(hours=2))
    file(desk, told("e2"), at=after(hours=2))
    assert desk.watches.release(after(hours=25)) == 1
    assert [headline for place, headline, _ in sent(desk, after(hours=25)) if place == HERE][-1] == "DIGEST · the w1 · 1 event · 1 low"


def test_what_waits_for_a_paused_destination_is_not_lost(desk):
    desk.watches.keep(watch(when="daily 13:00 UTC"))
    file(desk, told("e1"))
    desk.pause_destination(HERE, "closed")
    assert desk.watches.release(after(hours=1)) == 0
    desk.pause_destination(HERE, "")
    assert desk.watches.release(after(hours=2)) == 1


def test_a_muted_event_is_kept_with_its_reason_and_comes_again_later(desk):
    desk.watches.keep(watch())
    desk.watches.mute(Mute(HERE, MuteKind.EVENT, "e1", after(hours=1)))
    assert file(desk, told("e1")) == 1
    [route] = desk.watches.routes("e1")
    assert (route.destination, route.way, route.words) == (HERE, Way.MUTED, ("event e1 muted",))
    assert desk.watches.mutes(NOW) != []
    assert desk.watches.mutes(after(hours=2)) == []
    file(desk, told("e1"), Show.REPLY, 2, at=after(hours=2))
    assert (HERE, "REPORTED · e1", Show.POST) in sent(desk, after(hours=2))


def test_what_came_during_a_mute_is_told_in_one_message_when_it_ends(desk):
    desk.watches.keep(watch())
    file(desk, told("e1"))
    assert (HERE, "REPORTED · e1", Show.POST) in sent(desk, NOW)
    desk.watches.mute(Mute(HERE, MuteKind.ALL, "", after(hours=1)))
    file(desk, told("e1"), Show.BROADCAST, 2, at=after(minutes=10), kind=AlertKind.DENIAL, headline="DENIED · e1")
    assert (HERE, "DENIED · e1", Show.EDIT) in sent(desk, after(minutes=20)), "what stands in the channel stays true"
    file(desk, told("e2"), at=after(minutes=30))
    assert desk.watches.release(after(minutes=40)) == 0
    assert desk.watches.release(after(hours=1, minutes=1)) == 1
    [(place, headline, show)] = [one for one in sent(desk, after(hours=2)) if one[0] == HERE]
    assert (place, show) == (HERE, Show.POST)
    assert headline == "MUTE OVER · from 1 Mar 12:10 to 13:01 UTC · 2 events"
    assert desk.watches.release(after(hours=3)) == 0


def test_an_end_before_its_time_tells_at_once_and_a_longer_mute_later(desk):
    desk.watches.keep(watch())
    desk.watches.mute(Mute(HERE, MuteKind.EVENT, "e1", after(hours=1)))
    file(desk, told("e1"))
    desk.watches.mute(Mute(HERE, MuteKind.EVENT, "e1", after(hours=5)))
    assert desk.watches.release(after(hours=2)) == 0
    desk.watches.mute(Mute(HERE, MuteKind.EVENT, "e1", after(hours=2)))
    assert desk.watches.release(after(hours=2)) == 1


def test_the_end_of_a_mute_is_told_once_though_nobody_was_awake_then(desk):
    desk.watches.keep(watch())
    desk.watches.mute(Mute(HERE, MuteKind.EVENT, "e1", after(hours=1)))
    file(desk, told("e1"))
    assert (desk.watches.release(after(hours=30)), desk.watches.release(after(hours=31))) == (1, 0)
    assert desk.watches.kept_back() == []


def test_the_delivery_says_whom_to_call(desk):
    desk.watches.keep(watch(ping="role:7"))
    file(desk, told("e1"), severity="severe")
    found = [desk.next_delivery(NOW, 60, "a", ["slack"]) for _ in range(2)]
    assert {taken[0].destination.id: taken[0].ping for taken in found} == {HERE: "role:7", THERE: ""}


def test_a_rehearsal_reads_what_was_told(desk):
    for number in range(6):
        file(desk, told(f"e{number}", ClaimType.STRIKE if number % 2 else ClaimType.THREAT), at=after(minutes=number), severity="severe")
    found = rehearsed(parse("strike on UA", NAMES), desk.watches.past(SINCE, UNTIL, words=False), NAMES.groups)
    assert (found.looked_at, found.matched, found.busiest, found.pings) == (6, 3, 3, 3)
    assert [one.event for one in desk.watches.alerts(found.strongest)] == list(found.strongest)
    saying = parse('everything saying "something was"', NAMES)
    assert rehearsed(saying, desk.watches.past(SINCE, UNTIL, words=asks_words(saying)), NAMES.groups).matched == 6
    assert list(desk.watches.past(SINCE, NOW - timedelta(hours=1), words=True)) == []


def test_a_store_with_digests_holds_together(desk, store_url):
    desk.watches.keep(watch(when="daily 13:00 UTC"))
    file(desk, told("e1"))
    desk.watches.release(after(hours=1))
    assert [line for line in check(store_url) if "alert" in line or "deliver" in line] == []


def test_what_was_told_long_ago_is_forgotten_and_what_waits_is_not(desk):
    desk.watches.keep(watch(quiet="11:00-14:00 UTC"))
    desk.watches.keep(watch("threat", "w2", (THERE,)))
    assert file(desk, told("e1")) == 0  # held
    assert file(desk, told("e2", ClaimType.THREAT)) == 1
    desk.watches.mute(Mute("slack:C0", MuteKind.ALL, "", after(hours=1)))
    assert desk.places.forget(after(days=31), None) == 1  # the mute
    assert desk.places.forget(after(days=89), timedelta(days=90)) == 0
    assert desk.places.forget(after(days=91), timedelta(days=90)) == 1
    assert [one.event for one in desk.watches.kept_back()] == ["e1"]
    assert desk.watches.routes("e2") == []


def test_updates_of_what_a_watch_posted_count_as_told_where_it_posted_that(desk):
    desk.watches.keep(watch("strike", to=(HERE,)))
    desk.watches.keep(watch("everything", "w2", (THERE,)))
    desk.watches.keep(watch("strike", "w3", (THERE,)))  # posts nothing itself
    file(desk, told("e1"))
    assert {route.destination: route.watch for route in desk.watches.routes("e1")} == {HERE: "w1", THERE: "w2"}
    sent(desk)
    desk.watches.remove("w1")
    desk.watches.keep(watch("threat"))  # what follows goes where the first message stands, whatever the watch says now
    file(desk, told("e1"), Show.REPLY, 2, at=after(days=40))
    assert {route.destination for route in desk.watches.routes("e1") if route.way is Way.FOLLOW} == {HERE, THERE}
    assert desk.watches.last_told(["w1", "w2", "w3"], [HERE, THERE]) == {"w1": after(days=40), "w2": after(days=40)}
    assert desk.watches.last_told(["w1", "w2", "w3"], [HERE]) == {"w1": after(days=40)}
