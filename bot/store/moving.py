"""A store moved whole: copied to another database, saved to a file, and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, Table, func, insert, inspect, select

from bot.errors import BadInput, Fix
from bot.store import words
from bot.store.engine import away, engine_of, held
from bot.store.events import Ledger
from bot.store.migrate import revision
from bot.store.store import Store
from bot.store.tables import AnyRow, delivery, event, metadata, seat

TABLES = tuple(table for table in metadata.sorted_tables if table is not seat)
BATCH = 500
Progress = Callable[[str, int, int], None]  # what, how many done, of how many


def copy(source: str, target: str, progress: Progress = lambda _what, _done, _of: None, beside: Sequence[Table] = ()) -> dict[str, int]:
    """Copies a store into an empty one and verifies it by counts and hashes; rows by table. It is all there, or nothing is.

    `beside` are tables that a library keeps in the database, each with a number `id`: they come along where they are there.
    What the source is given meanwhile is not copied: stop the processes that use it first.
    """
    with _named("--from", source) as here, _named("--to", target) as there:
        if here.dialect.name == "sqlite" and (file := here.url.database) and not Path(file).is_file():
            raise BadInput(f"--from: there is no file {file}")
        Store(there).migrate()
        with away(), _snapshot(here) as given, there.execution_options(writes=True).begin() as taken:
            if revision(given) != revision(taken):
                raise Fix("--from: its schema is older than this program: start Tocsin on it once, then copy")
            others = [table for table in beside if inspect(given).has_table(table.name)]
            for table in others:
                table.create(taken, checkfirst=True)
            tables = (*TABLES, *others)
            if any(_count(taken, table) for table in tables):
                raise BadInput("--to: the store there is not empty: name a new one")
            for table in tables:
                _copy_table(given, taken, table, progress)
            _index_words(taken, progress)
            _count_on(taken, [delivery.c.seq, *(table.c.id for table in others)])
            return {table.name: _same(given, taken, table) for table in tables}


@contextmanager
def _named(option: str, url: str) -> Iterator[Engine]:
    """A store opened; what is wrong with its address is told of the option that gave it."""
    try:
        engine = engine_of(url, "NORMAL")
    except BadInput as fault:
        raise BadInput(str(fault).replace("DATABASE_URL", option, 1)) from None
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = held(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """One moment of a store, however long it is read."""
    still = engine.execution_options(isolation_level="REPEATABLE READ") if engine.dialect.name == "postgresql" else engine
    with still.begin() as connection:
        yield connection


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _rows(connection: Connection, table: Table) -> Iterator[list[AnyRow]]:
    """A table's rows, some at a time."""
    with closing(connection.execution_options(yield_per=BATCH).execute(select(table))) as rows:
        yield from (list(part) for part in rows.partitions())


def _copy_table(given: Connection, taken: Connection, table: Table, progress: Progress) -> None:
    total, done = _count(given, table), 0
    progress(table.name, done, total)
    for part in _rows(given, table):
        taken.execute(insert(table), [dict(row._mapping) for row in part])  # noqa: SLF001  # SQLAlchemy's public name for it
        done += len(part)
        progress(table.name, done, total)


def _index_words(taken: Connection, progress: Progress) -> None:
    """Full text is a database's own: it is written anew."""
    ids = list(taken.scalars(select(event.c.id).order_by(event.c.changed, event.c.id.desc())))
    for start in range(0, len(ids), BATCH):
        for one in Ledger().of(taken, ids[start : start + BATCH]):
            words.write(taken, one.id, words.of(one))
        progress("words", min(start + BATCH, len(ids)), len(ids))


def _count_on(taken: Connection, numbered: Sequence[Column[int]]) -> None:
    """The next row's number follows the last one copied; SQLite sees to that itself."""
    if taken.dialect.name != "postgresql":
        return
    for column in numbered:
        last = taken.scalar(select(func.max(column)))
        if last:
            taken.execute(select(func.setval(func.pg_get_serial_sequence(column.table.name, column.name), last)))


def _same(given: Connection, taken: Connection, table: Table) -> int:
    if (told := _sum(given, table)) != _sum(taken, table):
        raise Fix(f"the copy of {table.name} differs from its source: nothing was kept; is something still writing to one of them?")
    return told[0]


def _sum(connection: Connection, table: Table) -> tuple[int, int]:
    """How many rows, and a sum of their hashes that no order changes."""
    count = total = 0
    for part in _rows(connection, table):
        count += len(part)
        total += sum(int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest()[:16]) for row in part)
    return count, total


def backup(url: str, path: Path, beside: Sequence[Table] = ()) -> int:
    """Saves a store, in use or not, as a SQLite file; its size in bytes. BadInput where the file is already there."""
    if path.exists():
        raise BadInput(f"{path} is already there: name a new file")
    if not path.absolute().parent.is_dir():
        raise BadInput(f"there is no folder {path.absolute().parent}")
    with _opened(url) as engine:
        if engine.dialect.name == "postgresql":
            copy(url, f"sqlite:///{path}", beside=beside)
        else:
            with away(), closing(engine.raw_connection()) as connection:  # outside any transaction
                connection.cursor().execute("VACUUM INTO ?", (str(path),))
    return path.stat().st_size
