"""The first schema: feeds, stories, the ledger, the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("bucket", "delivery", "alert", "destination", "link", "event_party", "report", "event", "story", "feed")


def upgrade():
    op.create_table('alert',
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('made', sa.BigInteger(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event', 'revision')
    )
    op.create_table('bucket',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('free_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('delivery',
    sa.Column('seq', SERIAL, nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('destination', sa.Text(), nullable=False),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('show', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('attempts', sa.Integer(), server_default='0', nullable=False),
    sa.Column('made', sa.BigInteger(), nullable=False),
    sa.Column('first_try', sa.BigInteger(), nullable=True),
    sa.Column('settled', sa.BigInteger(), nullable=True),
    sa.Column('error', sa.Text(), server_default='', nullable=False),
    sa.Column('handle', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('seq'),
    sa.UniqueConstraint('id'),
    sqlite_autoincrement=True
    )
    op.create_index('delivery_dead', 'delivery', ['settled'], unique=False, sqlite_where=sa.text("state = 'dead'"), postgresql_where=sa.text("state = 'dead'"))
    op.create_index('delivery_event', 'delivery', ['event', 'destination'], unique=False)
    op.create_index('delivery_open', 'delivery', ['destination', 'seq'], unique=False, sqlite_where=sa.text("state IN ('todo', 'in_doubt')"), postgresql_where=sa.text("state IN ('todo', 'in_doubt')"))
    op.create_table('destination',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('platform', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('label', sa.Text(), server_default='', nullable=False),
    sa.Column('listed', sa.Boolean(), nullable=False),
    sa.Column('paused', sa.Text(), server_default='', nullable=False),
    sa.Column('lease', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('worker', sa.Text(), server_default='', nullable=False),
    sa.Column('next_at', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('open', sa.Integer(), server_default='0', nullable=False),
    sa.Column('refused', sa.Integer(), server_default='0', nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('destination_due', 'destination', ['next_at'], unique=False, sqlite_where=sa.text('open > 0'), postgresql_where=sa.text('open > 0'))
    op.create_table('event',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('opened', sa.BigInteger(), nullable=False),
    sa.Column('changed', sa.BigInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_event_changed'), 'event', ['changed'], unique=False)
    op.create_table('event_party',
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('long', sa.Boolean(), nullable=False),
    sa.Column('day_start', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('day_end', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('party', 'type', 'long', 'day_start', 'event', 'role')
    )
    op.create_index(op.f('ix_event_party_event'), 'event_party', ['event'], unique=False)
    op.create_table('feed',
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('listed', sa.Boolean(), nullable=False),
    sa.Column('next_check', sa.BigInteger(), nullable=False),
    sa.Column('lease', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('worker', sa.Text(), server_default='', nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('url')
    )
    op.create_index('feed_due', 'feed', ['next_check'], unique=False, sqlite_where=sa.text('listed'), postgresql_where=sa.text('listed'))
    op.create_table('link',
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('target', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event', 'kind', 'target')
    )
    op.create_index(op.f('ix_link_target'), 'link', ['target'], unique=False)
    op.create_table('report',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('story', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_report_story'), 'report', ['story'], unique=False)
    op.create_index('report_event', 'report', ['event', 'place'], unique=False)
    op.create_table('story',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('hash', sa.Text(), nullable=False),
    sa.Column('feed', sa.Text(), nullable=False),
    sa.Column('published', sa.BigInteger(), nullable=False),
    sa.Column('seen', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('lease', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('worker', sa.Text(), server_default='', nullable=False),
    sa.Column('tries', sa.Integer(), server_default='0', nullable=False),
    sa.Column('error', sa.Text(), server_default='', nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', 'version')
    )
    op.create_index('story_new', 'story', ['tries', 'published'], unique=False, sqlite_where=sa.text("state = 'new'"), postgresql_where=sa.text("state = 'new'"))


def downgrade():
    for table in TABLES:
        op.drop_table(table)
