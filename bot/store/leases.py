"""Who holds leases, and taking them from processes that are known to be dead."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select, update

from bot.store.stories import DIED
from bot.store.tables import clock, destination, feed, page, story

HELD = (feed, story, page, destination)
SUSPECT = DIED > 1  # it was read alone when its reader died: a program that dies at every start must not use up its tries


def holders(connection: Connection) -> set[str]:
    """The workers that hold a lease still running."""
    return {
        name for table in HELD for name in connection.scalars(select(table.c.worker).where(table.c.worker != "", table.c.lease > clock()))
    }


def end(connection: Connection, workers: Collection[str]) -> int:
    """Ends the leases of these workers, as if their time had run out, but for stories under suspicion; how many those were."""
    ended = {table: update(table).where(table.c.worker.in_(workers), table.c.lease > clock()).values(lease=clock()) for table in HELD}
    ended[story] = ended[story].where(~SUSPECT)
    return sum(connection.execute(one).rowcount for one in ended.values())
