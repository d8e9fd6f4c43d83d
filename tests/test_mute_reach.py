"""What is muted under an alert quiets that alert's event, and the answer says what else it holds for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import NOW
from fakes.watch_chat import HERE, NAMES, Chat, file, told

from bot.model import Mute, MuteKind, Way
from bot.watch.board import Board
from handlers.commands import Asked

SOON = NOW + timedelta(minutes=1)


@pytest.fixture
def desk(store):
    store.watches.use(lambda watches: Board(watches, NAMES))
    Chat(store).watch("add", query="strike on UA")
    return store


def by(*actors, key="e1", outlets=("Yonhap",)):
    one = told(key)
    first = one.reports[0]
    reports = tuple(replace(first, id=f"{key}-{outlet}", outlet=outlet) for outlet in outlets)
    return replace(one, claim=replace(one.claim, actor=actors), reports=reports)


def ways(store, *events):
    """What becomes of messages on events of the same kind here."""
    for one in events:
        file(store, one, at=SOON)
    return [store.watches.routes(one.id)[-1].way for one in events]


def muted(store, what, event="e1", time="1d"):
    return Chat(store).ask("mute", "", what=what, event=event, **{"for": time})


def quiet(store, key):
    return any(mute.kind is MuteKind.EVENT and mute.what == key for mute in store.watches.mutes(SOON))


@pytest.mark.parametrize(("actors", "muting"), [(("RU",), "actor:UA"), (("RU", "BY"), "actor:RU"), (("RU", "BY"), "actor:BY")])
def test_a_party_that_is_not_all_who_did_it_is_muted_with_the_event_it_was_asked_under(desk, actors, muting):
    file(desk, by(*actors))
    reply = muted(desk, muting)
    assert quiet(desk, "e1")
    assert "alone" in reply.lines[0].text
    assert reply.lines[1].text == "This event is more than that: it is muted too, for the same time."
    assert ways(desk, by(*actors, key="e2"), by("RU", key="e3")) == [Way.POST, Way.MUTED if muting == "actor:RU" else Way.POST]


def test_the_doer_of_an_event_silences_it_and_nothing_else_need_be_muted(desk):
    file(desk, by("RU"))
    reply = muted(desk, "actor:RU")
    assert not quiet(desk, "e1")
    assert reply.lines[0].text == "It holds for what Russia does alone: what others do with it, or to it, is still told."
    assert "muted too" not in " ".join(line.text for line in reply.lines)
    assert ways(desk, by("RU", key="e2"), by("RU", "BY", key="e3")) == [Way.MUTED, Way.POST]


def test_an_outlet_that_is_not_the_only_one_is_muted_with_the_event(desk):
    file(desk, by("RU", outlets=("Yonhap", "Harbour Wire")))
    reply = muted(desk, "source:Yonhap")
    assert reply.lines[0].text == "It holds for what Yonhap alone tells: what other outlets tell too still comes."
    assert quiet(desk, "e1")


def test_unmute_ends_both(desk):
    file(desk, by("RU"))
    [press] = muted(desk, "actor:UA").buttons
    assert len(desk.watches.mutes(SOON)) == 2
    asked: Asked = press.asks
    Chat(desk).ask(asked.noun, asked.verb, **asked.options)
    assert desk.watches.mutes(SOON) == []


def test_a_second_doer_muted_leaves_the_event_quiet_by_the_doers_alone(desk):
    desk.watches.mute(Mute(HERE, MuteKind.ACTOR, "RU", NOW + timedelta(days=2)))
    file(desk, by("RU", "BY"))
    muted(desk, "actor:BY")
    assert not quiet(desk, "e1")
    assert ways(desk, by("RU", "BY", key="e2")) == [Way.MUTED]
