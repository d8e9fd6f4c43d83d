"""store channels, pause, resume, aside and retry: what was closed or set aside is opened again by hand, and stays as it was left."""

import pytest
from fakes.ledger import FEED, NOW, alert, file, places, story
from typer.testing import CliRunner

from bot.cli.ledger import store_app
from bot.cli.parts import store_of
from bot.errors import BadInput, Fix
from bot.model import DeliveryState, FeedState
from bot.store import Settled, open_store
from config.settings import Settings


@pytest.fixture
def typed(sqlite_url, monkeypatch, tmp_path):
    """Types a command about a store with two channels, an alert on its way to each; what is printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    with_store(sqlite_url, lambda store: (store.keep_destinations(places(2), NOW), file(store, alert())))

    def run(*words):
        result = CliRunner().invoke(store_app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.stdout

    return run


def with_store(url, work):
    store = open_store(url)
    try:
        return work(store)
    finally:
        store.close()


def reached(url):
    """The channels that the next round would serve."""

    def work(store):
        found = []
        while taken := store.next_delivery(NOW, 60, "a", ["slack"]):
            found.append(taken.delivery.destination.id)
        return found

    return with_store(url, work)


def test_a_paused_channel_is_shown_with_the_reason_and_gets_nothing(typed, sqlite_url):
    assert typed("pause", "slack:C0", "--reason", "too loud") == "slack:C0 is paused\n"
    assert "slack:C0    PAUSED: too loud (`store resume slack:C0`)" in typed("channels")
    assert reached(sqlite_url) == ["slack:C1"]


def test_a_pause_outlives_a_restart_and_a_resumed_channel_gets_what_waited(typed, sqlite_url):
    typed("pause", "slack:C0")
    with_store(sqlite_url, lambda store: store.keep_destinations(places(2), NOW))
    assert reached(sqlite_url) == ["slack:C1"]
    assert typed("resume", "slack:C0") == "slack:C0 goes on\n"
    assert reached(sqlite_url) == ["slack:C0"]
    assert typed("channels").endswith("2 channels, 0 paused\n")


def test_a_channel_that_is_not_there_is_told_with_the_likeliest(typed):
    with pytest.raises(BadInput, match="slack:C9: no such channel; did you mean slack:C"):
        typed("resume", "slack:C9")


def test_more_than_is_listed_is_counted(typed, sqlite_url):
    def give_up(store):
        file(store, *(alert(f"more{number}") for number in range(60)), key="s7")
        while taken := store.next_delivery(NOW, 60, "a", ["slack"]):
            store.settle_delivery(Settled(taken.delivery, DeliveryState.DEAD, NOW, error="no"), "a")
        store.settle_feed(FeedState(FEED), [story(f"a{number}", f"Words {number}.") for number in range(101)], NOW)
        with store._write() as connection:
            connection.exec_driver_sql("UPDATE story SET state = 'aside' WHERE state = 'new'")

    with_store(sqlite_url, give_up)
    assert "the latest 100 of 122 deliveries given up; `store retry` sends all again" in " ".join(typed("dead").split())
    assert typed("aside").endswith("the latest 100 of 101 stories set aside\n")


def test_a_command_that_makes_a_new_store_says_where_for_it_may_be_the_wrong_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        store_of(Settings(_env_file=None)).close()
    assert capsys.readouterr().err == f"tocsin: a new store was made, {tmp_path}/tocsin.db: there was none\n"


def test_a_story_that_was_set_aside_is_listed_and_put_back_by_its_id(typed, sqlite_url):
    def set_aside(store):
        store.settle_feed(FeedState(FEED), [story("s9")], NOW)
        return [store.set_aside("s9", "no sentence ends") for _ in range(3)]

    assert with_store(sqlite_url, set_aside)[-1]
    assert "s9  : Vessels struck  (no sentence ends)" in typed("aside")
    assert typed("retry", "s9") == "1 put back\n"
    assert typed("aside") == "0 stories set aside\n"
    with pytest.raises(Fix, match="nothing of that name was given up: s9"):
        typed("retry", "s9")
    assert len(with_store(sqlite_url, lambda store: store.due_stories(10, 60, "a"))) == 1
