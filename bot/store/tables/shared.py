"""The tables of the shared desk: links between homes, the codes that make them, grades, who did what, and what was shown where."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from bot.store.tables.types import Utc, metadata

tie = Table(
    "tie",
    metadata,
    Column("home", Text, primary_key=True),  # gave the code
    Column("other", Text, primary_key=True, index=True),  # used it
    Column("at", Utc, nullable=False),
    Column("body", Text, nullable=False),  # Tie
)

tie_code = Table(
    "tie_code",
    metadata,
    Column("home", Text, primary_key=True),  # a home has one open code at most
    Column("hash", Text, nullable=False, unique=True),  # the code itself is kept nowhere
    Column("until", Utc, nullable=False),
    Column("body", Text, nullable=False),  # Someone
)

tie_try = Table(  # wrong codes, counted by home and by person
    "tie_try",
    metadata,
    Column("who", Text, primary_key=True),
    Column("since", Utc, nullable=False),
    Column("count", Integer, nullable=False),
)

grade = Table(  # each giving, change and withdrawal is a row of its own: the last one of a person in a home holds
    "grade",
    metadata,
    Column("event", Text, primary_key=True),
    Column("home", Text, primary_key=True, index=True),
    Column("person", Text, primary_key=True),
    Column("at", Utc, primary_key=True),
    Column("body", Text, nullable=False),  # Graded
)

act = Table(
    "act",
    metadata,
    Column("home", Text, primary_key=True),
    Column("at", Utc, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("verb", Text, primary_key=True),
    Column("body", Text, nullable=False),  # Act
)

shown = Table(  # answers that somebody shared with a channel, for a day
    "shown",
    metadata,
    Column("place", Text, primary_key=True),
    Column("what", Text, primary_key=True),  # a digest of what was shown
    Column("at", Utc, nullable=False, index=True),
    Column("body", Text, nullable=False),  # Act
)
