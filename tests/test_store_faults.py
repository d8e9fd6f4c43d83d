"""What the database says, and whose fault that is: its own, which passes; a person's, who must mend it; or what was to be written."""

import asyncio
import json
from contextlib import closing
from dataclasses import replace

import pytest
from fakes.feeds import Answer, FeedServer
from fakes.ledger import FEED, NOW, story
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.errors import Fix, Later, Never
from bot.extract import load
from bot.model import Feed, FeedState
from bot.poll import poll_round
from bot.store import open_store
from bot.take import Taker
from bot.web import Web

LONG = "".join(map(str, range(20_000)))
STANDBY = "SET TRANSACTION READ ONLY"
DEAD_DISK = "PRAGMA query_only = ON"
REFUSE = "BEGIN SELECT RAISE(ABORT, 'the shelf is closed'); END"
ONE_STORY = "CREATE TRIGGER no BEFORE INSERT ON story WHEN (SELECT count(*) FROM story) = 1 BEGIN SELECT RAISE(ABORT, 'no'); END"


def said(store, *statements, **values):
    with store._write() as connection:
        for statement in statements:
            connection.execute(text(statement), values)


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("INSERT INTO story_word (word, story) VALUES (:it, 'x')", None),
        ("UPDATE seat SET id = :it", "no number \x00"),
        ("UPDATE seat SET machine = :it", "half of\x00 it"),
        ("INSERT INTO bucket (id, free_at) VALUES ('x', :it)", 2**64),
        ("INSERT INTO story_word (word, story) VALUES (:it, 'x')", LONG),
        ("INSERT INTO event_words (event, words) VALUES ('e', :it)", " ".join(map(str, range(200_000)))),
    ],
)
def test_a_value_that_postgres_does_not_take_is_refused_for_good(postgres_url, statement, value):
    with closing(open_store(postgres_url)) as store, pytest.raises(Never, match="the database refuses it: ") as fault:
        said(store, statement, it=value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("wrong", ["INSERT INTO story_word (word, story) VALUES (NULL, 'x')", f"SELECT {','.join(['1'] * 40_000)}"])
def test_a_value_that_sqlite_does_not_take_is_refused_for_good(sqlite_url, wrong):
    with closing(open_store(sqlite_url)) as store, pytest.raises(Never, match="the database refuses it: "):
        said(store, wrong)


def test_a_table_that_is_missing_is_for_a_person_to_mend(store):
    with pytest.raises(Fix, match=r"DATABASE_URL: .*nowhere"):
        said(store, "SELECT * FROM nowhere")


@pytest.mark.parametrize("lacks", ["a right", "a column"])
def test_what_an_operator_took_from_us_on_postgres_is_for_a_person_to_mend(postgres_url, lacks):
    told = {"a right": "SELECT * FROM pg_authid", "a column": "SELECT colour FROM seat"}
    with closing(open_store(postgres_url)) as store, pytest.raises(Fix, match=r"DATABASE_URL: "):
        said(store, "SET LOCAL ROLE pg_monitor", told[lacks])


@pytest.mark.parametrize("passing", [(STANDBY, "UPDATE seat SET id = 1"), ("SET LOCAL statement_timeout = 20", "SELECT pg_sleep(1)")])
def test_a_standby_or_a_slow_server_is_one_to_wait_for(postgres_url, passing):
    with closing(open_store(postgres_url)) as store, pytest.raises(Later, match="the database does not answer"):
        said(store, *passing)


def test_a_disk_that_takes_nothing_is_one_to_wait_for(sqlite_url):
    with closing(open_store(sqlite_url)) as store, pytest.raises(Later, match="readonly"):
        said(store, DEAD_DISK, "UPDATE seat SET id = 1")


def test_a_process_without_a_free_connection_waits_for_one(store):
    store._engine.pool._timeout = 0.02
    most = store._engine.pool.size() + store._engine.pool._max_overflow
    held = [store._engine.connect() for _ in range(most)]
    with pytest.raises(Later, match="every connection is in use"):
        store.counts()
    for connection in held:
        connection.close()
    assert store.counts()["stories"] == 0


def read_all(store, reader, rounds=4):
    """Rounds of reading with all waits over; the logs."""
    taker = Taker(store, load(model=False), reader, None, "a")
    with capture_logs() as logs:
        for _ in range(rounds):
            asyncio.run(taker.round(lambda: NOW))
            said(store, "UPDATE story SET lease = 0")
    return logs


@pytest.fixture
def waiting(store):
    store.settle_feed(FeedState(FEED), [story("one", "Missiles hit the harbour on Monday."), story("two", "Drones hit the port.")], NOW)
    return store


def refusing(store, key):
    """A reader after whom the database takes nothing of one story: by a rule on SQLite, by what its name has become on Postgres."""
    if store._sqlite:
        said(store, f"CREATE TRIGGER no BEFORE UPDATE OF state ON story WHEN NEW.state = 'done' AND NEW.id = '{key}' {REFUSE}")

    async def read(told, feed):
        return told if store._sqlite or told.id != key else replace(told, id=f"{key}\x00")

    return read


def test_a_story_that_the_database_refuses_is_set_aside_after_three_tries_and_the_others_are_read(waiting):
    logs = read_all(waiting, refusing(waiting, "one"))
    assert [line["event"] for line in logs if line["event"].startswith("story")] == ["story not read"] * 3
    [(one, error)] = waiting.aside.all()
    assert (one.id, error.startswith("the database refuses it: ")) == ("one", True)
    assert waiting.counts()["waiting"] == 0


@pytest.mark.parametrize("amiss", [True, False])
def test_a_story_is_not_blamed_for_a_store_that_must_be_mended_or_waited_for(waiting, amiss):
    fault = "SELECT * FROM nowhere" if amiss else DEAD_DISK if waiting._sqlite else STANDBY
    broken = True

    async def read(told, feed):
        if broken and fault == DEAD_DISK:
            try:
                said(waiting, fault, "UPDATE seat SET id = 1")
            finally:
                waiting._engine.dispose()  # the setting is the connection's
        elif broken:
            said(waiting, fault, "UPDATE seat SET id = 1")
        return told

    logs = read_all(waiting, read, rounds=8)
    assert {line["event"] for line in logs if line["event"].startswith("story")} == {"story left for later"}
    assert (waiting.aside.all(), waiting.counts()["waiting"]) == ([], 2)
    broken = False
    read_all(waiting, read, rounds=2)
    assert (waiting.aside.all(), waiting.counts()["waiting"]) == ([], 0)


def visited(store, body):
    """A feed with this body, visited once; what stands in the log."""

    async def run():
        async with FeedServer({"/feed": Answer(body)}) as server, Web(frozenset({server.host}), host_gap=0) as web:
            store.keep_feeds([Feed(server.url("/feed"), "Harbour Wire")], NOW)
            return await poll_round(store, web, NOW)

    with capture_logs() as logs:
        return asyncio.run(run()), logs


def items(*more):
    fine = [{"id": str(number), "url": f"https://outlet.test/{number}", "title": f"Story {number}"} for number in range(3)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "items": [*fine, *more]}).encode()


def test_a_story_that_the_database_refuses_keeps_no_other_of_its_feed_out(sqlite_url):
    with closing(open_store(sqlite_url)) as store:
        said(store, ONE_STORY)
        report, logs = visited(store, items())
        assert (report.stories, report.faults) == (1, ())
        assert [line["event"] for line in logs] == ["story not kept, the store refuses it"] * 2
        assert store.feed_states()[0].status == "ok"


def test_a_feed_that_meets_a_store_to_be_mended_is_one_line_and_comes_again(sqlite_url):
    with closing(open_store(sqlite_url)) as store:
        said(store, "ALTER TABLE story RENAME TO mislaid")
        report, [line] = visited(store, items())
        assert (report.stories, len(report.faults)) == (0, 1)
        assert (line["event"], line["reason"]) == ("feed left as it was, it will be tried again", "DATABASE_URL: no such table: story")
        assert not line["exc_info"]


def test_a_feed_with_half_a_character_in_an_address_is_kept(store):
    report, _ = visited(
        store, items({"id": "x", "url": "https://outlet.test/\ud83d", "title": "Half \ud83d", "authors": [{"name": "\ud83d"}]})
    )
    assert (report.stories, report.faults) == (4, ())
