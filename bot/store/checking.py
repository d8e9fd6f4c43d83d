"""Whether a store holds together: every finding is one line that says what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, text

from bot.errors import Fix
from bot.store.codec import REPORT, digest
from bot.store.editions import as_written
from bot.store.engine import away, held
from bot.store.migrate import head, revision
from bot.store.queue import recount
from bot.store.tables import event, report

BATCH, SHOWN = 500, 20
WRONG = {  # a count of rows that should not be, and what they are
    "SELECT count(*) FROM delivery d WHERE NOT EXISTS (SELECT 1 FROM alert a WHERE a.event = d.event AND a.revision = d.revision)": (
        "deliveries have no alert to send"
    ),
    "SELECT count(*) FROM delivery d WHERE NOT EXISTS (SELECT 1 FROM destination p WHERE p.id = d.destination)": (
        "deliveries have no destination"
    ),
    "SELECT count(*) FROM delivery WHERE state = 'sent' AND handle IS NULL": "sent messages have no handle: edits and replies miss them",
    "SELECT count(*) FROM alert a WHERE a.kind NOT IN ('digest', 'note') AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = a.event)": (
        "alerts tell of no known event"
    ),
    "SELECT count(*) FROM report r WHERE r.event <> '' AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = r.event)": (
        "reports are filed under no known event"
    ),
    "SELECT count(*) FROM event_party p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.id = p.event)": "index rows lead to no event",
    "SELECT (SELECT count(*) FROM event) - (SELECT count(*) FROM event_words)": "events cannot be found by their words",
    "SELECT count(*) FROM story WHERE state = 'aside'": "stories were set aside (`store aside`, `store retry`)",
    "SELECT count(*) FROM destination WHERE paused <> ''": "destinations are paused (`store channels`, `store resume`)",
}


def check(url: str, *, mend: bool = False) -> list[str]:
    """What is wrong with a store, a line each; with `mend`, counters that are off are set right."""
    engine = held(url)
    try:
        with away(), engine.execution_options(writes=mend).begin() as connection:
            if revision(connection) != head():
                return [f"the schema is {revision(connection) or 'not there'}, this program's is {head()}: start Tocsin on it once"]
            return _file(connection) or [*_rows(connection), *_events(connection), *_counters(connection, mend=mend)]
    except Fix as fault:
        return [
            f"the {'file is damaged' if engine.dialect.name == 'sqlite' else 'database is not as we need it'} ({fault}): restore a backup"
        ]
    finally:
        engine.dispose()


def _file(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    told = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return [f"the file is damaged ({line}): restore a backup" for line in told if line != "ok"]


def _rows(connection: Connection) -> list[str]:
    counted = ((connection.scalar(text(question)), told) for question, told in WRONG.items())
    return [f"{count} {told}" for count, told in counted if count]


def _events(connection: Connection) -> list[str]:
    ids = connection.scalars(select(event.c.id)).all()
    wrong = [one for start in range(0, len(ids), BATCH) for one in _changed(connection, ids[start : start + BATCH])]
    more = [f"and {len(wrong) - SHOWN:,} more events"] if len(wrong) > SHOWN else []
    return [*(f"event {one} differs from its hash: a report or its body was changed by another hand" for one in wrong[:SHOWN]), *more]


def _changed(connection: Connection, ids: Sequence[str]) -> list[str]:
    rows = connection.execute(select(event.c.id, event.c.digest, event.c.body).where(event.c.id.in_(ids))).all()
    among = select(report.c.event, report.c.body).where(report.c.event.in_(ids)).order_by(report.c.event, report.c.place)
    reports: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(among):
        reports[row.event].append(row.body)
    return [row.id for row in rows if row.digest not in _digests(row.body, reports[row.id])]


def _digests(body: str, reports: Sequence[str]) -> Iterator[str]:
    """The hash of an event's rows, and what it was until 30 November 2026: of all they said as they were written then."""
    try:
        told = [REPORT.value(one) for one in reports]
    except ValueError:  # no report any more
        return
    yield digest(body, *map(REPORT.told, told))
    yield digest(body, *reports)
    yield from (digest(body, *texts) for texts in as_written(told))


def _counters(connection: Connection, *, mend: bool) -> list[str]:
    savepoint = connection.begin_nested()
    wrong = recount(connection)
    if not mend:
        savepoint.rollback()
    return [f"{wrong} destinations had a wrong count of what waits{': set right' if mend else ''}"] if wrong else []
