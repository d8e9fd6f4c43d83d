"""Questions of the ledger, answered through its indexes: by words and terms, by slots and days, by what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Index, Integer, Text, and_, case, func, literal, or_, select, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.lookup.question import EVER, Question, Row, Span
from bot.lookup.timeline import Tally
from bot.lookup.trend import Counted
from bot.model import Alert, ClaimType, Event, Kind, Query, Reversal, Slot, Status, Story
from bot.store import fulltext, sheets, words
from bot.store.codec import ALERT, STORY
from bot.store.events import Ledger
from bot.store.sheets import sheet
from bot.store.tables import AnyRow, alert, event, story
from bot.watch.match import Groups

Index("alert_made", alert.c.made)
FETCHED = (15, 185)  # looked for so many at a time: most pages are full after the first
READ = 60  # of them read at a time
NEAR = 300  # of so many latest matches the likeliest come first
ENOUGH = 60  # of them that Postgres found near by need no further look
STEPS = 1000  # events that Postgres looks at one by one before it begins with the words
REFILLED = 500  # events made anew at a time
EARLIEST, LATEST = 0, 10**7  # ordinals of days that no event is before or after
Opened = Callable[[], AbstractContextManager[Connection]]
Judge = Callable[[Event], bool]
# CROSS JOIN has SQLite begin with the words: the row numbers of the full text are the order that is wanted.
SQLITE = MappingProxyType({
    "newest": (
        "SELECT w.event FROM event_words w CROSS JOIN sheet s WHERE s.event = w.event AND w.event_words MATCH :query"
        " AND s.day BETWEEN :since AND :until ORDER BY w.rowid DESC LIMIT :limit OFFSET :skip"
    ),
    "best": (
        "SELECT event FROM (SELECT w.event, w.rank AS likeness, w.rowid AS number FROM event_words w CROSS JOIN sheet s"
        " WHERE s.event = w.event AND w.event_words MATCH :query AND s.day BETWEEN :since AND :until"
        " ORDER BY w.rowid DESC LIMIT :near) ORDER BY likeness, number DESC LIMIT :limit OFFSET :skip"
    ),
})  # fmt: skip
# Postgres cannot know whether a match comes soon when it walks back in time: it walks a little, and begins with the words where that
# was not enough.
WALK = (
    "SELECT n.event FROM (SELECT event, changed FROM sheet WHERE day BETWEEN :since AND :until ORDER BY changed DESC, event LIMIT :near) n"
    " JOIN event_words w ON w.event = n.event WHERE w.found @@ to_tsquery('simple', :query)"
    " ORDER BY n.changed DESC, n.event LIMIT :limit OFFSET :skip"
)
WORDS_FIRST = (
    "WITH hit AS MATERIALIZED (SELECT event FROM event_words WHERE found @@ to_tsquery('simple', :query))"
    " SELECT s.event FROM hit JOIN sheet s ON s.event = hit.event WHERE s.day BETWEEN :since AND :until"
    " ORDER BY s.changed DESC, s.event LIMIT :limit OFFSET :skip"
)
RANK = (
    "SELECT w.event FROM event_words w JOIN sheet s ON s.event = w.event WHERE w.event = ANY(:ids)"
    " ORDER BY ts_rank(w.found, to_tsquery('simple', :query)) DESC, s.changed DESC, s.event LIMIT :limit OFFSET :skip"
)


@dataclass(frozen=True, slots=True)
class Search:
    """A query and words, within some days; `best`: the likeliest first, not the latest change. `skip`: events looked at before."""

    query: Query
    words: tuple[str, ...] = ()
    span: Span = EVER
    best: bool = False
    skip: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A page of events; `next` is the skip of the following one, None where there is none; `tired`: the look was cut short."""

    events: tuple[Event, ...]
    next: int | None
    tired: bool = False


class Asking:
    """One method, one transaction."""

    def __init__(self, read: Opened, ledger: Ledger) -> None:
        self._read, self._ledger = read, ledger

    def search(self, asked: Search, groups: Groups, judge: Judge) -> Found:
        """The events that a query and words find and `judge` lets pass."""
        with self._read() as connection:
            return _page(asked, self._passed(connection, asked, groups, judge))

    def _passed(self, connection: Connection, asked: Search, groups: Groups, judge: Judge) -> Iterator[tuple[int, Event | None]]:
        """Each event that passes, with how many were looked at up to it; None at the end where more could be looked at."""
        part, start = fulltext.asked(asked.query, groups, asked.words), 0
        for size in FETCHED:
            ids = _candidates(connection, asked, part, asked.skip + start, size)
            at = {key: start + number for number, key in enumerate(ids, 1)}
            for begin in range(0, len(ids), READ):
                read = self._ledger.of(connection, ids[begin : begin + READ])
                yield from ((at[one.id], one) for one in read if judge(one))
            start += len(ids)
            if len(ids) < size:
                return
        yield start, None

    def rows(self, asked: Question, skip: int = 0, limit: int | None = None) -> list[Row]:
        """The events that a question asks for, in short, the latest day first."""
        order = (sheet.c.day.desc(), sheet.c.changed.desc(), sheet.c.event)
        with self._read() as connection:
            found = select(sheet).where(*_where(asked)).order_by(*order)
            return list(map(_row, connection.execute(found.limit(limit).offset(skip) if limit is not None else found)))

    def tallies(self, asked: Question) -> list[Tally]:
        """How many events a question asks for, by kind (what undoes one apart from it) and status."""
        by = (sheet.c.type, sheet.c.reversal, sheet.c.status)
        denied = func.sum(case((sheet.c.denied, 1), else_=0))
        with self._read() as connection:
            rows = connection.execute(select(*by, func.count(), denied, func.max(sheet.c.day)).where(*_where(asked)).group_by(*by))
            return [
                Tally(_kind(kind, way), Status(status), count, no, date.fromordinal(last)) for kind, way, status, count, no, last in rows
            ]

    def counted(self, asked: Question) -> list[Counted]:
        """How many events of each status began on each day."""
        by = (sheet.c.day, sheet.c.status)
        with self._read() as connection:
            rows = connection.execute(select(*by, func.count()).where(*_where(asked)).group_by(*by))
            return [(date.fromordinal(day), Status(status), count) for day, status, count in rows]

    def events(self, ids: Sequence[str]) -> list[Event]:
        """Events by id, in the order asked for."""
        with self._read() as connection:
            return self._ledger.of(connection, ids)

    def announced(self, since: date, until: date) -> list[Event]:
        """Events that were announced for days from one to another, as they stand now, the first day first."""
        days = sheet.c.due.between(since.toordinal(), until.toordinal())
        with self._read() as connection:
            ids = connection.scalars(select(sheet.c.event).where(days).order_by(sheet.c.due, sheet.c.event))
            return self._ledger.of(connection, list(ids))

    def told_by(self, outlet: str, limit: int) -> list[Event]:
        """The events an outlet told of, those that changed last first."""
        query = fulltext.Phrase((sheets.token(Slot.OUTLET, outlet),))
        with self._read() as connection:
            return self._ledger.of(connection, _matched(connection, query, EVER, "newest", 0, limit))

    def told_since(self, since: datetime, until: datetime) -> list[tuple[Event, Alert]]:
        """The events of which a message was made in a span of time, each with the last of these messages."""
        with self._read() as connection:
            rows = select(alert.c.event, alert.c.body).where(alert.c.made.between(since, until), alert.c.kind.not_in(["digest", "note"]))
            last = {row.event: row.body for row in connection.execute(rows.order_by(alert.c.made, alert.c.revision))}
            return [(one, ALERT.value(last[one.id])) for one in self._ledger.of(connection, list(last))]

    def versions(self, keys: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], Story]:
        """Stories by id and version, those that are stored."""
        with self._read() as connection:
            same = or_(*(and_(story.c.id == key, story.c.version == version) for key, version in keys))
            rows = connection.execute(select(story.c.id, story.c.version, story.c.body).where(same)) if keys else ()
            return {(row.id, row.version): STORY.unpacked(row.body) for row in rows}


def _page(asked: Search, passed: Iterator[tuple[int, Event | None]]) -> Found:
    found: list[Event] = []
    last = 0
    for at, one in passed:
        if one is None:
            return Found(tuple(found), asked.skip + at, tired=True)
        if len(found) == asked.limit:
            return Found(tuple(found), asked.skip + last)
        found.append(one)
        last = at
    return Found(tuple(found), None)


def _candidates(connection: Connection, asked: Search, part: fulltext.Part | None, skip: int, limit: int) -> list[str]:
    if part is None:
        found = select(sheet.c.event).where(*_within(asked.span)).order_by(sheet.c.changed.desc(), sheet.c.event)
        return list(connection.scalars(found.limit(limit).offset(skip)))
    return _matched(connection, part, asked.span, "best" if asked.best and asked.words else "newest", skip, limit)


def _matched(connection: Connection, part: fulltext.Part, span: Span, order: str, skip: int, limit: int) -> list[str]:
    since, until = _ordinals(span)
    days: dict[str, object] = {"since": since, "until": until}
    if connection.dialect.name == "sqlite":
        told = days | {"query": fulltext.sqlite(part), "skip": skip, "limit": limit} | ({"near": NEAR} if order == "best" else {})
        return list(connection.scalars(text(SQLITE[order]), told))
    query: dict[str, object] = {"query": fulltext.postgres(part)}
    # How to look depends on how rare the words are: a plan for any words is a bad one.
    connection.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
    if order == "newest":
        return _walked(connection, days | query, skip, limit, limit)
    ids = _walked(connection, days | query, 0, NEAR, ENOUGH)
    return list(connection.scalars(text(RANK), query | {"ids": ids, "skip": skip, "limit": limit}))


def _walked(connection: Connection, asked: Mapping[str, object], skip: int, limit: int, enough: int) -> list[str]:
    """Postgres: the newest matches, `limit` of them where there are as many; `enough` found near by will do."""
    told = dict(asked) | {"skip": skip, "limit": limit}
    found = list(connection.scalars(text(WALK), told | {"near": STEPS}))
    return found if len(found) >= enough else list(connection.scalars(text(WORDS_FIRST), told))


def _ordinals(span: Span) -> tuple[int, int]:
    return (span.since.toordinal() if span.since else EARLIEST, span.until.toordinal() if span.until else LATEST)


def _within(span: Span) -> list[ColumnElement[bool]]:
    """Nothing where every day will do: a database that is told of days looks them up."""
    return [] if span == EVER else [sheet.c.day.between(*_ordinals(span))]


def _where(asked: Question) -> list[ColumnElement[bool]]:
    """What `Question.fits` says, as the database says it."""
    found = _within(asked.span)
    if asked.types:
        found.append(or_(*map(_of_kind, asked.types)))
    if asked.side:
        one, two = _holds(sheet.c.actors, asked.side), _holds(sheet.c.targets, asked.side)
        other, way = _holds(sheet.c.targets, asked.other), _holds(sheet.c.actors, asked.other)
        found.append(or_(one & other, way & two) if asked.other else or_(one, two))
    named = ((sheet.c.actors, asked.actor), (sheet.c.targets, asked.target), (sheet.c.things, asked.thing))
    return [*found, *(_holds(column, value) for column, value in named if value)]


def _of_kind(kind: Kind) -> ColumnElement[bool]:
    held, way = kind
    return and_(sheet.c.type == held.value, sheet.c.reversal == way.value) if way else sheet.c.type == held.value


class _Place(FunctionElement[int]):
    """Where a text first stands in another, case and all; 0 where it does not."""

    type = Integer()
    inherit_cache = True
    name = "place"


@compiles(_Place, "sqlite")
def _instr(element: _Place, compiler: SQLCompiler, **more: Any) -> str:
    return f"instr({compiler.process(element.clauses, **more)})"


@compiles(_Place, "postgresql")
def _strpos(element: _Place, compiler: SQLCompiler, **more: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **more)})"


def _holds(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    return _Place(column, literal(f" {value} ", Text)) > 0


def _kind(kind: str, way: str) -> Kind:
    return ClaimType(kind), Reversal(way) if way else None


def _row(row: AnyRow) -> Row:
    held, way = _kind(row.type, row.reversal)
    return Row(
        event=row.event,
        type=held,
        status=Status(row.status),
        denied=row.denied,
        day=date.fromordinal(row.day),
        day_end=date.fromordinal(row.day_end),
        changed=row.changed,
        actors=tuple(row.actors.split()),
        targets=tuple(row.targets.split()),
        things=tuple(row.things.split()),
        reversal=way,
    )


def refill(connection: Connection) -> None:
    """Every event's row and words made anew: after a change of what they hold."""
    ids = list(connection.scalars(select(event.c.id).order_by(event.c.changed, event.c.id.desc())))
    for start in range(0, len(ids), REFILLED):
        for one in Ledger().of(connection, ids[start : start + REFILLED]):
            sheets.write(connection, one)
            words.write(connection, one.id, words.of(one))
