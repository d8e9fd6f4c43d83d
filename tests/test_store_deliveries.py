import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fakes.ledger import NOW, alert, file, later, places

from bot.model import DeliveryState, Handle, Show
from bot.store import Settled

STATES = ("todo", "in_doubt", "sent", "dead")


@pytest.fixture
def place(store):
    [place] = places()
    store.keep_destinations([place], NOW)
    return place


def _next(store, seconds=0.0, lease=60.0, worker="a", platforms=("slack",)):
    return store.next_delivery(later(seconds), lease, worker, platforms)


def _settle(store, taken, state=DeliveryState.SENT, seconds=0.0, worker="a", **how):
    handle = Handle("m1") if state is DeliveryState.SENT else None
    return store.settle_delivery(Settled(taken, state, later(seconds), handle, **how), worker)


def _states(store):
    return tuple(store.counts()[state] for state in STATES)


def test_an_alert_goes_to_every_open_destination_once(store):
    store.keep_destinations(places(3), NOW)
    assert file(store, alert()) == 3
    assert file(store, alert(), key="s2") == 0
    assert _states(store) == (3, 0, 0, 0)


def test_a_taken_delivery_is_in_doubt_counted_and_nobody_elses(store, place):
    file(store, alert())
    taken, parent, *_ = _next(store)
    assert (taken.destination, taken.alert, taken.attempts, taken.first_try) == (place, alert(), 1, NOW)
    assert (taken.state, parent) == (DeliveryState.TODO, None)
    assert _states(store) == (0, 1, 0, 0)
    assert _next(store, worker="b") is None


def test_a_sent_delivery_is_over(store, place):
    file(store, alert())
    assert _settle(store, _next(store)[0])
    assert _states(store) == (0, 0, 1, 0)
    assert _next(store) is None


def test_alerts_keep_their_order_in_a_channel(store, place):
    file(store, *(alert(f"e{n}") for n in range(3)))
    file(store, alert("e9"), key="s2")
    order = []
    while found := _next(store):
        order.append(found[0].alert.event)
        _settle(store, found[0])
    assert order == ["e0", "e1", "e2", "e9"]


def test_a_delivery_that_must_wait_holds_back_what_is_behind_it(store, place):
    file(store, alert("e0"), alert("e1"))
    _settle(store, _next(store)[0], DeliveryState.TODO, seconds=30, error="busy")
    assert _next(store, 29) is None
    taken, *_ = _next(store, 30)
    assert (taken.alert.event, taken.attempts, taken.error, taken.state) == ("e0", 2, "busy", DeliveryState.TODO)


def test_one_channels_wait_does_not_hold_back_another(store):
    store.keep_destinations(places(2), NOW)
    file(store, alert())
    first, *_ = _next(store)
    _settle(store, first, DeliveryState.TODO, seconds=30)
    second, *_ = _next(store)
    assert first.destination != second.destination


def test_a_pace_is_kept_between_two_messages_of_a_channel(store, place):
    file(store, alert("e0"), alert("e1"))
    _settle(store, _next(store)[0], seconds=1)
    assert _next(store, 0.9) is None
    assert _next(store, 1)


def test_a_reply_comes_with_the_handle_of_the_message_it_follows(store, place):
    file(store, alert(), alert(show=Show.REPLY, revision=2))
    first, *_ = _next(store)
    assert _next(store) is None
    _settle(store, first)
    reply, parent, *_ = _next(store)
    assert (reply.alert.show, parent, reply.handle) == (Show.REPLY, Handle("m1"), Handle("m1"))


@pytest.mark.parametrize("show", [Show.EDIT, Show.REPLY, Show.BROADCAST])
def test_what_is_no_post_goes_nowhere_its_event_was_never_posted(store, show):
    store.keep_destinations(places(1), NOW)
    file(store, alert())
    store.keep_destinations(places(2), NOW)
    assert file(store, alert(show=show, revision=2), key="s2") == 1
    assert file(store, alert("e2", show=show, revision=2), key="s3") == 0


def test_what_follows_a_message_that_could_not_be_sent_is_dead_too(store, place):
    file(store, alert(), alert(show=Show.EDIT, revision=2), alert("e2"))
    _settle(store, _next(store)[0], DeliveryState.DEAD, error="invalid_blocks", refused=True)
    assert _next(store)[0].alert.event == "e2"
    assert _states(store) == (0, 1, 0, 2)


def test_the_delivery_of_a_worker_that_died_is_taken_over_as_in_doubt(store, place):
    file(store, alert())
    _next(store, lease=0.05, worker="dead")
    assert _next(store, worker="b") is None
    time.sleep(0.1)
    taken, *_ = _next(store, worker="b")
    assert (taken.state, taken.attempts) == (DeliveryState.IN_DOUBT, 2)


def test_a_lease_that_is_renewed_does_not_run_out(store, place):
    file(store, alert())
    taken, *_ = _next(store, lease=0.2)
    assert store.renew_delivery(taken, 60, "a")
    time.sleep(0.3)
    assert _next(store, worker="b") is None


def test_who_was_taken_over_can_neither_renew_nor_settle(store, place):
    file(store, alert())
    slow, *_ = _next(store, lease=0.0)
    time.sleep(0.01)
    quick, *_ = _next(store, worker="b")
    assert not store.renew_delivery(slow, 60, "a")
    assert not _settle(store, slow, DeliveryState.DEAD)
    assert _next(store, worker="c") is None
    assert _settle(store, quick, worker="b")
    assert _states(store) == (0, 0, 1, 0)


def test_a_paused_destination_gets_nothing_and_keeps_what_it_has(store, place):
    file(store, alert("e0"), alert("e1"))
    store.pause_destination(place.id, "by hand")
    assert _next(store, 99_999) is None
    assert file(store, alert("e2"), key="s2") == 0
    store.keep_destinations([place], NOW)
    assert _next(store, 99_999) is None
    assert _states(store) == (2, 0, 0, 0)


def test_three_final_refusals_in_a_row_close_a_destination_and_the_next_message_is_tried_a_minute_later(store, place):
    file(store, *(alert(f"e{n}") for n in range(9)))
    ends = [DeliveryState.DEAD, DeliveryState.DEAD, DeliveryState.SENT] + [DeliveryState.DEAD] * 3
    for end in ends:
        _settle(store, _next(store)[0], end, error="no", refused=end is DeliveryState.DEAD)
    assert _next(store) is None
    assert file(store, alert("e10"), key="s2") == 0
    assert store.places.all()[0].paused == "refused 3 times in a row: no"
    assert _next(store, 59) is None
    _settle(store, _next(store, 61)[0])
    assert store.places.all()[0].paused == ""
    assert file(store, alert("e11"), key="s3") == 1


def test_a_destination_that_rests_is_told_nothing_until_it_is_kept_again(store, place):
    file(store, alert())
    assert store.rest_destination(place.id)
    assert _next(store) is None
    assert file(store, alert("e2"), key="s2") == 0
    store.keep_destinations([place], NOW)
    assert _next(store)
    assert not store.rest_destination("slack:none")


def test_processes_with_different_settings_leave_each_others_destinations_alone(store, place):
    store.keep_destinations(places(1, "discord"), NOW)
    assert [one.id for one in store.destinations()] == ["discord:C0", place.id]
    assert file(store, alert()) == 2


def test_a_label_is_kept_where_the_settings_tell_none(store, place):
    store.keep_destinations([replace(place, label="#alerts")], NOW)
    store.keep_destinations([place], NOW)
    assert [one.label for one in store.destinations()] == ["#alerts"]


def test_only_the_platforms_at_hand_are_served(store):
    store.keep_destinations([*places(1), *places(1, "discord")], NOW)
    file(store, alert())
    assert _next(store, platforms=("discord",))[0].destination.platform == "discord"
    assert _next(store, platforms=("discord",)) is None


def test_many_workers_at_once_take_each_delivery_once_and_in_order(store):
    store.keep_destinations(places(5), NOW)
    file(store, *(alert(f"e{n}") for n in range(12)))
    sent = []

    def work(worker):
        while store.counts()["todo"]:
            if found := _next(store, worker=worker):
                sent.append((found[0].destination.id, found[0].alert.event))
                assert _settle(store, found[0], worker=worker)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, "abcdef"))
    for place in places(5):
        assert [event for to, event in sent if to == place.id] == [f"e{n}" for n in range(12)]
    assert _states(store) == (0, 0, 60, 0)
