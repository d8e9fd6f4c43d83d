"""The tables of events with their reports and links."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from bot.store.tables.types import Utc, metadata

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
