import time
from dataclasses import replace
from datetime import timedelta

from fakes.ledger import FEED, NOW, later, story


def _due(store, seconds=0.0, lease=60.0, worker="a"):
    return store.due_feeds(later(seconds), 10, lease, worker)


def test_a_new_feed_is_due_at_once_and_for_one_worker_only(store):
    store.keep_feeds([FEED], NOW)
    assert [state.feed for state in _due(store)] == [FEED]
    assert _due(store, worker="b") == []


def test_a_visited_feed_is_due_again_at_the_time_its_visit_set(store):
    store.keep_feeds([FEED], NOW)
    [state] = _due(store)
    store.settle_feed(replace(state, etag="x", next_check=later(300)), [], NOW)
    assert _due(store, 299) == []
    assert [found.etag for found in _due(store, 300)] == ["x"]


def test_a_feed_whose_visitor_died_is_due_when_its_lease_is_over(store):
    store.keep_feeds([FEED], NOW)
    assert _due(store, lease=0.05)
    time.sleep(0.1)
    assert _due(store, worker="b")


def test_feeds_switched_off_given_up_or_taken_from_the_catalogue_are_not_due(store):
    off, gone, kept = (replace(FEED, url=f"http://127.0.0.1/{name}", on=name != "off") for name in ("off", "gone", "kept"))
    store.keep_feeds([FEED, off, gone, kept], NOW)
    for state in _due(store):
        store.settle_feed(replace(state, off=state.feed == gone, next_check=NOW), [], NOW)
    store.keep_feeds([off, gone, kept], NOW)
    assert [state.feed for state in _due(store)] == [kept]


def test_a_new_catalogue_keeps_what_was_learnt(store):
    store.keep_feeds([FEED], NOW)
    [state] = _due(store)
    store.settle_feed(replace(state, failures=3, next_check=later(60)), [], NOW)
    renamed = replace(FEED, outlet="Harbour Wire Service")
    store.keep_feeds([renamed], later(30))
    [state] = store.feed_states()
    assert (state.feed, state.failures) == (renamed, 3)
    assert _due(store, 59) == []


def test_the_longest_overdue_feeds_come_first(store):
    feeds = [replace(FEED, url=f"http://127.0.0.1/{n}") for n in range(3)]
    store.keep_feeds(feeds, NOW)
    for number, state in enumerate(_due(store)):
        store.settle_feed(replace(state, next_check=NOW - timedelta(seconds=number)), [], NOW)
    assert [state.feed.url for state in store.due_feeds(NOW, 2, 60, "a")] == ["http://127.0.0.1/2", "http://127.0.0.1/1"]


def test_a_visit_counts_new_and_edited_stories_and_no_repeats(store):
    store.keep_feeds([FEED], NOW)
    [state] = _due(store)
    assert store.settle_feed(state, [story("a"), story("b"), story("a")], NOW) == 2
    assert store.settle_feed(state, [story("a"), story("b", "Three vessels were struck.")], NOW) == 1
    assert store.settle_feed(state, [story("b")], NOW) == 0
    assert store.story("b").version == 2
    assert store.story("b").text == "Three vessels were struck."
