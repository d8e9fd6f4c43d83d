"""Messages that are given up: when, and what that does to those behind them."""

from dataclasses import replace

import pytest
from fakes.ledger import NOW, alert, file, places
from fakes.outlets import FakeOutlet
from fakes.rounds import QUICK, round_of

from bot.deliver import DeliverReport
from bot.errors import InDoubt, Later, Never


@pytest.fixture
def outlet(store):
    store.keep_destinations(places(), NOW)
    return FakeOutlet()


def test_messages_held_for_a_person_close_no_channel(store, outlet):
    outlet.blind = Never("missing_scope")
    for number in range(4):
        file(store, alert(f"held{number}"), key=f"s{number}")
        outlet.after = [InDoubt("reset")]
        round_of(store, outlet, 100 * number)
        assert round_of(store, outlet, 100 * number + 50, policy=replace(QUICK, hold=True)) == DeliverReport(dead=1)
    assert store.paused_destinations() == []


def test_a_fault_of_our_own_that_does_not_pass_does_not_hold_a_channel_for_ever(store, outlet):
    file(store, alert("e0"), alert("e1", headline="h1"))
    outlet.before = [TypeError("no headline")] * 10
    reports = [round_of(store, outlet, 1000 * number) for number in range(10)]
    assert reports == [DeliverReport(in_doubt=1)] * 9 + [DeliverReport(sent=1, dead=1)]
    assert outlet.there.texts("C0") == ["h1"]
    assert store.dead_letters()[0].error == "given up after 10 tries, may be there: TypeError: no headline"


def test_what_stays_in_doubt_for_a_day_is_given_up(store, outlet):
    file(store, alert())
    outlet.after, outlet.blind = [InDoubt("reset")], Later("is down")
    assert [round_of(store, outlet, at) for at in (0, 40_000)] == [DeliverReport(in_doubt=1)] * 2
    assert round_of(store, outlet, 90_000) == DeliverReport(dead=1)
    assert store.dead_letters()[0].error.startswith("given up after 24 h, may be there: cannot be looked up yet")
