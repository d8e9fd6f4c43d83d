"""Events as look-ups read them: a short row each to count by, and the tokens by which the full text finds a query's terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import Boolean, Column, Connection, Index, Integer, Table, Text, delete, text

from bot.merge import places
from bot.merge.due import expectation_of
from bot.model import Event, Severity, Slot
from bot.store.engine import put
from bot.store.tables import Utc, metadata
from bot.watch.facts import Facts, facts_of
from bot.watch.kinds import WIDER

sheet = Table(
    "sheet",
    metadata,
    Column("event", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("day", Integer, nullable=False),  # the first day of it; where none is told, that of its first report
    Column("day_end", Integer, nullable=False),
    Column("due", Integer),  # the last day it was announced for
    Column("changed", Utc, nullable=False),
    Column("actors", Text, nullable=False),  # each between spaces
    Column("targets", Text, nullable=False),
    Column("things", Text, nullable=False),
    Column("reversal", Text, nullable=False),  # "" where nothing is undone
    Index("sheet_changed", "changed", "event"),
    Index("sheet_due", "due", sqlite_where=text("due IS NOT NULL"), postgresql_where=text("due IS NOT NULL")),
    Index("sheet_day", "day", "type", "status"),
)
COLUMNS = tuple(column.name for column in sheet.columns if column.name != "event")
MARK = "zz"  # begins a token: with the hash behind it no word of a language looks like that
HELD: tuple[tuple[Slot, Callable[[Facts], frozenset[str]]], ...] = (
    (Slot.STATUS, lambda facts: facts.statuses),
    (Slot.BY, lambda facts: facts.actors),
    (Slot.ON, lambda facts: facts.targets),
    (Slot.SPEAKER, lambda facts: facts.speakers),
    (Slot.WITH, lambda facts: facts.things),
    (Slot.IN, lambda facts: facts.places),
    (Slot.OUTLET, lambda facts: facts.outlets),
)


@lru_cache(maxsize=50_000)
def token(slot: Slot, value: str) -> str:
    """What stands in the full text for a slot's value."""
    return MARK + sha256(f"{slot}:{value}".encode()).hexdigest()[:12]


def tokens(one: Event) -> Iterator[str]:
    """The tokens of an event's slots."""
    facts = facts_of(one, Severity.LOW, places.line, words=False)
    yield from (token(Slot.TYPE, value) for value in sorted(facts.kinds))
    for slot, held in HELD:
        yield from (token(slot, value) for value in sorted(held(facts)))
    if facts.background:
        yield token(Slot.STATE, "background")


def write(connection: Connection, one: Event) -> None:
    """An event's row in its new state; one that was joined to another, or that nobody says, has none."""
    if one.merged_into or one.unsaid:
        connection.execute(delete(sheet).where(sheet.c.event == one.id))
        return
    put(connection, sheet, [row_of(one)], update=COLUMNS)


def row_of(one: Event) -> dict[str, object]:
    """An event's row."""
    claim = one.claim
    things = (value for item in claim.item for value in (item.category.value, WIDER.get(item.category), item.model) if value)
    announced = expectation_of(one, one.changed)
    return {
        "event": one.id,
        "type": one.type.value,
        "status": one.status.value,
        "denied": any(flag.startswith("DENIED") for flag in one.flags),
        "day": one.day.toordinal(),
        "day_end": (claim.date.end if claim.date else one.day).toordinal(),
        "due": announced.due.end.toordinal() if announced else None,
        "changed": one.changed,
        "actors": _listed(claim.actor),
        "targets": _listed(claim.target),
        "things": _listed(things),
        "reversal": claim.reversal.value if claim.reversal else "",
    }


def _listed(values: Iterable[str]) -> str:
    return f" {' '.join(dict.fromkeys(values))} "
