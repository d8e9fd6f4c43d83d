import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from fakes.ledger import FEED, NOW, alert, file, places, story
from sqlalchemy import create_engine, text

from bot.errors import BadInput, Fix, Later
from bot.store import Store, open_store, seat
from bot.store.engine import _to_wal
from bot.store.migrate import head
from bot.store.tables import metadata


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", "not a database URL"),
        ("tocsin.db", "not a database URL"),
        ("mysql://h/x", "mysql is not a store we know"),
        ("sqlite://", "SQLite needs a file"),
        ("sqlite:///:memory:", "SQLite needs a file"),
        ("sqlite:////no/such/folder/x.db", "there is no folder /no/such/folder"),
        ("sqlite:////usr", "/usr is a folder: name a file in it"),
    ],
)
def test_an_address_that_is_none_is_told_in_one_line(url, told):
    with pytest.raises(BadInput, match=told) as fault:
        open_store(url)
    assert "\n" not in str(fault.value)


def test_a_password_is_never_told():
    with pytest.raises(Later) as fault:
        open_store("postgres://tocsin:s3cret@127.0.0.1:1/tocsin").migrate()
    assert "s3cret" not in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "x.db").write_text("these are not the tables you look for" * 50)
    with pytest.raises(Fix, match="not a database"):
        open_store(f"sqlite:///{tmp_path}/x.db").migrate()


def test_a_store_of_a_newer_program_is_told(store):
    _schema(store, "9999")
    try:
        with pytest.raises(Fix, match="newer Tocsin"):
            store.migrate()
    finally:
        _schema(store, head())  # the Postgres database is other tests' too


def _schema(store, revision):
    with store._write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


def test_the_migrations_make_the_tables_the_code_speaks_of(store_url):
    engine = create_engine(store_url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert [found for found in differences if "event_words" not in str(found)] == []


def test_processes_that_start_together_migrate_once(tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    code = f"from bot.store import open_store; s = open_store({url!r}); s.migrate(); print(s.counts()['events'])"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [one.communicate(timeout=60)[0] for one in both] == ["0\n"] * 3


def test_a_new_file_is_turned_to_wal_by_whoever_tries_again():
    class Locked:
        tries = 0

        def execute(self, _):
            self.tries += 1
            if self.tries < 3:
                raise sqlite3.OperationalError("database is locked")

    taken, broken = Locked(), sqlite3.OperationalError("disk I/O error")
    _to_wal(taken)
    assert taken.tries == 3
    with pytest.raises(sqlite3.OperationalError, match="disk"):
        _to_wal(SimpleNamespace(execute=lambda _: (_ for _ in ()).throw(broken)))


def test_a_file_in_use_by_another_machine_is_refused_until_that_one_is_gone(tmp_path):
    url = f"sqlite:///{tmp_path}/x.db"
    here, there = open_store(url, machine="here"), open_store(url, machine="there")
    here.migrate()
    with pytest.raises(Fix, match="another machine is using this SQLite file"):
        there.migrate()
    here.migrate()
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("UPDATE seat SET lease = 0")
    there.migrate()
    here.close()
    there.close()
    connection.close()


MOUNTS = """/dev/vda / ext4 rw 0 0
srv:/export /mnt/share nfs4 rw 0 0
tmpfs /mnt/share/quick tmpfs rw 0 0
"""


def test_a_network_disk_is_refused():
    with pytest.raises(BadInput, match="network disk"):
        seat.check_disk(Path("/mnt/share/store.db"), MOUNTS)
    seat.check_disk(Path("/mnt/share/quick/store.db"), MOUNTS)
    seat.check_disk(Path("/home/store.db"), MOUNTS)


def test_halves_of_characters_do_not_stop_a_feed(store):
    store.keep_feeds([FEED], NOW)
    [state] = store.due_feeds(NOW, 1, 60, "a")
    assert store.settle_feed(state, [story("a", "half \ud83d of \x00 it")], NOW) == 1
    assert store.story("a").text == "half ? of \x00 it"


def test_what_there_is_is_counted(store):
    assert set(store.counts()) == {"stories", "waiting", "aside", "reports", "events", "todo", "in_doubt", "sent", "dead"}
    file(store)
    assert store.counts()["stories"] == 1


@pytest.mark.parametrize("ask", [Store.counts, Store.feed_states, Store.queue_age, lambda store: store.due_stories(1, 1, "a")])
def test_a_connection_that_was_cut_is_told_as_later_and_the_next_call_has_a_new_one(postgres_url, ask):
    with closing(open_store(postgres_url)) as store:
        ask(store)
        with closing(open_store(postgres_url)) as other, other._write() as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            connection.exec_driver_sql(cut)
        with pytest.raises(Later, match="the database"):
            ask(store)
        ask(store)


def test_what_is_taken_over_from_a_process_whose_lease_ran_out_is_counted(store):
    store.keep_feeds([FEED], NOW)
    store.keep_destinations(places(), NOW)
    [state] = store.due_feeds(NOW, 1, 0.0, "a")
    store.settle_feed(state, [story("x", "Words.")], NOW)
    store.due_feeds(NOW, 1, 0.0, "a")
    store.due_stories(1, 0.0, "a")
    file(store, alert())
    store.next_delivery(NOW, 0.0, "a", ["slack"])
    assert store.takeovers.total() == 0
    store.due_feeds(NOW, 1, 0.0, "b")
    store.due_stories(1, 0.0, "b")
    assert store.next_delivery(NOW, 60.0, "b", ["slack"]).over == "a"
    assert store.takeovers == {"feed": 1, "story": 1, "delivery": 1}
