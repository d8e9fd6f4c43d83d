"""A round of reading: when it ends, and what it leaves for the next."""

import asyncio
from types import SimpleNamespace

import pytest
from fakes.ledger import FEED, NOW, story

import bot.take
from bot.errors import Later
from bot.extract import load
from bot.model import FeedState
from bot.take import Taker


@pytest.fixture
def waiting(store):
    store.keep_feeds([FEED], NOW)
    [state] = store.due_feeds(NOW, 1, 60, "poll")
    store.settle_feed(state, [story(name, f"A quiet day in the harbour, {name}.") for name in ("one", "two", "three")], NOW)
    return store


async def read_(told, feed):
    return told


def taken(store, **more):
    return asyncio.run(Taker(store, load(model=False), read_, None, "a", **more).round(lambda: NOW)).stories


def test_a_round_takes_in_all_that_waits(waiting):
    assert taken(waiting) == 3
    assert waiting.due_stories(10, 60, "b") == []


def test_a_round_that_is_to_stop_begins_no_story_and_gives_all_back(waiting):
    assert taken(waiting, stopping=lambda: True) == 0
    assert len(waiting.due_stories(10, 60, "b")) == 3


def test_a_round_stops_between_two_stories_and_gives_the_rest_back(waiting):
    asked = iter([False, True])
    assert taken(waiting, stopping=lambda: next(asked)) == 1
    assert len(waiting.due_stories(10, 60, "b")) == 2


def test_a_round_begins_no_story_when_half_its_lease_is_over(waiting, monkeypatch):
    clock = iter([0.0, 59.0, 61.0])  # seconds: at the start, before the first story, before the second
    monkeypatch.setattr(bot.take, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert taken(waiting, lease_s=120.0) == 1
    assert len(waiting.due_stories(10, 60, "b")) == 2


def test_a_story_that_the_store_was_away_for_is_not_blamed_however_often_that_is(store):
    store.settle_feed(FeedState(FEED), [story("war", "Missiles hit the harbour on Monday.")], NOW)
    away = iter([True] * 8)

    async def read(told, feed):
        if next(away, False):
            raise Later("the database does not answer")
        return told

    taker = Taker(store, load(model=False), read, None, "a")
    for _ in range(18):  # every other one gives back what the one before left
        asyncio.run(taker.round(lambda: NOW))
        with store._write() as connection:
            connection.exec_driver_sql("UPDATE story SET lease = 0")
    assert (store.counts()["waiting"], store.aside.all()) == (0, [])


def test_a_round_is_over_when_the_store_is_away_for_three_stories_in_a_row(store):
    war = [story(f"s{number}", f"Missiles hit harbour {number} on Monday.") for number in range(8)]
    store.settle_feed(FeedState(FEED), war, NOW)
    read = []

    async def away(told, feed):
        read.append(told.id)
        if told.id != "s1":
            raise Later("the database does not answer")
        return told

    taker = Taker(store, load(model=False), away, None, "a")
    asyncio.run(taker.round(lambda: NOW))
    assert read == ["s0", "s1", "s2", "s3", "s4"]
    asyncio.run(taker.round(lambda: NOW))
    assert read == ["s0", "s1", "s2", "s3", "s4"], "the others are given back, to be read a little later"
    assert store.counts()["waiting"] == 7


def test_a_round_takes_in_all_that_a_dead_process_had_begun(waiting):
    assert len(waiting.due_stories(10, 60, "dead")) == 3
    assert waiting.end_leases(["dead"]) == 3
    assert taken(waiting) == 3
