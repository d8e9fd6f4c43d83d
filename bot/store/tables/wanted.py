"""The tables of watches, mutes, and what people and silences say."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, false, text, true

from bot.store.tables.types import Utc, metadata

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
    Column("name", Text, nullable=False, server_default=""),
    Column("home", Text, nullable=False, server_default=""),  # where it was made
    Column("private", Boolean, nullable=False, server_default=true()),
    Column("over", Boolean, nullable=False, server_default=false()),  # it ended, and what came meanwhile was told
)

_MISSED = text("told IS NULL AND way IN ('muted', 'shut')")
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
    Index("route_missed", "destination", "at", sqlite_where=_MISSED, postgresql_where=_MISSED),
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
    Column("what", Text, primary_key=True),  # feed:URL, watch:ID; told the operator: shut:PLACE, aside:STORY:VERSION, lost:DELIVERY
    Column("since", Utc, nullable=False),  # when it was heard last
    Column("told", Utc, nullable=False),
    Column("places", Text, nullable=False),  # JSON: where it was told, and is told when it comes back
)

feedback = Table(
    "feedback",
    metadata,
    Column("event", Text, primary_key=True),
    Column("home", Text, primary_key=True),  # where it was said; "" in no home of ours
    Column("person", Text, primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
    Column("body", Text, nullable=False),  # Feedback
)
