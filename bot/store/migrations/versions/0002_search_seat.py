"""Full text of events, and the seat: the one machine that may use a SQLite file."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE event_words USING fts5(event UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')",
        "CREATE TABLE event_words_row (event TEXT PRIMARY KEY, number INTEGER NOT NULL)",
    ),
    "postgresql": (
        "CREATE TABLE event_words (event TEXT PRIMARY KEY, words TEXT NOT NULL,"
        " found TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED)",
        "CREATE INDEX event_words_found ON event_words USING gin (found)",
    ),
}


def upgrade():
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("lease", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for statement in WORDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    op.execute("DROP TABLE event_words")
    op.execute("DROP TABLE IF EXISTS event_words_row")
    op.drop_table("seat")
