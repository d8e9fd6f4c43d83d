"""Homes linked to one desk: links and their codes, grades, acts; mutes and marks know the home they were made in."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

HOMES = """
UPDATE mute SET
  home = COALESCE((SELECT d.home FROM destination d WHERE d.id = mute.destination), ''),
  private = COALESCE((SELECT d.private FROM destination d WHERE d.id = mute.destination AND d.home <> ''), true)
"""


def upgrade():
    op.create_table(
        "tie",
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("home", "other"),
    )
    op.create_index("ix_tie_other", "tie", ["other"])
    op.create_table(
        "tie_code",
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("home"),
        sa.UniqueConstraint("hash"),
    )
    op.create_table(
        "tie_try",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("who"),
    )
    op.create_table(
        "grade",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event", "home", "person", "at"),
    )
    op.create_index("ix_grade_home", "grade", ["home"])
    op.create_table(
        "act",
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("home", "at", "person", "verb"),
    )
    op.add_column("mute", sa.Column("name", sa.Text(), nullable=False, server_default=""))
    op.add_column("mute", sa.Column("home", sa.Text(), nullable=False, server_default=""))
    op.add_column("mute", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute(HOMES)
    _feedback(("event", "home", "person", "mark"))


def downgrade():
    _feedback(("event", "person", "mark"))
    for column in ("private", "home", "name"):
        op.drop_column("mute", column)
    for table in ("act", "grade", "tie_try", "tie_code", "tie"):
        op.drop_table(table)


def _feedback(key):
    """The table of marks, made anew with another key: a person counts once in each home."""
    bind = op.get_bind()
    homes = dict(bind.execute(sa.text("SELECT id, home FROM destination")).fetchall())
    rows = bind.execute(sa.text("SELECT event, person, mark, at, body FROM feedback ORDER BY at")).fetchall()
    op.drop_table("feedback")
    names = [name for name in ("event", "home", "person", "mark") if name in key]
    columns = [sa.Column(name, sa.Text(), nullable=False) for name in names]
    made = op.create_table(
        "feedback",
        *columns,
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(*key),
    )
    op.create_index("ix_feedback_at", "feedback", ["at"])
    kept = {}
    for row in rows:
        body = json.loads(row.body)
        told = {**row._mapping, "home": body.get("home") or homes.get(body.get("place", ""), "")}
        if "home" in key:
            told["body"] = json.dumps({**body, "home": told["home"]}, ensure_ascii=False, separators=(",", ":"))
        kept[tuple(told[name] for name in key)] = {name: told[name] for name in (*names, "at", "body")}
    if kept:
        op.bulk_insert(made, list(kept.values()))
