"""A story's own faults are counted apart from readers that died with it; what was set aside is found without reading every story."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ASIDE = "state = 'aside'"


def upgrade():
    op.add_column("story", sa.Column("faults", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE story SET faults = tries WHERE error <> ''")  # a death left no error
    op.create_index("story_aside", "story", ["published"], sqlite_where=sa.text(ASIDE), postgresql_where=sa.text(ASIDE))


def downgrade():
    op.drop_index("story_aside", "story")
    op.drop_column("story", "faults")
