"""The door to the database: an engine for a URL, with SQLite set up as WAL with one writer."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, DBAPIError, DisconnectionError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneLeft

from bot.errors import BadInput, Fix, Later, Never, TocsinError

Synchronous = Literal["NORMAL", "FULL", "EXTRA", "OFF"]
RESTED_S = 5.0
BUSY_MS = 30_000  # how long a writer waits for another process's transaction
TURN_S = 0.05  # between two tries to be the one that turns a new file to WAL
# What passes, whatever was to be written. Neither driver's classes tell it from values that are too long or too many.
PASSES = frozenset({"08", "25", "40", "53", "55", "57", "58"})  # SQLSTATE: connection, standby, deadlock, full, lock, shutdown, disk
PASSES_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_SCHEMA,
    }
)
AMISS = frozenset({"42501", "42P01", "42703", "3F000"})  # SQLSTATE: a right, a table, a column or the schema is missing
AMISS_SQLITE = ("no such table", "no such column", "has no column")  # it has one number for all that it cannot run
# What a server, or psycopg before it asks one, says of an address that is wrong: at connecting psycopg tells no SQLSTATE. Said in another
# language it is waited for.
MISTAKEN = re.compile(
    r"authentication failed|no password supplied|(database|role) \".*\" does not exist|not permitted to log in"
    r"|permission denied for database|pg_hba\.conf|does not support SSL|certificate|invalid \S+ value|invalid connection option"
)
POSTGRES: Mapping[str, object] = MappingProxyType(
    {
        "connect_timeout": 5,
        "keepalives_idle": 5,  # a server that vanished is noticed within ten seconds,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": 10_000,
        # and a process that stands still in a transaction does not hold the others for longer.
        "options": "-c idle_in_transaction_session_timeout=20s -c lock_timeout=30s -c timezone=UTC",
    }
)


def engine_of(url: str, synchronous: str) -> Engine:
    """An engine for a SQLite file or a Postgres server; BadInput says what is wrong with the URL."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, synchronous)
    return _postgres(parsed)


def held(url: str, setting: str = "DATABASE_URL") -> Engine:
    """The engine of a store that is there; BadInput where it would be a new file: a mistyped name must not make one."""
    engine = engine_of(url, "NORMAL")
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).is_file():
        raise BadInput(f"{setting}: there is no file {Path(file).absolute()}")
    return engine


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadInput("DATABASE_URL: not a database URL; write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME") from None
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise BadInput(f"DATABASE_URL: {parsed.drivername} is not a store we know; write sqlite:///FILE or postgresql://…")
    if parsed.database in {None, "", ":memory:"}:
        raise BadInput("DATABASE_URL: SQLite needs a file: write sqlite:///FILE")
    if not Path(str(parsed.database)).absolute().parent.is_dir():
        raise BadInput(f"DATABASE_URL: there is no folder {Path(str(parsed.database)).absolute().parent}")
    if Path(str(parsed.database)).is_dir():
        raise BadInput(f"DATABASE_URL: {parsed.database} is a folder: name a file in it")
    return parsed


def _postgres(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_size=8, max_overflow=8, connect_args=POSTGRES)
    except ModuleNotFoundError:
        raise Fix("DATABASE_URL: Postgres needs psycopg: pip install 'tocsin[postgres]'") from None

    @event.listens_for(engine, "checkout")
    def _rested(connection: Any, record: Any, _: Any) -> None:
        """Asks a connection that has rested whether it still stands: SQLAlchemy's own ping asks every time."""
        if monotonic() - record.info.get("used", 0.0) > RESTED_S:
            try:
                connection.execute("SELECT 1")
                connection.rollback()
            except Exception as fault:
                raise DisconnectionError from fault

    @event.listens_for(engine, "checkin")
    def _used(_: Any, record: Any) -> None:
        record.info["used"] = monotonic()

    return engine


def _sqlite(url: URL, synchronous: str) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000}, pool_size=8, max_overflow=24)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver's own would let two readers turn writers
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        _to_wal(connection)
        for pragma in (f"synchronous = {synchronous}", "cache_size = -32000", "mmap_size = 268435456"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _to_wal(connection: Any) -> None:
    """Turn a file to WAL; of several that start together SQLite tells all but one at once that it is locked, whatever the timeout."""
    until = monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or monotonic() > until:
                raise
            sleep(TURN_S)
        else:
            return


def _line(fault: DBAPIError) -> str:
    """What the database says, in one line: Postgres takes several."""
    return " ".join(str(fault.orig).split())


@contextmanager
def away() -> Iterator[None]:
    """Later: the database is away, busy or full. Fix: it is not ours, or not as we need it. Never: it refuses what was to be written."""
    try:
        yield
    except NoneLeft as fault:
        raise Later("the database does not answer: every connection is in use") from fault
    except DBAPIError as fault:
        if told := _told(fault):
            raise told from fault
        raise


def _told(fault: DBAPIError) -> TocsinError | None:
    """What the caller does next; None where it is a fault of the program."""
    if type(fault) is DatabaseError or _amiss(fault) or _mistaken(fault):
        return Fix(f"DATABASE_URL: {_line(fault)}")
    if fault.connection_invalidated:
        return Later(f"the database went away: {_line(fault)}")
    if fault.statement is None or _passes(fault):  # without a statement: at connecting or at the end
        return Later(f"the database does not answer: {_line(fault)}")
    if isinstance(fault, (DataError, IntegrityError, OperationalError)):
        return Never(f"the database refuses it: {_line(fault)}")
    return None


def _passes(fault: DBAPIError) -> bool:
    state, code = getattr(fault.orig, "sqlstate", None) or "", getattr(fault.orig, "sqlite_errorcode", 0)
    return state[:2] in PASSES or code & 0xFF in PASSES_SQLITE  # its lowest byte says which of the kinds


def _amiss(fault: DBAPIError) -> bool:
    sqlite_told = isinstance(fault.orig, sqlite3.OperationalError) and any(words in str(fault.orig) for words in AMISS_SQLITE)
    return sqlite_told or getattr(fault.orig, "sqlstate", None) in AMISS


def _mistaken(fault: DBAPIError) -> bool:
    return fault.statement is None and not isinstance(fault.orig, sqlite3.Error) and bool(MISTAKEN.search(_line(fault)))


def put(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]], *, update: Iterable[str] = (), keep: bool = False) -> None:
    """Inserts rows; on a known key it sets the `update` columns, or does nothing with `keep`."""
    listed = list(rows)
    if not listed:
        return
    connection.execute(_insert(connection.dialect.name, table, tuple(update), keep), listed)


@cache
def _insert(dialect: str, table: Table, update: tuple[str, ...], keep: bool) -> Any:
    insert: Any = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    if keep:
        return insert.on_conflict_do_nothing()
    if not update:
        return insert
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key.columns), set_={name: insert.excluded[name] for name in update}
    )


def take_turn(connection: Connection, lock: int) -> None:
    """Waits until no other process is in a transaction that took this advisory lock; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
