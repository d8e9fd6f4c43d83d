"""Messages that were given up: the operator is told once, in one note, with what to do."""

import asyncio
import json
import re

import pytest
from fakes.ledger import FEED, NOW, alert, file, later, places, story
from structlog.testing import capture_logs

from bot.cli.listening import listened, owner_of
from bot.model import DeliveryState, FeedState, Show
from bot.store import Settled
from handlers.discord_app.card import texts
from handlers.slack_app.blocks import blocks

OWNER = owner_of("slack:OWNER")


def heard(store, owner=OWNER):
    with capture_logs() as logs:
        asyncio.run(listened(store, owner, NOW))
    return [line["what"] for line in logs if line["event"] == "given up"]


def give_up(store, error="invalid_blocks", **more):
    """All that waits is refused; how many that were."""
    count = 0
    while found := store.next_delivery(later(90_000), 60, "a", ["slack"]):
        store.settle_delivery(Settled(found.delivery, DeliveryState.DEAD, NOW, error=error, **more), "a")
        count += 1
    return count


def note(store):
    found = store.next_delivery(NOW, 60, "b", ["slack"])
    return found and found.delivery


def test_a_message_that_is_given_up_is_told_to_the_operator_once_with_the_command_that_sends_it_again(store):
    store.keep_destinations(places(), NOW)
    file(store, alert())
    assert heard(store) == []
    give_up(store)
    [letter] = store.dead_letters()
    line = f"slack:C0: ASSERTED · RU → UA · two vessels (invalid_blocks); `store retry {letter.id}` sends it again"
    assert heard(store) == [line]
    told = note(store)
    assert (told.destination, told.alert.headline) == (OWNER, f"GIVEN UP · {line}")
    store.settle_delivery(Settled(told, DeliveryState.SENT, NOW), "b")
    assert (heard(store), note(store)) == ([], None)
    assert store.retry_dead(letter.id) == 1
    assert heard(store) == []
    give_up(store)
    assert heard(store) == [line], "it was put back and given up again"


def test_many_messages_are_one_note_with_a_line_for_each_channel_and_reason(store):
    store.keep_destinations(places(15), NOW)
    file(store, alert("e1"), alert("e2", headline="DENIED · UA"))
    assert give_up(store) == 30
    lines = heard(store)
    assert len(lines) == 15
    assert lines[0] == "slack:C0: 2 messages, the last: DENIED · UA (invalid_blocks)"
    told = note(store).alert
    assert told.headline == "GIVEN UP · 30 messages; `store dead` lists them, `store retry` sends them again"
    assert told.parts == (*lines[:12], "and 3 more channels and reasons")


def test_a_message_lost_to_the_operators_own_channel_makes_no_message_there(store):
    store.places.open(OWNER)
    store.silences.tell(OWNER, alert(), NOW)
    assert give_up(store) == 1
    assert (heard(store), note(store)) == ([], None)
    assert len(heard(store, owner_of("slack:C8"))) == 1, "another operator's channel hears of it"


def test_without_an_operators_channel_the_log_tells_it_once(store):
    store.keep_destinations(places(), NOW)
    file(store, alert())
    give_up(store)
    assert len(heard(store, None)) == 1
    assert heard(store, None) == []
    assert store.counts()["todo"] == 0


def test_what_followed_a_message_that_was_given_up_is_not_told_beside_it(store):
    store.keep_destinations(places(), NOW)
    file(store, alert(), alert(show=Show.EDIT, revision=2))
    assert give_up(store) == 1
    assert store.counts()["dead"] == 2
    assert len(heard(store)) == 1
    assert note(store).alert.headline.startswith("GIVEN UP · slack:C0")


@pytest.mark.parametrize("length", [6, 400])
def test_what_to_do_is_not_cut_off_in_any_chat_however_long_a_title_or_reason_is(store, length):
    store.keep_destinations(places(2), NOW)
    file(store, alert(headline="two vessels, " * length))
    give_up(store, error="no_such_block at https://chat.test/a_b; " * length)
    store.settle_feed(FeedState(FEED), [story(f"s{number}", f"{number}", title="A strike [updated] " * length) for number in range(2)], NOW)
    for number in range(6):
        store.set_aside(f"s{number % 2}", "KeyError: a_b " * length)
    lines = [line for what in (store.lost, store.aside) for line in what.report(NOW, OWNER)]
    assert [line.rpartition("`")[2] for line in lines] == [" sends it again"] * 2 + [" has it read again"] * 2
    for told in iter(lambda: note(store), None):
        for line in told.alert.parts:
            what = " ".join(line.rpartition("; ")[2].strip("`").split()).replace("`", "")
            assert what in re.sub(r"[^\w ]", "", "".join(texts(told.alert)))
            assert what in json.dumps(blocks(told.alert)).replace("`", "")
        store.settle_delivery(Settled(told, DeliveryState.SENT, NOW), "b")
