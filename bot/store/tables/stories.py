"""The tables of feeds, stories and their pages."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text, false, text

from bot.store.tables.types import Utc, metadata

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
    Column("tries", Integer, nullable=False, server_default="0"),  # how often it was given out and not given back
    Column("faults", Integer, nullable=False, server_default="0"),  # of these, how often reading it failed; in the others its reader died
    Column("error", Text, nullable=False, server_default=""),
    Column("body", LargeBinary, nullable=False),  # Story, deflated
    Index("story_feed", "seen", "feed", sqlite_where=text("version = 1"), postgresql_where=text("version = 1")),
    Index("story_new", "tries", "published", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
    Index("story_aside", "published", sqlite_where=text("state = 'aside'"), postgresql_where=text("state = 'aside'")),
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
