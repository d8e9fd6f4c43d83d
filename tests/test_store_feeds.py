import time
from dataclasses import replace
from datetime import timedelta

from fakes.ledger import FEED, NOW, Outcome, alert, file, later, story


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


OWN = replace(FEED, url="http://127.0.0.1/own", outlet="Own Wire")


def _urls(store, seconds=0.0):
    return {state.feed.url for state in _due(store, seconds, lease=0.0)}


def test_a_feed_of_ones_own_is_due_at_once_and_no_catalogue_takes_it_away(store):
    store.keep_feeds([FEED], NOW)
    assert store.sources.add(OWN, NOW)
    assert not store.sources.add(OWN, NOW)
    store.keep_feeds([FEED], later(1))
    assert _urls(store, 1) == {FEED.url, OWN.url}
    assert [(one.own, one.switch) for one in store.sources.all()] == [(False, ""), (True, "on")]


def test_a_feed_of_ones_own_that_is_removed_is_gone(store):
    store.sources.add(OWN, NOW)
    assert store.sources.remove(OWN.url)
    assert not store.sources.remove(OWN.url)
    assert store.sources.all() == []


def test_a_feed_of_the_catalogue_that_is_removed_stays_off_whatever_the_catalogue_says(store):
    store.keep_feeds([FEED], NOW)
    assert store.sources.remove(FEED.url)
    assert not store.sources.remove(FEED.url)
    store.keep_feeds([FEED], later(1))
    assert _urls(store, 1) == set()
    assert [one.switch for one in store.sources.all()] == ["off"]


def test_feeds_are_switched_together_and_stay_so(store):
    asleep = [replace(FEED, url=f"http://127.0.0.1/{n}", on=False) for n in range(3)]
    store.keep_feeds(asleep, NOW)
    assert store.sources.switch([one.url for one in asleep[:2]], NOW, on=True) == 2
    assert store.sources.switch([one.url for one in asleep[:2]], NOW, on=True) == 0
    store.keep_feeds(asleep, later(1))
    assert _urls(store, 1) == {one.url for one in asleep[:2]}
    assert store.sources.switch([asleep[0].url], NOW, on=False) == 1
    assert _urls(store, 1) == {asleep[1].url}


def test_a_visit_under_way_does_not_switch_a_feed_on_again(store):
    store.keep_feeds([FEED], NOW)
    [state] = _due(store)
    store.sources.switch([FEED.url], NOW, on=False)
    store.settle_feed(replace(state, next_check=NOW), [], NOW)
    assert _urls(store, 1) == set()


def test_a_feed_given_up_is_read_again_where_a_person_adds_it(store):
    store.keep_feeds([FEED], NOW)
    [state] = _due(store)
    store.settle_feed(replace(state, off=True, failures=7, next_check=later(900)), [], NOW)
    assert store.sources.add(FEED, NOW)
    [found] = _due(store)
    assert (found.off, found.failures) == (False, 0)


def test_new_feeds_are_first_visited_evenly_over_a_while(store):
    feeds = [replace(FEED, url=f"http://127.0.0.1/{n}") for n in range(10)]
    store.keep_feeds(feeds, NOW, 60.0)
    assert [len(_urls(store, at)) for at in (0, 29, 54)] == [1, 5, 10]


def test_a_feed_that_told_something_is_visited_soon_and_often_for_two_hours(store):
    store.keep_feeds([FEED], NOW)
    [state] = _due(store)
    store.settle_feed(replace(state, checked=NOW, next_check=later(7200)), [], NOW)
    file(store, alert())
    assert _due(store, 299) == []
    [found] = _due(store, 301)
    assert found.hot_until == later(7200)


def test_a_hot_feed_is_not_visited_sooner_than_it_asks_for_nor_while_it_fails(store):
    asks, fails = (replace(FEED, url=f"http://127.0.0.1/{name}") for name in ("asks", "fails"))
    store.keep_feeds([asks, fails], NOW)
    for state in _due(store):
        told = {"ttl": 1800.0} if state.feed == asks else {"failures": 2}
        store.settle_feed(replace(state, checked=NOW, next_check=later(7200), **told), [], NOW)
    for one in (asks, fails):
        with store.taking(story(one.outlet + one.url, feed=one.url)) as taking:
            taking.keep(Outcome(story(one.outlet + one.url, feed=one.url), (), (), (alert(one.url),)))
    assert _urls(store, 1799) == set()
    assert _urls(store, 1801) == {asks.url}
