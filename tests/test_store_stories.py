import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fakes.ledger import FEED, NOW, Outcome, event, later, report, story

from bot.store import stories


@pytest.fixture
def fed(store):
    store.keep_feeds([FEED], NOW)
    [state] = store.due_feeds(NOW, 1, 60, "poll")

    def feed(*stories):
        return store.settle_feed(state, stories, NOW)

    return feed


def _ids(store, limit=10, lease=60.0, worker="a"):
    return [found.id for found, _ in store.due_stories(limit, lease, worker)]


def _due_now(store):
    time.sleep(0.01)
    return store.due_stories(10, 0.0, "a")


def _dead(store):
    """The reader of all that is under way died, and its leases ran out."""
    with store._write() as connection:
        connection.exec_driver_sql("UPDATE story SET lease = 0")


def test_a_story_waits_once_oldest_first_and_with_its_feed(store, fed):
    fed(story("late", published=later(10)), story("early", "Other words."))
    [(first, feed)] = store.due_stories(1, 60, "a")
    assert (first.id, feed) == ("early", FEED)
    assert _ids(store) == ["late"]
    assert _ids(store) == []


def test_a_story_comes_back_word_for_word(store, fed):
    told = story("s", "ТАСС сообщает: 북한 발사체.\x0b " * 3000, byline="B", notes=("corrected",), url="http://127.0.0.1/1")
    fed(told)
    assert store.due_stories(1, 60, "a")[0][0] == told == store.story("s")
    assert store.story("none") is None


def test_a_taken_story_is_done_and_waits_no_more(store, fed):
    fed(story())
    _ids(store, lease=0.0)
    with store.taking(story()) as taking:
        taking.keep(Outcome(story()))
    assert _ids(store) == []
    assert store.counts()["waiting"] == 0


def test_an_edited_story_waits_again_and_its_unread_older_version_does_not(store, fed):
    fed(story())
    fed(story(text="Three vessels."))
    [(found, _)] = store.due_stories(10, 60, "a")
    assert (found.version, found.text) == (2, "Three vessels.")


def test_of_two_texts_of_a_story_that_come_at_the_same_moment_none_is_lost(store, fed):
    with ThreadPoolExecutor(1) as other:
        with store._write() as connection:
            assert stories.keep(connection, [story(text="Three vessels.")], NOW) == 1
            second = other.submit(fed, story(text="Four vessels."))
            time.sleep(0.2)  # it has seen no text yet, and waits for ours
        assert second.result() == 1
    [(waits, _)] = store.due_stories(10, 60, "a")
    assert (waits.version, waits.text) == (2, "Four vessels.")


def test_a_story_is_set_aside_after_three_tries_and_can_be_put_back(store, fed):
    fed(story())
    for last in (False, False, True):
        _dead(store)
        assert _ids(store) == ["s1"]
        assert store.set_aside("s1", "no sentence ends") is last
    assert _ids(store) == []
    assert [(found.id, error) for found, error in store.aside.all()] == [("s1", "no sentence ends")]
    assert store.aside.retry("s1") == 1
    assert _ids(store) == ["s1"]


def test_a_failed_story_is_not_tried_again_at_once(store, fed):
    fed(story())
    _ids(store)
    store.set_aside("s1", "no")
    assert _ids(store) == []


def test_a_story_is_read_after_its_reader_died_five_times_and_set_aside_after_the_sixth(store, fed):
    fed(story())
    for _ in range(5):
        assert _ids(store) == ["s1"]
        _dead(store)
    assert _ids(store) == ["s1"]
    _dead(store)
    assert _ids(store) == []
    assert [(found.id, error) for found, error in store.aside.all()] == [("s1", "its reader died 6 times")]


def test_a_death_of_the_reader_is_no_fault_of_the_story(store, fed):
    fed(story())
    for _ in range(4):
        assert _ids(store) == ["s1"]
        _dead(store)
    for last in (False, False, True):
        assert _ids(store) == ["s1"]
        assert store.set_aside("s1", "no sentence ends") is last
        _dead(store)


def test_a_story_waits_longer_after_each_death_and_no_restart_cuts_that_short(store, fed):
    fed(story())
    assert _ids(store) == ["s1"]
    assert store.end_leases(["a"]) == 1
    assert _ids(store) == ["s1"]
    assert store.end_leases(["a"]) == 0
    with store._read() as connection:
        first = connection.exec_driver_sql("SELECT lease FROM story").scalar_one()
    _dead(store)
    assert _ids(store) == ["s1"]
    with store._read() as connection:
        assert connection.exec_driver_sql("SELECT lease FROM story").scalar_one() - first > 50_000_000  # microseconds: 120 s, not 60


def test_a_story_that_kills_its_reader_is_set_aside_and_takes_no_other_with_it(store, fed):
    fed(*(story(f"s{n}", f"Words {n}.", published=later(n)) for n in range(3)))
    assert _ids(store, lease=0.0) == ["s0", "s1", "s2"]  # all three, then the reader dies
    tried = []
    while waiting := _due_now(store):
        [(one, _)] = waiting  # alone from now on
        tried.append(one.id)
        if one.id != "s0":
            with store.taking(one) as taking:
                taking.keep(Outcome(one))
    assert sorted(tried) == [*["s0"] * 5, "s1", "s2"]
    assert [found.id for found, _ in store.aside.all()] == ["s0"]
    assert store.counts()["aside"] == 1


def test_a_drained_reader_gives_back_what_it_has_not_read_without_blame(store, fed):
    fed(story("a"), story("b", "Other."))
    assert _ids(store, worker="w") == ["a", "b"]
    assert store.release_stories("w") == 2
    assert _ids(store) == ["a", "b"]


def test_the_second_of_two_readers_of_one_story_writes_nothing(store):
    with store.taking(story()) as taking:
        taking.keep(Outcome(story(), (), (event(),)))
    with store.taking(story()) as taking:
        assert taking.done
        assert taking.keep(Outcome(story(), (), (event("e2"),))) == 0
    assert store.event("e2") is None


def _cut_off(store):
    with store.taking(story()) as taking:
        taking.keep(Outcome(story(), (), (event(),)))
        raise RuntimeError("cut off")


def test_nothing_of_a_story_is_written_when_its_taking_fails(store):
    with pytest.raises(RuntimeError, match="cut off"):
        _cut_off(store)
    assert store.event("e1") is None
    assert store.story("s1") is None


def test_the_article_read_for_a_story_is_kept_with_it_and_its_feed_text_is_still_known(store, fed):
    fed(story())
    whole = replace(story(), text="The whole article.", whole=True)
    with store.taking(whole) as taking:
        taking.keep(Outcome(whole, (report(),)))
    assert store.story("s1") == whole
    assert fed(story()) == 0
    assert store.counts()["reports"] == 1
