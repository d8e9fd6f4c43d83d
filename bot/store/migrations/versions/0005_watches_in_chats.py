"""Destinations that watches make, pings that two people call, what fell silent, and what readers marked as wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FIRST = sa.text("version = 1")


def upgrade():
    op.add_column("destination", sa.Column("named", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("destination", sa.Column("home", sa.Text(), nullable=False, server_default=""))
    op.add_column("destination", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("destination", sa.Column("gone", sa.BigInteger(), nullable=True))
    op.add_column("delivery", sa.Column("call", sa.Text(), nullable=False, server_default=""))
    op.create_index("story_feed", "story", ["seen", "feed"], sqlite_where=FIRST, postgresql_where=FIRST)
    op.create_table(
        "call",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("ping", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False, server_default=""),
        sa.Column("second", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("event", "destination"),
    )
    op.create_table(
        "silence",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("what"),
    )
    op.create_table(
        "feedback",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event", "person", "mark"),
    )
    op.create_index("ix_feedback_at", "feedback", ["at"])


def downgrade():
    for table in ("feedback", "silence", "call"):
        op.drop_table(table)
    op.drop_index("story_feed", "story")
    op.drop_column("delivery", "call")
    for column in ("gone", "private", "home", "named"):
        op.drop_column("destination", column)
