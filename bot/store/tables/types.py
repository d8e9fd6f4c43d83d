"""The tables, and the two types both databases share: instants as microseconds, days as ordinals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Dialect,
    Integer,
    MetaData,
    Row,
    TypeDecorator,
    literal,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

AnyRow = Row[*tuple[Any, ...]]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
OPEN = ("todo", "in_doubt")  # the states a delivery still has a way to go from


class Utc(TypeDecorator[datetime]):
    """An instant, kept as microseconds since 1970 so that both databases order and copy it alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  # SQLAlchemy's signature
        """The integer kept; a time without a zone is refused."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """The instant, in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


class _Clock(FunctionElement[int]):
    """The database's own clock in microseconds: leases of many machines must be measured by one clock."""

    type = BigInteger()
    inherit_cache = True
    name = "clock"


@compiles(_Clock, "sqlite")
def _sqlite_clock(*_: Any, **__: Any) -> str:
    return "CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) * 1000 AS INTEGER)"


@compiles(_Clock, "postgresql")
def _postgres_clock(*_: Any, **__: Any) -> str:
    return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)"


def clock(after: float | BindParameter[int] = 0.0) -> ColumnElement[datetime]:
    """The database's time, `after` seconds (or a parameter's microseconds) on."""
    micros = after if isinstance(after, BindParameter) else literal(round(after * 1_000_000), BigInteger)
    return type_coerce(_Clock() + micros, Utc)


metadata = MetaData()
Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER key
