"""Migrations by Alembic, run under a lock: processes that start together migrate once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import Fix
from bot.store.engine import take_turn

MIGRATIONS = str(Path(__file__).parent / "migrations").replace("%", "%%")
LOCK = 0x70C51  # the advisory lock of migrations


def migrate(connection: Connection) -> None:
    """Brings the schema to the newest revision within the caller's transaction; Fix where the store is newer than this program."""
    take_turn(connection, LOCK)
    current = revision(connection)
    if current == head():
        return
    if current and current not in {script.revision for script in _scripts().walk_revisions()}:
        raise Fix(f"the store was made by a newer Tocsin (schema {current}): upgrade this one, or name another DATABASE_URL")
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", MIGRATIONS)
    command.upgrade(config, "head")


def revision(connection: Connection) -> str | None:
    """The schema a database has; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The schema this program speaks."""
    return _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(MIGRATIONS)
