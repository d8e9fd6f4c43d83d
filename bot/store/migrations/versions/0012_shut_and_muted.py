"""A pause by the platform is told from an operator's and tried again; what a mute or such a pause kept back is told at its end."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MISSED = "told IS NULL AND way IN ('muted', 'shut')"
REFUSED = (  # what platforms said, as the pauses of earlier versions hold it
    "the channel is gone",
    "the bot cannot see the channel: let its role view it",
    "the bot may not post there: give its role Send Messages, and Send Messages in Threads",
    "the channel is not there, or private without the bot in it: /invite the bot, or correct its id",
    "the bot is not in the channel: /invite it",
    "the channel is archived",
    "an admin does not let the bot post there",
    "only some may post in the channel, the bot is not among them",
)


def upgrade():
    op.add_column("destination", sa.Column("closed", sa.BigInteger()))
    op.add_column("destination", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("destination", sa.Column("back", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("mute", sa.Column("over", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE route SET told = at WHERE told IS NULL AND way = 'muted'")  # of mutes long over: nobody waits for it
    where = sa.text(MISSED)
    op.create_index("route_missed", "route", ["destination", "at"], sqlite_where=where, postgresql_where=where)
    again = sa.text("UPDATE destination SET paused = '', refused = 0 WHERE paused IN :told OR paused LIKE 'refused % times in a row: %'")
    op.get_bind().execute(again.bindparams(sa.bindparam("told", REFUSED, expanding=True)))  # the next message shows whether it is open


def downgrade():
    op.drop_index("route_missed", "route")
    op.drop_column("mute", "over")
    for column in ("back", "tries", "closed"):
        op.drop_column("destination", column)
