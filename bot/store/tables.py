"""The tables, and the two types both databases share: instants as microseconds, days as ordinals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    TypeDecorator,
    false,
    literal,
    text,
    true,
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

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("listed", Boolean, nullable=False),  # in the catalogue, switched on, and not given up
    Column("next_check", Utc, nullable=False),
    Column("lease", Utc, nullable=False, server_default="0"),
    Column("worker", Text, nullable=False, server_default=""),
    Column("own", Boolean, nullable=False, server_default=false()),  # added by a person: no catalogue takes it away
    Column("switch", Text, nullable=False, server_default=""),  # on | off, as a person switched it; "": as the catalogue says
    Column("hot", Utc, nullable=False, server_default="0"),  # until when it is visited often
    Column("state", Text, nullable=False),  # FeedState
    Index("feed_due", "next_check", sqlite_where=text("listed"), postgresql_where=text("listed")),
)

story = Table(
    "story",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("hash", Text, nullable=False),  # of the words as the feed carried them
    Column("feed", Text, nullable=False),
    Column("published", Utc, nullable=False),
    Column("seen", Utc, nullable=False),
    Column("state", Text, nullable=False),  # new | done | aside | old
    Column("lease", Utc, nullable=False, server_default="0"),
    Column("worker", Text, nullable=False, server_default=""),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("error", Text, nullable=False, server_default=""),
    Column("body", LargeBinary, nullable=False),  # Story, deflated
    Index("story_feed", "seen", "feed", sqlite_where=text("version = 1"), postgresql_where=text("version = 1")),
    Index("story_new", "tries", "published", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
)

story_word = Table(  # the words of stories that are not extracted from
    "story_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("story", Text, primary_key=True, index=True),
)

page = Table(  # the pages of stories that were told: read again until that is enough
    "page",
    metadata,
    Column("story", Text, primary_key=True),
    Column("told", Utc, nullable=False),
    Column("done", Integer, nullable=False, server_default="0"),  # how often it was read again
    Column("next_at", Utc),  # none: never again
    Column("lease", Utc, nullable=False, server_default="0"),
    Column("worker", Text, nullable=False, server_default=""),
    Column("etag", Text, nullable=False, server_default=""),
    Column("modified", Text, nullable=False, server_default=""),
    Column("gone", Boolean, nullable=False, server_default=false()),  # it was taken down, and its events say so
    Index("page_due", "next_at", sqlite_where=text("next_at IS NOT NULL"), postgresql_where=text("next_at IS NOT NULL")),
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("opened", Utc, nullable=False),
    Column("changed", Utc, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of body and reports: equal digest, equal event
    Column("body", Text, nullable=False),  # Event without its reports
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("event", Text, nullable=False),
    Column("place", Integer, nullable=False),  # its place among the event's reports
    Column("story", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("report_event", "event", "place"),
)

event_party = Table(
    "event_party",
    metadata,
    Column("party", Text, primary_key=True),  # "" for any
    Column("type", Text, primary_key=True),
    Column("long", Boolean, primary_key=True),  # spans more days than LONG: kept apart, so that a look-up by day stays narrow
    Column("day_start", Integer, primary_key=True, autoincrement=False),
    Column("event", Text, primary_key=True, index=True),
    Column("role", Text, primary_key=True),  # actor | target | speaker | ""
    Column("day_end", Integer, nullable=False),
)

link = Table(
    "link",
    metadata,
    Column("event", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("target", Text, primary_key=True, index=True),
)

destination = Table(
    "destination",
    metadata,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("label", Text, nullable=False, server_default=""),
    Column("listed", Boolean, nullable=False),
    Column("paused", Text, nullable=False, server_default=""),  # the reason
    Column("lease", Utc, nullable=False, server_default="0"),
    Column("worker", Text, nullable=False, server_default=""),
    Column("next_at", Utc, nullable=False, server_default="0"),  # order, pace and back-off in one
    Column("open", Integer, nullable=False, server_default="0"),  # deliveries still on their way
    Column("refused", Integer, nullable=False, server_default="0"),  # final refusals in a row
    Column("named", Boolean, nullable=False, server_default=true()),  # by the settings: it gets everything until it has a watch
    Column("home", Text, nullable=False, server_default=""),
    Column("private", Boolean, nullable=False, server_default=false()),
    Column("gone", Utc),  # since when its home is without us
    Index("destination_due", "next_at", sqlite_where=text("open > 0"), postgresql_where=text("open > 0")),
)

alert = Table(
    "alert",
    metadata,
    Column("event", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("made", Utc, nullable=False),
    Column("body", Text, nullable=False),
)

delivery = Table(
    "delivery",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("destination", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("show", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("made", Utc, nullable=False),
    Column("first_try", Utc),
    Column("settled", Utc),
    Column("error", Text, nullable=False, server_default=""),
    Column("handle", Text),
    Column("ping", Text, nullable=False, server_default=""),
    Column("call", Text, nullable=False, server_default=""),  # whom it would call, once two people agree
    Index(
        "delivery_open",
        "destination",
        "seq",
        sqlite_where=text("state IN ('todo', 'in_doubt')"),
        postgresql_where=text("state IN ('todo', 'in_doubt')"),
    ),
    Index("delivery_event", "event", "destination"),
    Index("delivery_dead", "settled", sqlite_where=text("state = 'dead'"), postgresql_where=text("state = 'dead'")),
    sqlite_autoincrement=True,
)

bucket = Table(
    "bucket",
    metadata,
    Column("id", Text, primary_key=True),
    Column("free_at", Utc, nullable=False),  # when the bucket has room again
)

seat = Table(
    "seat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("machine", Text, nullable=False),
    Column("lease", Utc, nullable=False),
)

watch = Table(
    "watch",
    metadata,
    Column("id", Text, primary_key=True),
    Column("changed", Utc, nullable=False),
    Column("body", Text, nullable=False),
)

mute = Table(
    "mute",
    metadata,
    Column("destination", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("until", Utc, nullable=False),
    Column("by", Text, nullable=False),
)

_KEPT = text("told IS NULL AND way IN ('held', 'over', 'digest')")
route = Table(
    "route",
    metadata,
    Column("event", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("destination", Text, primary_key=True),
    Column("watch", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("told", Utc),  # when what was kept back went out, or was let go
    Column("body", Text, nullable=False),
    Index("route_kept", "destination", "at", sqlite_where=_KEPT, postgresql_where=_KEPT),
    Index("route_watch", "watch", "destination", "at"),
)

past = Table(
    "past",
    metadata,
    Column("event", Text, primary_key=True),
    Column("at", Utc, nullable=False),  # when it was first told
    Column("facts", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index("past_at", "at"),
)

call = Table(  # a ping that waits until two people agree
    "call",
    metadata,
    Column("event", Text, primary_key=True),
    Column("destination", Text, primary_key=True),
    Column("ping", Text, nullable=False),
    Column("until", Utc, nullable=False),
    Column("person", Text, nullable=False, server_default=""),  # who asked for it first
    Column("second", Text, nullable=False, server_default=""),  # who agreed: it was called
)

silence = Table(  # what has fallen silent and was told of; "" holds the rounds themselves
    "silence",
    metadata,
    Column("what", Text, primary_key=True),  # "feed:URL", "watch:ID"
    Column("since", Utc, nullable=False),  # when it was heard last
    Column("told", Utc, nullable=False),
    Column("places", Text, nullable=False),  # JSON: where it was told, and is told when it comes back
)

feedback = Table(
    "feedback",
    metadata,
    Column("event", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
    Column("body", Text, nullable=False),  # Feedback
)
