"""Short rows tell what an event undoes."""

import sqlalchemy as sa
from alembic import op

from bot.store.asking import refill

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FOUND = {"sqlite": "json_extract(body, '$.claim.reversal')", "postgresql": "body::json #>> '{claim,reversal}'"}


def upgrade():
    op.add_column("sheet", sa.Column("reversal", sa.Text(), nullable=False, server_default=""))
    bind = op.get_bind()
    if bind.scalar(sa.text("SELECT EXISTS (SELECT 1 FROM sheet)")):
        _tell(bind)
    else:
        refill(bind)


def downgrade():
    op.drop_column("sheet", "reversal")


def _tell(bind):
    """The way of the few events that undo something, out of their bodies; their words know it already."""
    found = f"SELECT id, {FOUND[bind.dialect.name]} AS way FROM event WHERE body LIKE '%\"reversal\":\"%'"
    rows = [{"event": row.id, "way": row.way} for row in bind.execute(sa.text(found)) if row.way]
    if rows:
        bind.execute(sa.text("UPDATE sheet SET reversal = :way WHERE event = :event"), rows)
