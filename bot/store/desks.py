"""The shared desk: homes linked by a one-time code, grades that people gave, and who did what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, func, or_, select, update

from bot.model import WIDE, Act, Graded, Someone, Tie
from bot.store.codec import ACT, GRADED, SOMEONE, TIE
from bot.store.engine import put
from bot.store.tables import MICROSECOND, act, grade, mute, shown, tie, tie_code, tie_try

Opened = Callable[[], AbstractContextManager[Connection]]
GOOD = timedelta(minutes=10)  # how long a code is good
SHARED = timedelta(days=1)  # how long the same answer is not shared again with a channel
TRIES, PER = 5, timedelta(minutes=15)  # wrong codes that a home, and a person, may try in a time


class Tied(StrEnum):
    """What became of a code that somebody used."""

    DONE = "done"
    WRONG = "wrong"  # never given, used before, or too old: which of these is not told
    OWN = "own"  # it was given in this very home
    BEFORE = "before"  # the two were linked already
    WAIT = "wait"  # too many wrong ones


class Desks:
    """One method, one transaction."""

    def __init__(self, write: Opened, read: Opened) -> None:
        self._write, self._read = write, read

    def invite(self, by: Someone, code: str, now: datetime) -> datetime:
        """Opens a home to whoever has the code, once; an older code of the home is good no more. Until when it is good."""
        with self._write() as connection:
            connection.execute(delete(tie_code).where(or_(tie_code.c.home == by.home, tie_code.c.until <= now)))
            row = {"home": by.home, "hash": _hash(code), "until": now + GOOD, "body": SOMEONE.text(by)}
            put(connection, tie_code, [row], update=("hash", "until", "body"))
        return now + GOOD

    def join(self, by: Someone, code: str, now: datetime) -> tuple[Tied, Someone | None]:
        """Links two homes by a code, which is spent; and the other side."""
        with self._write() as connection:
            if _tried(connection, by, now):
                return Tied.WAIT, None
            row = connection.execute(select(tie_code).where(tie_code.c.hash == _hash(code), tie_code.c.until > now)).first()
            if row is None:
                _count(connection, by, now)
                return Tied.WRONG, None
            gave = SOMEONE.value(row.body)
            if gave.home == by.home:
                return Tied.OWN, None
            if not connection.execute(delete(tie_code).where(tie_code.c.home == row.home, tie_code.c.hash == row.hash)).rowcount:
                return Tied.WRONG, None  # somebody else was a moment quicker
            if gave.home in _homes(connection, by.home):
                return Tied.BEFORE, gave
            _tie(connection, Tie(gave, by, now))
            return Tied.DONE, gave

    def part(self, by: Someone, homes: Collection[str], now: datetime) -> list[Tie]:
        """Ends a home's links to others; those that were there."""
        with self._write() as connection:
            found = [one for one in _ties(connection, by.home) if one.other(by.home).home in homes]
            _part(connection, by, found, now)
            return found

    def ties(self, home: str = "") -> list[Tie]:
        """The links of a home, or all there are, oldest first."""
        with self._read() as connection:
            return _ties(connection, home)

    def homes(self, home: str) -> frozenset[str]:
        """A home and those linked with it; none where there is no home."""
        with self._read() as connection:
            return _homes(connection, home)

    def give(self, one: Graded) -> None:
        """A grade given, changed or withdrawn; what was before stays in the history."""
        with self._write() as connection:
            mine = (grade.c.event == one.event, grade.c.home == one.by.home, grade.c.person == one.by.person)
            one = replace(one, at=_after(connection.scalar(select(func.max(grade.c.at)).where(*mine)), one.at))
            row = {"event": one.event, "home": one.by.home, "person": one.by.person, "at": one.at, "body": GRADED.text(one)}
            put(connection, grade, [row], update=("body",))
            _note(connection, [Act(one.at, one.by, "grade" if one.grade else "withdraw", f"{one.grade} event {one.event}".strip())])

    def graded(self, event: str, homes: Collection[str] | None) -> list[Graded]:
        """Every giving, change and withdrawal of an event's grades in some homes (all: None), oldest first."""
        rows = select(grade.c.body).where(grade.c.event == event).order_by(grade.c.at, grade.c.home, grade.c.person)
        with self._read() as connection:
            return [GRADED.value(body) for body in connection.scalars(rows if homes is None else rows.where(grade.c.home.in_(homes)))]

    def unmute(self, by: Someone, kind: str, what: str, now: datetime) -> int:
        """Ends the desk's mutes of something, wherever on it they were made; how many those were."""
        with self._write() as connection:
            wide = [f"{WIDE}{home}" for home in _homes(connection, by.home)]
            same = (mute.c.destination.in_(wide), mute.c.kind == kind, mute.c.what == what, mute.c.until > now)
            return connection.execute(update(mute).where(*same).values(until=now)).rowcount

    def note(self, one: Act) -> None:
        """Remembers who did what."""
        with self._write() as connection:
            _note(connection, [one])

    def acts(self, homes: Collection[str] | None, limit: int) -> list[Act]:
        """What was done in some homes (all: None), the latest first."""
        rows = select(act.c.body).order_by(act.c.at.desc(), act.c.home, act.c.verb).limit(limit)
        with self._read() as connection:
            return [ACT.value(body) for body in connection.scalars(rows if homes is None else rows.where(act.c.home.in_(homes)))]

    def share(self, place: str, one: Act) -> Act | None:
        """Notes that somebody shares an answer, by a digest of it, with a place; who did so within a day, where somebody has."""
        key = (shown.c.place == place, shown.c.what == one.what)
        with self._write() as connection:
            forget_shown(connection, one.at)
            row = {"place": place, "what": one.what, "at": one.at, "body": ACT.text(one)}
            for _ in range(2):  # on Postgres what stands in its way may be taken back in between
                put(connection, shown, [row], keep=True)
                if first := connection.scalar(select(shown.c.body).where(*key)):
                    break
            return None if first in {None, row["body"]} else ACT.value(first)

    def unshare(self, place: str, what: str) -> None:
        """It did not arrive: somebody may try again."""
        with self._write() as connection:
            connection.execute(delete(shown).where(shown.c.place == place, shown.c.what == what))


def forget_shown(connection: Connection, now: datetime) -> int:
    """Lets go what was shared a day ago or before; how many rows."""
    return connection.execute(delete(shown).where(shown.c.at <= now - SHARED)).rowcount


def forget_ties(connection: Connection, home: str, now: datetime) -> None:
    """A home that is gone is linked with nobody; its code is good no more, and its mutes hold nowhere else."""
    _part(connection, Someone(home, ""), _ties(connection, home), now)
    connection.execute(delete(tie_code).where(tie_code.c.home == home))


def forget_homes(connection: Connection, homes: Iterable[str]) -> None:
    """Forgets what people of homes said and did."""
    gone = list(homes)
    for table in (grade, act):
        connection.execute(delete(table).where(table.c.home.in_(gone)))
    connection.execute(delete(mute).where(mute.c.destination.in_([f"{WIDE}{home}" for home in gone])))


def linked(connection: Connection) -> dict[str, set[str]]:
    """Whom each home is linked with."""
    found: dict[str, set[str]] = {}
    for home, other in connection.execute(select(tie.c.home, tie.c.other)):
        found.setdefault(home, set()).add(other)
        found.setdefault(other, set()).add(home)
    return found


def _hash(code: str) -> str:
    """A code's hash, however it was typed; it has 58 bits and lives for minutes, so a plain one will do."""
    return hashlib.sha256("".join(filter(str.isalnum, code.upper())).encode()).hexdigest()


def _tried(connection: Connection, by: Someone, now: datetime) -> bool:
    """Whether this home or this person has tried too many wrong codes."""
    mine = (tie_try.c.who.in_([by.home, by.person]), tie_try.c.since > now - PER, tie_try.c.count >= TRIES)
    return connection.scalar(select(tie_try.c.who).where(*mine).limit(1)) is not None


def _count(connection: Connection, by: Someone, now: datetime) -> None:
    connection.execute(delete(tie_try).where(tie_try.c.since <= now - PER))
    for who in (by.home, by.person):
        put(connection, tie_try, [{"who": who, "since": now, "count": 0}], keep=True)
        connection.execute(update(tie_try).where(tie_try.c.who == who).values(count=tie_try.c.count + 1))


def _homes(connection: Connection, home: str) -> frozenset[str]:
    if not home:
        return frozenset()
    return frozenset({home, *(one.other(home).home for one in _ties(connection, home))})


def _ties(connection: Connection, home: str) -> list[Tie]:
    rows = select(tie.c.body).order_by(tie.c.at, tie.c.home, tie.c.other)
    mine = or_(tie.c.home == home, tie.c.other == home)
    return [TIE.value(body) for body in connection.scalars(rows.where(mine) if home else rows)]


def _tie(connection: Connection, one: Tie) -> None:
    row = {"home": one.gave.home, "other": one.used.home, "at": one.at, "body": TIE.text(one)}
    put(connection, tie, [row], keep=True)
    _note(connection, [Act(one.at, one.gave, "link", "gave the code"), Act(one.at, one.used, "link", "used the code")])


def _part(connection: Connection, by: Someone, ties: Sequence[Tie], now: datetime) -> None:
    for one in ties:
        connection.execute(delete(tie).where(tie.c.home == one.gave.home, tie.c.other == one.used.home))
        other = Someone(one.other(by.home).home, by.person, by.name, by.label)
        _note(connection, [Act(now, by, "unlink", "ended a link"), Act(now, other, "unlink", "ended a link, from the other side")])


def _note(connection: Connection, acts: Sequence[Act]) -> None:
    for one in acts:
        last = connection.scalar(select(func.max(act.c.at)).where(act.c.home == one.by.home))
        row = {"home": one.by.home, "at": _after(last, one.at), "person": one.by.person, "verb": one.verb, "body": ACT.text(one)}
        put(connection, act, [row])


def _after(last: datetime | None, now: datetime) -> datetime:
    """Now, or a moment after what was last: no two rows are of one moment."""
    return max(now, last + MICROSECOND) if last else now
