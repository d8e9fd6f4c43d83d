import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import NOW, alert, file, later, places
from fakes.outlets import FakeOutlet, forever
from fakes.rounds import QUICK, round_of

from bot.deliver import DeliverReport, deliver_round
from bot.errors import Fix, InDoubt, Later, Never
from bot.model import Show
from bot.store import Pace


@pytest.fixture
def outlet(store):
    store.keep_destinations(places(), NOW)
    return FakeOutlet()


def _shown(outlet):
    return outlet.there.texts("C0")


def test_a_round_sends_all_that_is_due_in_order(store, outlet):
    file(store, *(alert(f"e{n}", headline=f"h{n}") for n in range(5)))
    assert round_of(store, outlet) == DeliverReport(sent=5)
    assert _shown(outlet) == [f"h{n}" for n in range(5)]
    assert round_of(store, outlet) == DeliverReport()


def test_a_round_tells_how_long_after_publication_each_new_message_was_out(store, outlet):
    file(store, alert(), alert(show=Show.EDIT, revision=2))
    [lag] = asyncio.run(deliver_round(store, {"slack": outlet}, later(30), policy=QUICK)).lags
    assert 30 <= lag < 35


def test_edits_and_replies_reach_their_own_message(store, outlet):
    shows = (Show.POST, Show.EDIT, Show.REPLY, Show.BROADCAST)
    file(store, *(alert(show=show, revision=n, headline=show.value) for n, show in enumerate(shows)))
    assert round_of(store, outlet).sent == 4
    first, *replies = outlet.there.channels["C0"]
    assert first.edits == ["edit"]
    assert [(m.text, m.thread) for m in replies] == [("reply", first.id), ("broadcast", first.id)]


def test_a_busy_platform_is_asked_again_when_it_says(store, outlet):
    file(store, alert())
    outlet.before = [Later("429", after=30)]
    assert round_of(store, outlet) == DeliverReport(later=1)
    assert round_of(store, outlet, 29) == DeliverReport()
    assert round_of(store, outlet, 31) == DeliverReport(sent=1)
    assert outlet.looked == 0  # it was surely not sent: nothing to look for


def test_without_a_time_the_wait_doubles(store, outlet):
    file(store, alert())
    outlet.before = [Later("503"), Later("503"), Later("503")]
    assert [round_of(store, outlet, s).later for s in (0, 1, 3, 6, 8, 15)] == [1, 0, 1, 0, 1, 0]  # due at 2, 7 and 16
    assert round_of(store, outlet, 17).sent == 1


def test_chance_spreads_the_waits(store, outlet):
    file(store, alert())
    outlet.before = [Later("503")]
    round_of(store, outlet, policy=replace(QUICK, chance=lambda: 0.0))
    assert round_of(store, outlet, 1.7).sent == 1


def test_an_alert_that_is_a_day_late_is_given_up(store, outlet):
    file(store, alert())
    outlet.before = [Later("503"), Later("503")]
    round_of(store, outlet)
    assert round_of(store, outlet, 90_000) == DeliverReport(dead=1)


def test_a_refusal_for_good_is_not_repeated_and_does_not_hold_the_next(store, outlet):
    file(store, alert("e0"), alert("e1", headline="h1"))
    outlet.before = [Never("invalid_blocks")]
    assert round_of(store, outlet) == DeliverReport(sent=1, dead=1)
    assert _shown(outlet) == ["h1"]


@pytest.mark.parametrize("fault", [InDoubt("connection reset"), ConnectionResetError(104, "reset"), ZeroDivisionError()])
def test_a_lost_answer_is_looked_up_and_not_sent_again(store, outlet, fault):
    file(store, alert())
    outlet.after = [fault]
    assert round_of(store, outlet) == DeliverReport(in_doubt=1)
    assert round_of(store, outlet, 10) == DeliverReport(sent=1)
    assert len(_shown(outlet)) == outlet.looked == 1


def test_what_was_in_doubt_and_is_not_there_is_sent(store, outlet):
    file(store, alert())
    outlet.before = [InDoubt("connection reset")]
    round_of(store, outlet)
    assert _shown(outlet) == []
    assert round_of(store, outlet, 10) == DeliverReport(sent=1)
    assert (len(_shown(outlet)), outlet.looked) == (1, 1)


def test_the_reply_to_a_message_that_was_in_doubt_finds_it(store, outlet):
    file(store, alert(), alert(show=Show.REPLY, revision=2))
    outlet.after = [InDoubt("reset")]
    round_of(store, outlet)
    assert round_of(store, outlet, 10).sent == 2
    assert outlet.parents[-1].message == outlet.there.channels["C0"][0].id


def test_an_edit_in_doubt_is_simply_made_again(store, outlet):
    file(store, alert(), alert(show=Show.EDIT, revision=2))
    outlet.after = [None, InDoubt("reset")]
    round_of(store, outlet)
    assert round_of(store, outlet, 10).sent == 1
    assert (len(_shown(outlet)), outlet.looked) == (1, 0)


@pytest.mark.parametrize("fault", [Later("429", after=40), InDoubt("no answer"), OSError("no route")])
def test_a_look_up_that_fails_leaves_it_in_doubt(store, outlet, fault):
    file(store, alert())
    outlet.after, outlet.blind = [InDoubt("reset")], fault
    round_of(store, outlet)
    assert round_of(store, outlet, 10) == DeliverReport(in_doubt=1)
    outlet.blind = None
    assert round_of(store, outlet, 60) == DeliverReport(sent=1)
    assert len(_shown(outlet)) == 1


def test_where_history_cannot_be_read_it_is_sent_again_or_held_as_the_operator_chose(store, outlet):
    file(store, alert())
    outlet.after, outlet.blind = [InDoubt("reset")], Never("missing_scope")
    round_of(store, outlet)
    hold = replace(QUICK, hold=True)
    assert round_of(store, outlet, 10, policy=hold) == DeliverReport(dead=1)
    file(store, alert("e2"), key="s2")
    outlet.after = [InDoubt("reset")]
    round_of(store, outlet, 20)
    assert round_of(store, outlet, 30) == DeliverReport(sent=1)
    assert len(_shown(outlet)) == 3


def test_a_platform_that_hangs_is_left_after_the_time_limit_and_holds_back_nobody(store):
    store.keep_destinations(places(3), NOW)
    file(store, alert())
    outlet = FakeOutlet()
    outlet.before = [forever]
    assert round_of(store, outlet, policy=replace(QUICK, timeout_s=0.2)) == DeliverReport(sent=2, in_doubt=1)


def test_work_that_comes_during_a_slow_send_is_begun_at_once(store):
    store.keep_destinations(places(2), NOW)
    file(store, alert())
    outlet, sent = FakeOutlet(), []

    async def slow():
        await asyncio.to_thread(file, store, alert("e2", headline="second"), key="s2")
        await asyncio.sleep(0.7)
        sent.extend(outlet.there.texts("C0") + outlet.there.texts("C1"))

    outlet.before = [slow]
    assert round_of(store, outlet).sent == 4
    assert "second" in sent


def test_a_send_longer_than_its_lease_is_not_taken_over(store, outlet):
    file(store, alert())
    outlet.before = [lambda: asyncio.sleep(0.8)]
    policy = replace(QUICK, lease_s=0.4)

    async def both():
        first = asyncio.create_task(deliver_round(store, {"slack": outlet}, NOW, worker="a", policy=policy))
        await asyncio.sleep(0.6)
        second = await deliver_round(store, {"slack": outlet}, NOW, worker="b", policy=policy)
        return await first, second

    first, second = asyncio.run(both())
    assert (first.sent, second) == (1, DeliverReport())


def test_a_process_that_was_stopped_past_its_lease_does_not_send(store, outlet):
    file(store, alert())
    policy = replace(QUICK, lease_s=0.2)
    claim = store.next_delivery

    class Stopped:  # the process stands still between taking the delivery and sending it
        def __getattr__(self, name):
            return getattr(store, name)

        def next_delivery(self, *how):
            taken = claim(*how)
            if taken:
                time.sleep(0.3)
                assert round_of(store, outlet, worker="b") == DeliverReport(sent=1)
            return taken

    assert round_of(Stopped(), outlet, worker="a", policy=policy) == DeliverReport(taken_over=1)
    assert len(_shown(outlet)) == 1


def test_a_round_told_to_stop_ends_what_it_began_and_begins_no_more(store, outlet):
    file(store, alert("e0"), alert("e1"))
    stopped = []
    outlet.before = [lambda: _set(stopped)]
    assert round_of(store, outlet, stopping=lambda: bool(stopped)) == DeliverReport(sent=1)


async def _set(flags):
    flags.append(True)


def test_a_cancelled_round_leaves_its_send_in_doubt_and_free(store, outlet):
    file(store, alert())
    outlet.after = [forever]

    async def cut():
        running = asyncio.create_task(deliver_round(store, {"slack": outlet}, NOW, worker="a", policy=QUICK))
        await asyncio.sleep(0.2)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(cut())
    assert store.counts()["in_doubt"] == 1
    assert round_of(store, outlet, 1) == DeliverReport(sent=1)
    assert len(_shown(outlet)) == 1


def test_the_pace_of_a_channel_is_kept(store, outlet):
    file(store, alert("e0"), alert("e1"))
    policy = replace(QUICK, gaps={"slack": 10.0})
    assert [round_of(store, outlet, s, policy=policy).sent for s in (0, 8, 11)] == [1, 0, 1]


def test_a_round_waits_a_little_for_what_is_paced(store):
    store.keep_destinations(places(4), NOW)
    file(store, alert("e0"), alert("e1"))
    outlet = FakeOutlet()
    policy = replace(QUICK, gaps={"slack": 0.2}, paces={"slack": Pace(20, 1)}, linger_s=1.0)
    begun = time.monotonic()
    assert round_of(store, outlet, policy=policy).sent == 8
    assert time.monotonic() - begun > 0.35  # eight at twenty a second


def test_a_store_that_is_away_while_an_end_is_written_loses_nothing(store, outlet):
    file(store, alert("e0"), alert("e1"))
    settle, faults = store.settle_delivery, [Later("away"), Fix("a right is missing")]

    class Away:
        def __getattr__(self, name):
            return getattr(store, name)

        def settle_delivery(self, *how):
            if faults:
                raise faults.pop()
            return settle(*how)

    assert round_of(Away(), outlet) == DeliverReport(sent=2)
    assert len(_shown(outlet)) == 2


@pytest.mark.parametrize("fault", [Later("the database does not answer"), Fix("DATABASE_URL: permission denied")])
def test_a_store_that_is_away_ends_the_round_and_not_the_process(store, outlet, fault):
    file(store, alert())

    class Away:
        def next_delivery(self, *how):
            raise fault

    assert round_of(Away(), outlet) == DeliverReport()
    assert round_of(store, outlet) == DeliverReport(sent=1)


def test_a_platform_nobody_serves_waits(store):
    store.keep_destinations([*places(1), *places(1, "discord")], NOW)
    file(store, alert())
    assert round_of(store, FakeOutlet()).sent == 1
    assert store.counts()["todo"] == 1
    assert asyncio.run(deliver_round(store, {}, NOW + timedelta(days=1))) == DeliverReport()
