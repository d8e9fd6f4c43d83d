"""Pages read again, feeds of one's own, and feeds that are hot."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN = sa.text("next_at IS NOT NULL")


def upgrade():
    op.create_table(
        "page",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("lease", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("worker", sa.Text(), nullable=False, server_default=""),
        sa.Column("etag", sa.Text(), nullable=False, server_default=""),
        sa.Column("modified", sa.Text(), nullable=False, server_default=""),
        sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("story"),
    )
    op.create_index("page_due", "page", ["next_at"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.add_column("feed", sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("feed", sa.Column("switch", sa.Text(), nullable=False, server_default=""))
    op.add_column("feed", sa.Column("hot", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade():
    for name in ("hot", "switch", "own"):
        op.drop_column("feed", name)
    op.drop_table("page")
