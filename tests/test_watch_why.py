"""Why a channel got a message, or did not."""

from datetime import datetime, timedelta

import pytest
from fakes.ledger import NOW, Outcome, later, places, story
from fakes.watched import NAMES, THERE, file, sent, told, watch

from bot.model import Destination, Feed, FeedState
from bot.watch.board import Board
from bot.watch.severity import Rating, rating_of, scale_of
from bot.watch.trace import Trace
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
    lines = why(found, store.watches.board(), ratings, gated, now)
    return "\n".join(" · ".join((one.text, *(f"{word} {at:%H:%M}".strip() for word, at in one.times))) for one in lines)


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


def test_why_names_every_watch_of_a_destination_that_asks_for_an_event(desk):
    desk.watches.keep(watch(key="w1", when="daily 08:00 UTC"))
    desk.watches.keep(watch("party UA", "w2"))
    desk.watches.keep(watch("party UA", "w3", (THERE,)))
    desk.watches.keep(watch("missile_launch", "w4"))
    file(desk, told("e1"))
    here = explained(desk, "e1").partition("slack:C0")[2].partition("slack:C1")[0]
    assert "message 1: post by watch the w2 (w2): party UA" in here
    assert "watch the w1 (w1) asks for it too: strike, on UA" in here
    assert "w3" not in here
    assert "w4" not in here


def test_why_tells_held_paused_gated_and_never_seen(desk):
    desk.watches.keep(watch(quiet="11:00-14:00 UTC"))
    file(desk, told("e1"))
    assert "held by watch the w1 (w1): strike, on UA, quiet hours 11:00-14:00 UTC · 12:00 · until 14:00" in explained(desk, "e1")
    desk.pause_destination(THERE, "closed by its owner")
    assert "the destination is paused: closed by its owner" in explained(desk, "e1")
    with desk.taking(story("quiet-day")) as taking:
        taking.keep(Outcome(story("quiet-day")))
    assert "gate: held back" in explained(desk, "quiet-day", "held back")
    assert "claims: none found in it" in explained(desk, "quiet-day")
    assert explained(desk, "https://nowhere.example/x").startswith("never seen")


def test_why_tells_how_long_a_feed_is_down_in_days_and_hours():
    down = FeedState(Feed("https://a.test/", "A"), failing_since=NOW - timedelta(days=5, hours=2), note="answers 503")
    lines = [one.text for one in why(Trace(story("s"), "new", feed=down), None, {}, "", NOW)]
    assert lines[1:] == ["feed: down for 5 d 2 h (answers 503)", "read: it waits to be read"]


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


def test_why_tells_when_a_report_came_in_when_it_was_decided_on_and_when_it_was_sent(desk):
    desk.watches.keep(watch(quiet="11:00-14:00 UTC"))
    file(desk, told("e1"), at=later(600))
    lines = explained(desk, "e1-1").splitlines()
    assert "story: Vessels struck () · published 12:10 · came in 12:10" in lines
    assert any(line.startswith("event e1:") and line.endswith(" · its first report came in 12:10") for line in lines)
    assert "    message 1: held by watch the w1 (w1): strike, on UA, quiet hours 11:00-14:00 UTC · 12:10 · until 14:00" in lines
    waits = next(one for one in why(desk.watches.trace("e1"), desk.watches.board(), {}, "", NOW) if "post, todo" in one.text)
    [(word, made)] = waits.times
    assert word == "since"
    sent(desk)
    done = next(one for one in why(desk.watches.trace("e1"), desk.watches.board(), {}, "", NOW) if "post, sent" in one.text)
    [(word, arrived)] = done.times
    assert (word, arrived == made) == ("", False)
    edited = story("e1-1", text="edited", published=later(1800), version=2)
    with desk.taking(edited) as taking:
        taking.keep(Outcome(edited, (), ()))
    assert "story: Vessels struck () · published 12:30 · came in 12:10" in explained(desk, "e1-1")
