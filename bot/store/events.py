"""The ledger: events with their reports, found through type, day and party."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, Integer, Text, bindparam, delete, select, union, update

from bot.errors import BadInput
from bot.model import Claim, Event, Reach, Report, Story
from bot.store import sheets, words
from bot.store.codec import EVENT, REPORT, digest
from bot.store.engine import put
from bot.store.tables import AnyRow, event, event_party, link, report

BEGUN = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f]{4,}|[0-9a-f]{8,}")  # no year and no word is the beginning of an id
LAST = "zzzz"  # behind all that an id may go on with
LONG = 31  # days; an event that spans more is looked up apart
CACHED = 4096  # events held parsed
_INDEX, _START, _END = event_party.c, bindparam("b_start", type_=Integer), bindparam("b_end", type_=Integer)
_WHICH = (
    _INDEX.party.in_(bindparam("b_parties", expanding=True)),
    _INDEX.type.in_(bindparam("b_types", expanding=True)),
    _INDEX.day_end >= _START,
)
_SHORT = select(_INDEX.event).where(*_WHICH, _INDEX.long.is_(False), _INDEX.day_start.between(bindparam("b_first", type_=Integer), _END))
_LONG = select(_INDEX.event).where(*_WHICH, _INDEX.long.is_(True), _INDEX.day_start <= _END)
_OWN = select(report.c.event).where(
    report.c.story == bindparam("b_story", type_=Text), report.c.event != ""
)  # told by the story itself before
REACHED = select(event.c.id, event.c.digest).where(event.c.id.in_(union(_SHORT, _LONG, _OWN)))
Parties = set[tuple[str, str]]  # (party, role)


class Ledger:
    """Reads and writes events; what it has parsed it keeps by digest, so that a known event costs one short row."""

    def __init__(self) -> None:
        self._parsed: OrderedDict[str, Event] = OrderedDict()  # by digest
        self._lock = Lock()

    def reached(self, connection: Connection, reach: Reach) -> list[Event]:
        """Every event a claim could belong to, oldest first."""
        rows = connection.execute(REACHED, _reached(reach)).all()
        return sorted(self._events(connection, rows), key=lambda one: (one.opened, one.id))

    def of(self, connection: Connection, ids: Sequence[str]) -> list[Event]:
        """Events by id, in the order asked for; unknown ones are left out."""
        rows = connection.execute(select(event.c.id, event.c.digest).where(event.c.id.in_(ids))).all()
        found = {one.id: one for one in self._events(connection, rows)}
        return [found[key] for key in ids if key in found]

    def named(self, connection: Connection, beginning: str) -> list[Event]:
        """The events whose id begins so, up to two: one where it is clear which is meant."""
        begun = event.c.id.startswith(beginning, autoescape=True), event.c.id.between(beginning, beginning + LAST)  # a span of the key
        return self.of(connection, list(connection.scalars(select(event.c.id).where(*begun).order_by(event.c.id).limit(2))))

    def begun(self, connection: Connection, said: str) -> list[Event]:
        """The event of an id, else up to two of what is clearly the beginning of one."""
        beginning = said.strip().rstrip("….").lower()
        return self.of(connection, [said]) or (self.named(connection, beginning) if BEGUN.fullmatch(beginning) else [])

    def meant(self, connection: Connection, said: str) -> Event | None:
        """The event of an id, or of what is clearly the beginning of one; BadInput where several ids begin so."""
        found = self.begun(connection, said)
        if len(found) > 1:
            raise BadInput(f"`{said}` begins the id of more than one event: name more of it")
        return next(iter(found), None)

    def latest(self, connection: Connection, limit: int) -> list[Event]:
        """The events changed last, newest first."""
        rows = connection.execute(select(event.c.id, event.c.digest).order_by(event.c.changed.desc(), event.c.id).limit(limit)).all()
        return self._events(connection, rows)

    def _events(self, connection: Connection, rows: Sequence[AnyRow]) -> list[Event]:
        with self._lock:
            known = {row.digest: self._parsed[row.digest] for row in rows if row.digest in self._parsed}
        missing = [row.id for row in rows if row.digest not in known]
        read = _read(connection, missing) if missing else {}
        found = [known.get(row.digest) or read[row.id] for row in rows]
        self._remember(zip((row.digest for row in rows), found, strict=True))
        return found

    def _remember(self, events: Iterable[tuple[str, Event]]) -> None:
        with self._lock:
            for key, one in events:
                self._parsed[key] = one
                self._parsed.move_to_end(key)
            while len(self._parsed) > CACHED:
                self._parsed.popitem(last=False)


def _reached(reach: Reach) -> dict[str, object]:
    """The parameters of REACHED."""
    start, end = reach.start.toordinal(), reach.end.toordinal()
    types = [str(one) for one in reach.types]
    return {
        "b_parties": reach.parties or ("",),
        "b_types": types,
        "b_first": start - LONG,
        "b_start": start,
        "b_end": end,
        "b_story": reach.story,
    }


def _read(connection: Connection, ids: Sequence[str]) -> dict[str, Event]:
    reports: dict[str, list[str]] = {}
    rows = select(report.c.event, report.c.body).where(report.c.event.in_(ids)).order_by(report.c.event, report.c.place)
    for row in connection.execute(rows):
        reports.setdefault(row.event, []).append(row.body)
    bodies = connection.execute(select(event.c.id, event.c.body).where(event.c.id.in_(ids))).all()
    return {row.id: _whole(row.body, reports.get(row.id, ())) for row in bodies}


def _whole(body: str, reports: Iterable[str]) -> Event:
    return replace(EVENT.value(body), reports=tuple(REPORT.value(one) for one in reports))


def write(connection: Connection, events: Sequence[Event], before: dict[str, Event]) -> None:
    """Events in their new state; only what differs from `before` is written."""
    put(connection, event, [_row(one) for one in events], update=("type", "status", "changed", "revision", "digest", "body"))
    changed = [row for one in events for row in _report_rows(one, before.get(one.id))]
    for one in events:
        _let_go(connection, one, before.get(one.id))
    put(connection, report, changed, update=("event", "place", "body"))
    for one in events:
        _write_index(connection, one, before.get(one.id))


def now_of(reports: Sequence[Report], read: Story) -> datetime:
    """When a story's outcome was made, by its own reports."""
    return max((told.seen for told in reports), default=read.published)


def body_of(one: Event) -> str:
    """An event's JSON without its reports, which have rows of their own."""
    return EVENT.text(replace(one, reports=()))


def _row(one: Event) -> dict[str, object]:
    body = body_of(one)
    return {
        "id": one.id,
        "type": str(one.type),
        "status": str(one.status),
        "opened": one.opened,
        "changed": one.changed,
        "revision": one.revision,
        "digest": digest(body, *(REPORT.told(told) for told in one.reports)),
        "body": body,
    }


def _report_rows(one: Event, before: Event | None) -> list[dict[str, object]]:
    known = dict(enumerate(before.reports)) if before else {}
    return [report_row(told, one.id, place) for place, told in enumerate(one.reports) if known.get(place) != told]


def report_row(told: Report, event_id: str, place: int) -> dict[str, object]:
    """A report's row."""
    return {
        "id": told.id,
        "event": event_id,
        "place": place,
        "story": told.story,
        "version": told.version,
        "body": REPORT.text(told),
    }


def _let_go(connection: Connection, one: Event, before: Event | None) -> None:
    """Reports that have left an event stay in the store, filed under none until another event takes them."""
    gone = {told.id for told in before.reports} - {told.id for told in one.reports} if before else ()
    if gone:
        connection.execute(update(report).where(report.c.event == one.id, report.c.id.in_(gone)).values(event=""))


def _write_index(connection: Connection, one: Event, before: Event | None) -> None:
    rows = index_rows(one)
    if before is None or index_rows(before) != rows:
        if before:
            connection.execute(delete(event_party).where(event_party.c.event == one.id))
        put(connection, event_party, rows, keep=True)
    if before is None or before.changed != one.changed or words.of(before) != words.of(one):
        words.write(connection, one.id, words.of(one))
    if (
        before is None
        or sheets.row_of(before) != sheets.row_of(one)
        or (before.merged_into, before.unsaid) != (one.merged_into, one.unsaid)
    ):
        sheets.write(connection, one)
    if before is None or before.links != one.links:
        if before:
            connection.execute(delete(link).where(link.c.event == one.id))
        put(connection, link, [{"event": one.id, "kind": str(to.kind), "target": to.to} for to in one.links], keep=True)


def index_rows(one: Event) -> list[dict[str, object]]:
    """What an event is found by; one that was joined to another is not found."""
    if one.merged_into:
        return []
    start, end = _days(one)
    found = {"type": str(one.type), "day_start": start, "day_end": end, "long": end - start > LONG, "event": one.id}
    parties: Parties = {("", "")}.union(*(_parties(claim) for claim in _claims(one)))
    return [found | {"party": party, "role": role} for party, role in sorted(parties)]


def _claims(one: Event) -> list[Claim]:
    return [one.claim, *(told.claim for told in one.reports)]


def _parties(claim: Claim) -> Parties:
    roles = (("actor", claim.actor), ("target", claim.target), ("speaker", tuple(who.party for who in claim.source)))
    return {(party, role) for role, parties in roles for party in parties if party}


def _days(one: Event) -> tuple[int, int]:
    """First and last day told of; where no report tells any, the days of publication."""
    told = [claim.date for claim in _claims(one) if claim.date]
    starts = [days.start.toordinal() for days in told] or [r.published.toordinal() for r in one.reports] or [one.opened.toordinal()]
    ends = [days.end.toordinal() for days in told] or starts
    return min(starts), max(ends)
