"""Which of some events deny others, by the links that are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from bot.model import LinkKind
from bot.store.tables import link


def denied_by(connection: Connection, events: Collection[str]) -> dict[str, list[str]]:
    """Those of some events that deny others of them, each with what it denies."""
    rows = select(link.c.event, link.c.target).where(link.c.kind == str(LinkKind.DENIES), link.c.event.in_(events))
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(rows.order_by(link.c.event, link.c.target)):
        found[row.event].append(row.target)
    return found
