"""A channel that its platform closed to the bot: people are told so first, and what to do, and it goes on as soon as it can."""

import asyncio
from datetime import timedelta

import pytest
from fakes.ledger import NOW
from fakes.outlets import FakeOutlet
from fakes.watch_chat import HERE, HOME, NAMES, Chat, file, operator, told

from bot.cli.desk import desk_of
from bot.cli.listening import listened
from bot.deliver import Policy, deliver_round
from bot.errors import Closed
from bot.model import Destination
from bot.watch.board import Board
from handlers.commands import Asked

REFUSED = "the bot may not post there: give its role Send Messages"
SAID = f"Nothing can be posted here since 1 Mar 2026 12:00 UTC: {REFUSED}."
OWNER = Destination("slack:OWNER", "slack", "OWNER", label="the operator")


@pytest.fixture
def desk(store):
    store.watches.use(lambda watches: Board(watches, NAMES))
    Chat(store).watch("add", query="strike on UA")
    return store


def sends(store, outlet, seconds=0):
    asyncio.run(deliver_round(store, {"slack": outlet}, NOW + timedelta(seconds=seconds), policy=Policy(gaps={}, paces={}, linger_s=0)))


def closed(store, times=1):
    """The outlet of a channel that was closed by a first refusal."""
    outlet = FakeOutlet()
    outlet.before = [Closed(REFUSED)] * times
    file(store, told("e1"))
    sends(store, outlet)
    return outlet


def texts(outlet):
    return outlet.there.texts("T1/C1")


def asked_of(store, noun, verb="", **options):
    asked = Asked(noun, verb, options, person="slack:T1/U1", place=HERE, home=HOME, may_write=True)
    return asyncio.run(desk_of(store).answer(asked, NOW + timedelta(seconds=1)))


@pytest.mark.parametrize(
    ("noun", "verb", "options"),
    [("watch", "list", {}), ("watch", "preview", {}), ("mute", "list", {}), ("status", "", {}), ("why", "", {"about": "e2"})],
)
def test_whoever_looks_is_told_first_why_nothing_comes_and_when_it_is_tried_again(desk, noun, verb, options):
    closed(desk)
    file(desk, told("e2"))
    reply = asked_of(desk, noun, verb, **options)
    assert reply.lines[0].text == f"{SAID} It is tried again at 1 Mar 2026 12:01 UTC."
    assert reply.lines[0].strong
    assert reply.buttons[0].label == "Try again"
    assert (reply.buttons[0].asks.noun, reply.buttons[0].asks.verb) == ("watch", "retry")


def test_why_says_of_each_message_that_it_waits_for_the_channel_to_be_open(desk):
    closed(desk)
    file(desk, told("e2"))
    lines = [line.text.strip() for line in asked_of(desk, "why", about="e2").lines]
    assert any(line.startswith("message 1: shut by watch") and "nothing can be posted there" in line for line in lines)


def test_try_again_sends_at_once_and_nothing_is_said_of_it_afterwards(desk):
    outlet = closed(desk)
    assert asked_of(desk, "watch", "retry").title == "Trying again"
    sends(desk, outlet, 2)
    assert texts(outlet) == ["REPORTED · e1"]
    assert SAID not in asked_of(desk, "watch", "list").lines[0].text
    assert asked_of(desk, "watch", "retry").title == "Nothing stands in the way of posting here"


@pytest.mark.parametrize(("verb", "options"), [("add", {"query": "missile_launch"}), ("resume", {"watch": "strike on UA"})])
def test_whoever_changes_a_watch_of_a_closed_channel_has_it_tried_again(desk, verb, options):
    outlet = closed(desk)
    assert SAID in asked_of(desk, "watch", verb, **options).lines[0].text
    sends(desk, outlet, 2)
    assert texts(outlet) == ["REPORTED · e1"]


def test_a_channel_that_an_operator_paused_says_so_and_is_not_tried_again(desk):
    desk.pause_destination(HERE, "by hand")
    assert asked_of(desk, "watch", "list").lines[0].text == "Nothing is posted here: whoever runs this bot paused it (by hand)."
    assert "Try again" not in [one.label for one in asked_of(desk, "watch", "list").buttons]
    assert not asked_of(desk, "watch", "retry").ok
    assert desk.places.of(HERE).paused == "by hand"


@pytest.mark.parametrize("how", ["invited", "opened", "home"])
def test_an_invitation_or_a_permission_given_ends_it_at_once(desk, how):
    outlet = closed(desk)
    there = desk_of(desk)
    asyncio.run(there.joined(HERE, HOME, "") if how == "invited" else there.opened(HERE if how == "opened" else HOME))
    sends(desk, outlet, 2)
    assert texts(outlet) == ["REPORTED · e1"]


def test_the_operator_sees_every_closed_channel_and_tries_them_all(desk):
    outlet = closed(desk)
    assert f"at {HERE} since" in operator(desk).says()
    assert operator(desk).watch("retry").title == "Trying again"
    sends(desk, outlet, 2)
    assert texts(outlet) == ["REPORTED · e1"]


def test_the_operator_hears_once_of_a_closed_channel_and_once_that_it_is_open_again(desk):
    outlet = closed(desk, 2)

    def hears(seconds):
        asyncio.run(listened(desk, OWNER, NOW + timedelta(seconds=seconds)))
        sends(desk, outlet, seconds)
        return outlet.there.texts("OWNER")

    assert hears(61) == []
    assert hears(130) == hears(200) == [f"CLOSED · {HERE}: {REFUSED}"]
    desk.places.wake()
    sends(desk, outlet, 201)
    assert hears(202) == hears(300) == [f"CLOSED · {HERE}: {REFUSED}", f"OPEN AGAIN · {HERE}"]
