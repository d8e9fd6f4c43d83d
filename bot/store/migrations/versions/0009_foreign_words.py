"""The words of stories in languages that nobody here extracts from."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "story_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", "story"),
    )
    op.create_index("ix_story_word_story", "story_word", ["story"])


def downgrade():
    op.drop_table("story_word")
