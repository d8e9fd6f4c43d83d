"""Why a channel got a message, or did not."""

from datetime import datetime

import pytest
from fakes.ledger import NOW, Outcome, places, story
from fakes.watched import NAMES, THERE, file, told, watch

from bot.model import Destination
from bot.watch.board import Board
from bot.watch.severity import Rating, rating_of, scale_of
from bot.watch.why import why
from config.presets import read_severity


@pytest.fixture
def desk(store):
    store.keep_destinations(places(2), NOW)
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def explained(store, about, gated="", now: datetime = NOW):
    found = store.watches.trace(about)
    ratings: dict[str, Rating] = {one.id: rating_of(one, scale_of(read_severity())) for one in found.events}
    return "\n".join(why(found, store.watches.board(), ratings, gated, now))


def test_why_tells_for_each_destination_what_decided(desk):
    desk.watches.keep(watch())
    desk.watches.keep(watch("missile_launch", "w2", (THERE,)))
    file(desk, told("e1"))
    text = explained(desk, "e1")
    assert "message 1: post by watch the w1 (w1): strike, on UA" in text
    assert "watch the w2 (w2) did not match: missile_launch" in text
    assert "severity" in text
    assert "nothing was sent" in text
    assert explained(desk, "e1-1").startswith("story: Vessels struck")


def test_why_tells_held_paused_gated_and_never_seen(desk):
    desk.watches.keep(watch(quiet="11:00-14:00 UTC"))
    file(desk, told("e1"))
    assert "held by watch the w1 (w1): strike, on UA, quiet hours 11:00-14:00 UTC, until 2026-03-01 14:00 UTC" in explained(desk, "e1")
    desk.pause_destination(THERE, "closed by its owner")
    assert "the destination is paused: closed by its owner" in explained(desk, "e1")
    with desk.taking(story("quiet-day")) as taking:
        taking.keep(Outcome(story("quiet-day")))
    assert "gate: held back" in explained(desk, "quiet-day", "held back")
    assert "claims: none found in it" in explained(desk, "quiet-day")
    assert explained(desk, "https://nowhere.example/x").startswith("never seen")


def test_why_tells_of_a_channel_without_watches_what_it_gets(desk):
    desk.watches.keep(watch("missile_launch", "w2", (THERE,)))
    file(desk, told("e1"))
    assert "no watch of its own: it gets everything" in explained(desk, "e1")
    desk.places.open(Destination("discord:77", "discord", "77"))
    file(desk, told("e2"))
    assert "discord:77\n    no watches: it gets nothing yet" in explained(desk, "e2")


def test_why_finds_a_story_by_its_address(desk):
    desk.watches.keep(watch())
    one = told("e1")
    file(desk, one)
    assert "event e1" in explained(desk, one.reports[0].url)
