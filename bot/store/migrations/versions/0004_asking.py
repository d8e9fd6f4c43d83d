"""Short rows that look-ups count by, tokens of slots in the full text, and alerts by time."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0008"
branch_labels = None
depends_on = None

DUE = sa.text("due IS NOT NULL")


def upgrade():
    op.create_table(
        "sheet",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("day_end", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("things", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index("sheet_changed", "sheet", ["changed", "event"])
    op.create_index("sheet_due", "sheet", ["due"], sqlite_where=DUE, postgresql_where=DUE)
    op.create_index("sheet_day", "sheet", ["day", "type", "status"])
    op.create_index("alert_made", "alert", ["made"])
    # 0011 fills the sheet: the program writes columns that are not there yet.


def downgrade():
    op.drop_index("alert_made", "alert")
    op.drop_table("sheet")
