"""A channel that its platform closes is tried again, and one that the operator pauses is not."""

import pytest
from fakes.ledger import NOW, alert, file, later, places
from fakes.outlets import FakeOutlet
from fakes.rounds import round_of

from bot.deliver import DeliverReport
from bot.errors import Closed


@pytest.fixture
def outlet(store):
    store.keep_destinations(places(), NOW)
    return FakeOutlet()


def second(at):
    return at.replace(microsecond=0)


def test_a_closed_channel_is_tried_again_ever_seldomer_and_goes_on_when_it_is_open(store, outlet):
    file(store, alert("e0", headline="h0"), alert("e1", headline="h1"))
    outlet.before = [Closed("the bot may not post there")] * 3
    assert round_of(store, outlet) == DeliverReport(later=1)
    [place] = store.places.all()
    assert (place.paused, second(place.closed), second(place.again)) == ("the bot may not post there", later(0), later(60))
    assert round_of(store, outlet, 59) == DeliverReport()
    assert round_of(store, outlet, 61) == DeliverReport(later=1)
    assert round_of(store, outlet, 600) == DeliverReport()
    assert round_of(store, outlet, 700) == DeliverReport(later=1)
    assert round_of(store, outlet, 4200) == DeliverReport()
    assert file(store, alert("e2"), key="s2") == 0
    assert round_of(store, outlet, 4400) == DeliverReport(sent=2)
    assert outlet.there.texts("C0") == ["h0", "h1"]
    assert [(place.paused, place.closed) for place in store.places.all()] == [("", None)]
    assert file(store, alert("e3"), key="s3") == 1


def test_a_message_that_a_closed_channel_refuses_for_a_day_is_given_up_and_the_next_one_is_tried(store, outlet):
    file(store, alert("e0"))
    outlet.before = [Closed("the channel is gone")] * 2
    round_of(store, outlet)
    assert round_of(store, outlet, 90_000) == DeliverReport(dead=1)
    assert file(store, alert("e1", headline="h1"), key="s2", at=later(90_000)) == 1
    assert round_of(store, outlet, 90_001) == DeliverReport()
    assert round_of(store, outlet, 95_000) == DeliverReport(sent=1)
    assert outlet.there.texts("C0") == ["h1"]
    assert store.places.all()[0].closed is None


def test_whoever_gives_the_permission_back_need_not_wait(store, outlet):
    file(store, alert("e0"))
    outlet.before = [Closed("the bot may not post there")] * 3
    round_of(store, outlet)
    round_of(store, outlet, 61)
    assert store.places.wake("slack:C0") == 1
    assert round_of(store, outlet, 62) == DeliverReport(later=1)
    assert second(store.places.all()[0].again) == later(62 + 60)
    assert store.places.wake() == 1
    assert round_of(store, outlet, 63) == DeliverReport(sent=1)


def test_a_pause_by_the_operator_ends_by_nothing_else(store, outlet):
    file(store, alert("e0"))
    store.pause_destination("slack:C0", "by hand")
    assert store.places.wake() == 0
    assert round_of(store, outlet, 99_999) == DeliverReport()
    outlet.before = [Closed("the bot may not post there")]
    store.pause_destination("slack:C0", "")
    assert round_of(store, outlet) == DeliverReport(later=1)
    store.pause_destination("slack:C0", "by hand")
    assert store.places.wake() == 0
    assert round_of(store, outlet, 99_999) == DeliverReport()
