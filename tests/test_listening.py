import asyncio
from dataclasses import replace
from datetime import timedelta

from fakes.ledger import FEED, NOW, story
from structlog.testing import capture_logs

from bot.cli.listening import listened, owner_of
from bot.model import Destination, FeedState
from bot.store import open_store

HOUR = timedelta(hours=1)


def rounds(store, start, hours, owner):
    with capture_logs() as logs:
        made = sum(asyncio.run(listened(store, owner, start + HOUR / 2 * step)) for step in range(hours * 2))
    return made, logs


def test_the_operator_reads_in_the_log_and_in_a_channel_what_fell_silent_and_what_is_back(sqlite_url):
    store = open_store(sqlite_url)
    store.keep_feeds([FEED], NOW)
    owner = owner_of("slack:C9")
    for number in range(30):
        at = NOW + 8 * HOUR * number
        store.settle_feed(FeedState(FEED), [story(f"s{number}", text=str(number), published=at)], at)
    made, logs = rounds(store, at, 40, owner)
    assert made == 1
    [line] = [line for line in logs if line["event"] == "fell silent"]
    assert (line["what"], line["log_level"]) == ("Harbour Wire", "warning")
    taken = store.next_delivery(at + 40 * HOUR, 60, "a", ["slack"])
    assert taken.delivery.destination == Destination("slack:C9", "slack", "C9", "the operator")
    back = at + 40 * HOUR
    store.settle_feed(FeedState(FEED), [story("late", text="late", published=back)], back)
    made, logs = rounds(store, back, 2, owner)
    assert [line["event"] for line in logs] == ["heard again"]
    store.close()


def test_an_owners_channel_hears_of_silence_and_gets_no_alerts(sqlite_url):
    store = open_store(sqlite_url)
    store.places.open(owner_of("slack:C9"))
    assert [one.id for one in store.places.named()] == []
    assert owner_of("") is None
    store.close()


def test_what_was_left_thirty_days_ago_is_forgotten_and_said(sqlite_url):
    store = open_store(sqlite_url)
    store.places.open(Destination("discord:1", "discord", "1", home="discord:9"))
    store.places.left("discord:9", NOW)
    with capture_logs() as logs:
        asyncio.run(listened(store, None, NOW + timedelta(days=31)))
    assert logs == [{"event": "forgot what was left 30 days ago", "destinations": 1, "log_level": "info"}]
    store.close()


def test_a_story_that_is_set_aside_is_told_to_the_operator_once_until_it_is_put_back(store):
    owner = owner_of("slack:C9")
    store.settle_feed(FeedState(FEED), [replace(story("s1"), outlet="Harbour Wire"), story("s2", "Other words.")], NOW)
    assert heard(store, owner) == []
    for _ in range(3):
        store.set_aside("s1", "no sentence ends")
    [line] = heard(store, owner)
    assert line["log_level"] == "warning"
    assert line["what"] == "Harbour Wire: Vessels struck (no sentence ends); `store retry s1` has it read again"
    assert heard(store, owner) == []
    told = store.next_delivery(NOW, 60, "a", ["slack"]).delivery
    assert (told.destination, told.alert.headline) == (owner, f"SET ASIDE, not read · {line['what']}")
    assert store.aside.retry() == 1
    assert heard(store, owner) == []
    for _ in range(3):
        store.set_aside("s1", "no sentence ends")
    assert len(heard(store, None)) == 1


def test_a_note_on_many_stories_set_aside_names_some_and_counts_the_rest(store):
    store.settle_feed(FeedState(FEED), [story(f"s{number}", f"Words {number}.") for number in range(20)], NOW)
    for number in range(20):
        for _ in range(3):
            store.set_aside(f"s{number}", "no")
    assert len(heard(store, owner_of("slack:C9"))) == 20
    told = store.next_delivery(NOW, 60, "a", ["slack"]).delivery.alert
    assert (told.headline, len(told.parts)) == ("SET ASIDE, not read · 20 stories", 13)
    assert told.parts[-1] == "and 8 more: `store aside` lists them"


def heard(store, owner):
    with capture_logs() as logs:
        asyncio.run(listened(store, owner, NOW))
    return [line for line in logs if line["event"] == "a story was set aside, unread"]
