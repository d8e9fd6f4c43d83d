"""Watches, mutes, routes, the facts that rehearsals read, and whom a delivery calls."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEPT = sa.text("told IS NULL AND way IN ('held', 'over', 'digest')")


def upgrade():
    op.create_table(
        "watch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "mute",
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("destination", "kind", "what"),
    )
    op.create_table(
        "route",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event", "revision", "destination"),
    )
    op.create_index("route_kept", "route", ["destination", "at"], sqlite_where=KEPT, postgresql_where=KEPT)
    op.create_index("route_watch", "route", ["watch", "destination", "at"])
    op.create_table(
        "past",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index("past_at", "past", ["at"])
    op.add_column("delivery", sa.Column("ping", sa.Text(), nullable=False, server_default=""))


def downgrade():
    op.drop_column("delivery", "ping")
    for table in ("past", "route", "mute", "watch"):
        op.drop_table(table)
