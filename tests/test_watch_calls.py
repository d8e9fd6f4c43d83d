import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from fakes.ledger import NOW, Outcome, alert, places, story
from fakes.watched import Outlet
from fakes.watching import event, vocabulary

from bot.deliver import Policy, deliver_round
from bot.errors import BadInput
from bot.model import AlertKind, ClaimType, Handle, Show, Watch
from bot.store.calls import Called
from bot.store.checking import check
from bot.watch.board import Board
from bot.watch.notes import called_note
from handlers.commands.watching import Watching
from handlers.commands.words import Asked
from handlers.discord_app.controls import controls as discord_controls
from handlers.slack_app.blocks import controls as slack_controls
from handlers.wording import first_message

NAMES = vocabulary()
HERE, THERE = "slack:C0", "slack:C1"
ANN, BOB, CAT = "slack:U1", "discord:42", "slack:U3"


@pytest.fixture
def desk(store):
    store.keep_destinations(places(2), NOW)
    store.watches.use(lambda watches: Board(watches, NAMES))
    store.watches.keep(Watch("w1", "Strikes", "strike", (HERE,), ping="S7", confirm=10, changed=NOW))
    return store


def file(store, key="e1", severity="severe", at=NOW, show=Show.POST, revision=1):
    base = event(Random(1), key)
    claim = replace(base.claim, type=ClaimType.STRIKE, background=False)
    reports = tuple(replace(report, id=f"{key}{revision}-{report.id}", story=f"{key}{revision}", seen=at) for report in base.reports)
    one = replace(base, type=ClaimType.STRIKE, claim=claim, flags=(), reports=reports, revision=revision)
    read = story(f"{key}{revision}", text=f"{key}{revision}", published=at)
    with store.taking(read) as taking:
        taking.keep(Outcome(read, reports, (one,), (alert(key, show, revision, severity=severity),)))


def sent(store, at=NOW, place=HERE):
    outlet = Outlet()
    asyncio.run(deliver_round(store, {"slack": outlet}, at, policy=Policy(gaps={}, paces={})))
    return [(delivery, parent) for delivery, parent in outlet.calls if delivery.destination.id == place]


def after(minutes):
    return NOW + timedelta(minutes=minutes)


def test_the_alert_comes_at_once_and_calls_nobody_until_two_people_agree(desk):
    file(desk)
    [(first, _)] = sent(desk)
    assert (first.ping, first.call) == ("", "S7")
    assert desk.calls.say("e1", HERE, ANN, after(1)) == (Called.FIRST, after(10))
    assert sent(desk, after(1)) == []
    assert desk.calls.say("e1", HERE, BOB, after(2))[0] is Called.DONE
    [(second, parent)] = sent(desk, after(2))
    assert (second.ping, second.alert.kind, second.alert.show) == ("S7", AlertKind.NOTE, Show.BROADCAST)
    assert second.alert.headline.startswith("CALLED by two people · ")
    assert parent == Handle("m1")
    assert first_message(second.alert) is None  # the first message stays as it is


def test_one_person_twice_is_one_person(desk):
    file(desk)
    sent(desk)
    said = [desk.calls.say("e1", HERE, ANN, after(minute))[0] for minute in (1, 2, 3)]
    assert said == [Called.FIRST, Called.AGAIN, Called.AGAIN]
    assert sent(desk, after(4)) == []


def test_after_its_time_nobody_is_called_and_the_alert_stands(desk):
    file(desk)
    desk.calls.say("e1", HERE, ANN, after(9))
    assert desk.calls.say("e1", HERE, BOB, after(11))[0] is Called.LATE
    assert [delivery.ping for delivery, _ in sent(desk, after(11))] == [""]


def test_a_third_person_calls_nobody_twice(desk):
    file(desk)
    sent(desk)
    for person in (ANN, BOB):
        desk.calls.say("e1", HERE, person, after(1))
    assert desk.calls.say("e1", HERE, CAT, after(2))[0] is Called.BEFORE
    assert len(sent(desk, after(3))) == 1


def test_only_what_calls_waits_for_anybody(desk):
    file(desk, "e1", "high")
    assert desk.calls.say("e1", HERE, ANN, NOW)[0] is Called.NONE
    file(desk, "e2")
    assert desk.calls.say("e2", THERE, ANN, NOW)[0] is Called.NONE
    desk.watches.keep(Watch("w1", "Strikes", "strike", (HERE,), ping="S7", changed=NOW))
    file(desk, "e3")
    assert desk.calls.say("e3", HERE, ANN, NOW)[0] is Called.NONE
    assert [delivery.ping for delivery, _ in sent(desk) if delivery.alert.event == "e3"] == ["S7"]


def test_the_question_stays_in_the_first_message_as_long_as_it_may_be_answered(desk):
    file(desk)
    sent(desk)
    file(desk, show=Show.EDIT, revision=2, at=after(3))
    assert [delivery.call for delivery, _ in sent(desk, after(3))] == ["S7"]
    for person in (ANN, BOB):
        desk.calls.say("e1", HERE, person, after(4))
    file(desk, show=Show.EDIT, revision=3, at=after(5))
    assert [delivery.call for delivery, _ in sent(desk, after(5))] == ["", ""]
    file(desk, "e2")
    file(desk, "e2", show=Show.EDIT, revision=2, at=after(11))
    assert [delivery.call for delivery, _ in sent(desk, after(11))] == ["S7", ""]


def test_an_update_after_a_call_is_told_as_ever(desk, store_url):
    file(desk)
    sent(desk)
    for person in (ANN, BOB):
        desk.calls.say("e1", HERE, person, after(1))
    file(desk, show=Show.REPLY, revision=2, at=after(3))
    assert [(delivery.alert.kind, delivery.alert.revision) for delivery, _ in sent(desk, after(3))] == [
        (AlertKind.NOTE, -1),
        (AlertKind.UPDATE, 2),
    ]
    assert desk.watches.alerts(["e1"])[0].revision == 2
    assert [line for line in check(store_url) if "alert" in line or "deliver" in line] == []


def test_the_command_says_to_each_what_their_word_did(desk):
    watching = Watching(desk, NAMES, ())

    def say(person, minute, place=HERE, key="e1"):
        asked = Asked("call", "", {"event": key}, person=person, place=place)
        return asyncio.run(watching.answer(asked, after(minute)))

    file(desk)
    assert say(ANN, 1).title == "You are the first. A second person has until 1 Mar 2026 12:10 UTC to agree; without one nobody is called."
    assert say(ANN, 2).title.startswith("You have agreed already")
    assert say(BOB, 3).title == "You are the second: they are called."
    assert not say(BOB, 3, key="e9").ok
    file(desk, "e2")
    assert not say(BOB, 30, key="e2").ok
    with pytest.raises(BadInput, match="two people of a channel"):
        say(BOB, 3, place="")


def test_both_chats_offer_the_call_under_the_alert_only_where_it_waits_for_somebody():
    one = alert("e1", severity="severe")
    row = discord_controls(one, "77")
    assert [button.label for button in row.children][-1] == "Call the role"
    assert [button.label for button in discord_controls(one).children] == ["Evidence", "Mute ▾", "Wrong ▾", "Grade"]
    [actions] = slack_controls(one, "S7")
    assert [element["action_id"] for element in actions["elements"]][:4] == ["evidence", "mute", "wrong", "call"]
    assert "call" not in [element["action_id"] for element in slack_controls(one)[0]["elements"]]
    note = called_note(one, 1, NOW)
    assert discord_controls(note) is None
    assert slack_controls(note) == []
