"""What waited until it was no news is not posted: its channel hears in one message what it missed."""

from dataclasses import replace

import pytest
from fakes.ledger import NOW, alert, file, later, places
from fakes.outlets import FakeOutlet
from fakes.rounds import QUICK, round_of

from bot.deliver import DeliverReport
from bot.errors import InDoubt, Later, Never
from bot.model import DeliveryState, Show
from bot.store import STALE

DAY = 86_400


@pytest.fixture
def outlet(store):
    store.keep_destinations(places(), NOW)
    return FakeOutlet()


def shown(outlet):
    return outlet.there.texts("C0")


def given_up(store):
    return {letter.alert.headline: letter.error for letter in store.dead_letters()}


def test_what_was_queued_before_an_outage_of_days_is_not_posted_after_it(store, outlet):
    file(store, *(alert(f"e{n}", headline=f"h{n}") for n in range(3)))
    assert round_of(store, outlet, 3 * DAY) == DeliverReport()
    assert (shown(outlet), given_up(store)) == ([], {f"h{n}": STALE for n in range(3)})
    assert store.counts()["todo"] == 0


def test_a_day_counts_from_the_queue_and_not_from_the_first_try(store, outlet):
    file(store, alert("e0", headline="h0"), alert("e1", headline="h1"))
    outlet.before = [Later("503"), Later("503")]
    assert round_of(store, outlet, DAY - 3600) == DeliverReport(later=1)
    assert round_of(store, outlet, DAY + 1) == DeliverReport(dead=1)
    assert given_up(store) == {"h0": "given up after 24 h: 503", "h1": STALE}
    assert len(outlet.before) == 1, "nothing was tried once it was too old"


def test_what_follows_a_message_sets_it_right_however_late_and_in_silence(store, outlet):
    file(store, alert("e0"))
    round_of(store, outlet)
    file(store, alert("e0", Show.EDIT, 2, headline="corrected"), alert("e0", Show.REPLY, 3, headline="reply"), key="s2")
    outlet.before = [None, Later("503")]
    assert round_of(store, outlet, DAY - 60) == DeliverReport(sent=1, later=1)
    file(store, alert("e0", Show.BROADCAST, 4, headline="denied"), alert("e1", headline="fresh"), key="s3", at=later(DAY - 1))
    assert round_of(store, outlet, DAY + 1) == DeliverReport(sent=3)
    first, *others = outlet.there.channels["C0"]
    assert first.edits == ["corrected", "reply"]
    assert [message.text for message in others] == ["denied", "fresh"]
    assert given_up(store) == {}


def test_what_is_in_doubt_is_looked_for_however_old_and_not_sent_where_it_is_not_there(store, outlet):
    file(store, alert("e0", headline="h0"), alert("e1", headline="h1"), alert("e2", Show.POST, headline="h2"))
    outlet.after, outlet.before = [InDoubt("reset")], [None, InDoubt("reset")]
    round_of(store, outlet)
    assert round_of(store, outlet, 100) == DeliverReport(sent=1, in_doubt=1)
    assert round_of(store, outlet, DAY + 1) == DeliverReport(dead=1)
    assert (shown(outlet), outlet.looked) == (["h0"], 2)
    assert given_up(store) == {"h1": "given up after 24 h: reset", "h2": STALE}


def test_what_may_be_there_and_cannot_be_looked_up_is_not_sent_again_when_it_is_too_old(store, outlet):
    file(store, alert())
    outlet.after, outlet.blind = [InDoubt("reset")], Never("missing_scope")
    round_of(store, outlet)
    assert round_of(store, outlet, DAY + 1) == DeliverReport(dead=1)
    assert len(shown(outlet)) == 1


@pytest.mark.parametrize("there", [True, False])
def test_what_was_given_up_and_may_be_there_is_looked_for_when_it_is_put_back(store, outlet, there):
    file(store, alert())
    (outlet.after if there else outlet.before).append(InDoubt("reset"))
    outlet.blind = Later("is down")
    assert [round_of(store, outlet, at) for at in (0, DAY + 1)] == [DeliverReport(in_doubt=1), DeliverReport(dead=1)]
    outlet.blind = None
    assert "may be there" in store.dead_letters()[0].error
    assert store.retry_dead() == 1
    taken = store.next_delivery(later(DAY + 9), 0, "a", ["slack"]).delivery
    assert taken.state is DeliveryState.IN_DOUBT
    assert taken.first_try < later(1), "a history is looked through from the first try on"
    looked = outlet.looked
    assert round_of(store, outlet, DAY + 10) == DeliverReport(sent=1)
    assert (len(shown(outlet)), outlet.looked) == (1, looked + 1)


def test_what_was_given_up_as_too_old_is_sent_when_it_is_put_back(store, outlet):
    file(store, alert())
    round_of(store, outlet, 3 * DAY)
    assert store.retry_dead() == 1
    assert round_of(store, outlet, 3 * DAY + 1) == DeliverReport(sent=1)
    assert outlet.looked == 0


def test_a_message_held_for_a_person_is_sent_when_that_person_puts_it_back(store, outlet):
    file(store, alert())
    outlet.before, outlet.blind = [InDoubt("reset")], Never("missing_scope")
    hold = replace(QUICK, hold=True)
    assert [round_of(store, outlet, at, policy=hold) for at in (0, 50)] == [DeliverReport(in_doubt=1), DeliverReport(dead=1)]
    store.retry_dead()
    assert round_of(store, outlet, 60, policy=hold) == DeliverReport(sent=1)
