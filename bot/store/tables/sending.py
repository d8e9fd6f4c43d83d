"""The tables of where alerts go and how far they have got."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, false, text, true

from bot.store.tables.types import Serial, Utc, metadata

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
    Column("closed", Utc),  # since when its platform refuses us: that pause is tried again and ends by itself; an operator's does not
    Column("tries", Integer, nullable=False, server_default="0"),  # refused since
    Column("back", Boolean, nullable=False, server_default=false()),  # open again, and not told yet what it missed
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
