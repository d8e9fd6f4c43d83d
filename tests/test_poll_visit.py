from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes.feeds import rss

from bot.errors import BadInput, Later
from bot.model import Feed, FeedState
from bot.poll.visit import address_of, answered, unanswered
from bot.web import Page

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FEED = Feed("https://outlet.test/feed", "Outlet")
STATE = FeedState(FEED)
HOUR = timedelta(hours=1)


def items(count=5, age=HOUR, apart=HOUR):
    return rss([{"title": f"T{n}", "guid": str(n), "link": f"https://outlet.test/{n}", "at": NOW - age - apart * n} for n in range(count)])


def page(body=b"", status=200, **more):
    return Page(status, "https://outlet.test/feed", body=body, **more)


def visited(state, *answers, now=NOW, every=HOUR):
    """The state after some answers, an hour apart; the last visit, too."""
    visit = None
    for n, told in enumerate(answers):
        at = now + every * n
        visit = unanswered(state, told, at) if isinstance(told, Exception) else answered(state, told, at)
        state = visit.state
    return visit


def test_a_first_visit_brings_stories_and_learns_the_feeds_pace():
    visit = visited(STATE, page(items(), etag='"a"', modified="Mon"))
    assert len(visit.stories) == 5
    assert (visit.state.etag, visit.state.modified, visit.state.status, visit.state.items) == ('"a"', "Mon", "ok", 5)
    assert (visit.state.newest, visit.state.last_ok, visit.state.interval) == (NOW - HOUR, NOW, 1200.0)
    assert visit.state.next_check == NOW + timedelta(seconds=1200)


def test_a_304_and_an_equal_body_are_not_parsed():
    first = visited(STATE, page(items())).state
    for told in (page(status=304), page(items(), etag='"new"')):
        visit = visited(first, told)
        assert (visit.unchanged, visit.stories, visit.fault) == (True, (), None)
    assert visit.state.etag == '"new"'


def test_what_the_server_and_the_feed_ask_for_is_kept():
    asked = page(rss([], head="<ttl>40</ttl>"), headers={"cache-control": "max-age=1800"})
    assert visited(STATE, asked).state.next_check == NOW + timedelta(minutes=40)
    assert visited(STATE, page(rss([]), headers={"cache-control": "max-age=99999"})).state.next_check == NOW + HOUR


def test_a_server_that_fails_is_left_alone_twice_as_long_each_time():
    state, waits = STATE, []
    for _ in range(10):
        state = unanswered(state, Later("no connection"), NOW).state
        waits.append((state.next_check - NOW).total_seconds())
    assert waits[:4] == [300, 600, 1200, 2400]
    assert waits[-1] == 6 * 3600
    assert (state.status, state.note, state.failures, state.failing_since) == ("down", "no connection", 10, NOW)


def test_a_wait_that_was_asked_for_is_kept():
    assert visited(STATE, page(status=429, retry_after=7200.0)).state.next_check == NOW + 2 * HOUR
    assert visited(STATE, Later("slow down", 3600.0)).state.next_check == NOW + HOUR


def test_after_failures_one_good_answer_makes_all_well_and_says_so():
    visit = visited(STATE, *[Later("no connection")] * 3, page(items()))
    assert (visit.state.failures, visit.state.note, visit.state.failing_since, visit.state.status) == (0, "", None, "ok")
    assert visit.told == "answers again after 3 failures"
    assert visited(STATE, Later("no connection"), page(items())).told == ""


def test_a_passing_fault_is_quiet_until_the_third_and_a_lasting_one_loud_at_once():
    quiet = [visited(STATE, *[Later("no connection")] * n).fault.loud for n in (1, 2, 3, 4)]
    assert quiet == [False, False, True, False]
    lasting = [visited(STATE, *[page(b"<html>404</html>")] * n).fault.loud for n in (1, 2, 3)]
    assert lasting == [True, False, False]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (page(status=403), "blocked"),
        (page(status=401), "blocked"),
        (page(b"<html>Just a moment...", status=503), "blocked"),
        (page(b"<html><title>Just a moment...</title>"), "blocked"),
        (page(b"down for maintenance", status=503), "down"),
        (page(status=500), "down"),
        (page(status=404), "missing"),
        (page(status=410), "gone"),
        (page(b"<html>hello"), "wrong"),
        (page(b""), "wrong"),
        (BadInput("more than 10 MB"), "wrong"),
        (Later("its certificate is not valid"), "down"),
    ],
)
def test_each_kind_of_failure_has_its_name(told, status):
    visit = visited(STATE, told)
    assert visit.state.status == status
    assert visit.fault.reason == visit.state.note != ""
    assert "\n" not in visit.fault.reason


def test_a_feed_that_is_gone_is_switched_off_at_once_and_a_missing_one_after_five_days():
    assert visited(STATE, page(status=410)).state.off
    days = [page(status=404)] * 7
    assert not visited(STATE, *days[:5], every=timedelta(days=1)).state.off
    assert visited(STATE, *days, every=timedelta(days=1)).state.off
    broken = [*days[:4], page(items()), *days[:4]]
    assert not visited(STATE, *broken, every=timedelta(days=1)).state.off


def test_a_feed_with_another_address_tries_it_after_three_failures_and_is_off_only_when_all_are_gone():
    state = FeedState(replace(FEED, fallbacks=("https://outlet.test/other",)), etag='"x"')
    three = visited(state, *[page(status=410)] * 3).state
    assert (address_of(three), three.etag, three.off) == ("https://outlet.test/other", "", False)
    assert visited(state, *[page(status=410)] * 6).state.off
    well = visited(three, page(items())).state
    assert (address_of(well), well.status, well.feed.url) == ("https://outlet.test/other", "ok", FEED.url)


def test_a_permanent_redirect_is_believed_after_three_visits_over_a_day():
    there = page(items(), moved_permanently="https://new.test/feed")
    told = [replace(there, body=items(n + 1)) for n in range(5)]
    assert visited(STATE, *told, every=timedelta(hours=5)).state.address == ""
    assert visited(STATE, *told, every=timedelta(hours=13)).state.address == "https://new.test/feed"
    seen_twice = visited(STATE, *told[:2], page(items(9)), *told[:2], every=timedelta(hours=13)).state
    assert seen_twice.address == ""


def test_a_feed_that_moved_keeps_the_ids_of_its_stories():
    first = visited(STATE, page(items()))
    moved = visited(replace(first.state, address="https://new.test/feed"), page(items(6)))
    assert {story.id for story in first.stories} < {story.id for story in moved.stories}


def test_a_feed_is_judged_by_its_newest_items_age():
    assert visited(STATE, page(items(age=timedelta(days=40)))).state.status == "stale"
    old = visited(STATE, page(items(age=timedelta(days=25)))).state
    assert old.status == "ok"
    assert answered(old, page(status=304), NOW + timedelta(days=6)).state.status == "stale"


def test_a_document_that_stops_short_gives_what_is_whole_and_is_read_again_in_full():
    body = items()
    visit = visited(STATE, page(body[: body.index(b"T3") + 10], etag='"a"'))
    assert len(visit.stories) == 3
    assert (visit.state.etag, visit.state.body_hash, visit.state.status) == ("", "", "partial")
    assert "stops short" in visit.fault.reason
    whole = visited(visit.state, page(body, etag='"a"'))
    assert len(whole.stories) == 5
    assert {story.id for story in visit.stories} < {story.id for story in whole.stories}
