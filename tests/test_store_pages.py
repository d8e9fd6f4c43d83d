"""Pages of told stories, read again; and texts let go when nothing holds them any more."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import FEED, NOW, Outcome, alert, claim, event, later, report, story

FED = "Two vessels were struck."
PAGE = story(url="http://127.0.0.1/1", whole=True)


@pytest.fixture
def told(store):
    """Takes a story in that was put out, and its feed."""
    store.keep_feeds([FEED], NOW)

    def tell(one=PAGE, alerted=True):
        held = event(f"e-{one.id}", reports=(report(f"r-{one.id}", of=one.id),))
        store.settle_feed(store.feed_states()[0], [replace(one, text=FED, whole=False)], NOW)
        with store.taking(one) as taking:
            taking.keep(Outcome(one, held.reports, (held,), (alert(f"e-{one.id}"),) if alerted else ()))
        return held

    return tell


def _due(store, minutes, lease=60.0, worker="a"):
    return store.pages.due(later(60 * minutes), 10, lease, worker)


def test_the_page_of_a_told_story_is_due_after_a_quarter_of_an_hour_for_one_worker(store, told):
    told()
    assert _due(store, 14) == []
    [found] = _due(store, 15)
    assert (found.story, found.feed, found.told, found.done) == (PAGE, FEED, NOW, 0)
    assert _due(store, 15, worker="b") == []


def test_a_page_whose_reader_died_is_due_when_its_lease_is_over(store, told):
    told()
    assert _due(store, 15, lease=0.05)
    time.sleep(0.1)
    assert _due(store, 15, worker="b")


@pytest.mark.parametrize("one", [replace(PAGE, whole=False), replace(PAGE, url=None), replace(PAGE, text=FED)])
def test_a_story_whose_page_was_never_read_is_not_read_again(store, told, one):
    told(one)
    assert _due(store, 60) == []


def test_a_story_that_was_not_told_is_not_read_again(store, told):
    told(alerted=False)
    assert _due(store, 60) == []


def test_what_a_reading_taught_is_kept_and_the_last_one_ends_it(store, told):
    told()
    [found] = _due(store, 15)
    store.pages.settle(replace(found, done=1, etag="x", modified="m"), later(3600), None, later(900))
    [found] = _due(store, 60)
    assert (found.done, found.etag, found.modified) == (1, "x", "m")
    store.pages.settle(replace(found, done=2, gone=True), None, None, later(3600))
    assert _due(store, 9999) == []


def test_an_edited_page_waits_to_be_taken_in_as_the_next_version_and_once(store, told):
    told()
    [found] = _due(store, 15)
    edited = replace(PAGE, text="Three vessels were struck off the coast.")
    assert store.pages.settle(replace(found, done=1), later(3600), edited, later(900)) == 1
    [(waiting, feed)] = store.due_stories(10, 60, "a")
    assert (waiting, feed) == (replace(edited, version=2), FEED)
    [found] = _due(store, 60)
    assert found.story.text == edited.text
    assert store.pages.settle(replace(found, done=2), None, edited, later(3600)) == 0


def test_a_later_telling_does_not_begin_the_readings_anew(store, told):
    told()
    [found] = _due(store, 15)
    store.pages.settle(replace(found, done=1), later(3600), None, later(900))
    told(replace(PAGE, text="More words.", version=2))
    assert _due(store, 30) == []


def test_what_is_noted_on_an_event_is_kept_and_nothing_is_told(store, told):
    held = told()
    with store.taking(PAGE) as taking:
        taking.note([replace(held, flags=("PAGE GONE",))])
    assert store.event(held.id).flags == ("PAGE GONE",)
    assert store.event(held.id).reports == held.reports


def test_old_texts_are_let_go_but_not_those_of_told_claims(store, told):
    told()
    told(story("dull"), alerted=False)
    told(story("young"), alerted=False)
    with store._write() as connection:
        connection.exec_driver_sql("UPDATE story SET seen = seen - 1000000 WHERE id <> 'young'")
    assert store.pages.prune(NOW) == 1
    assert (store.story("dull"), store.story("s1"), store.story("young")) == (None, PAGE, story("young"))
    assert store.event("e-dull").reports[0].claim == claim()


def test_a_text_that_waits_or_that_its_feed_still_shows_is_not_let_go(store):
    store.keep_feeds([FEED], NOW)
    [state] = store.feed_states()
    store.settle_feed(replace(state, known=("gx=shown",)), [story("shown"), story("waits", "Other."), story("gone", "Third.")], NOW)
    for key in ("shown", "gone"):
        one = store.story(key)
        with store.taking(one) as taking:
            taking.keep(Outcome(one))
    assert store.pages.prune(NOW + timedelta(days=1)) == 1
    assert [key for key in ("shown", "waits", "gone") if store.story(key)] == ["shown", "waits"]
