"""Stories that wait for a person: which, why, told to the operator once, and how they are put back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, delete, literal_column, select, update

from bot.model import Alert, Destination, Story
from bot.store.codec import STORY, digest
from bot.store.engine import put, take_turn
from bot.store.silence import LOCK, TOLD_ASIDE, tell_owner
from bot.store.tables import clock, silence, story
from bot.watch.notes import SHOWN, cut, note

Opened = Callable[[], AbstractContextManager[Connection]]
ASIDE = story.c.state == literal_column("'aside'")  # as its index has it
BATCH = 500


class Aside:
    """One method, one transaction."""

    def __init__(self, write: Opened, read: Opened) -> None:
        self._write, self._read = write, read

    def all(self, limit: int = 100) -> list[tuple[Story, str]]:
        """The stories, newest first, each with its error."""
        with self._read() as connection:
            rows = connection.execute(select(story.c.body, story.c.error).where(ASIDE).order_by(story.c.published.desc()).limit(limit))
            return [(STORY.unpacked(one.body), one.error) for one in rows]

    def retry(self, *ids: str) -> int:
        """Puts stories (all, where none is named) back in the queue; how many versions that were."""
        back = update(story).where(ASIDE, *([story.c.id.in_(ids)] if ids else []))
        with self._write() as connection:
            return connection.execute(back.values(state="new", tries=0, faults=0, lease=clock(), error="")).rowcount

    def report(self, now: datetime, owner: Destination | None) -> tuple[str, ...]:
        """What was set aside and nobody was told of yet, in words; the operator is told in one note, where there is one."""
        with self._write() as connection:
            return _report(connection, now, owner)


def _report(connection: Connection, now: datetime, owner: Destination | None) -> tuple[str, ...]:
    take_turn(connection, LOCK)  # processes take turns, or both would tell
    known = set(connection.scalars(select(silence.c.what).where(silence.c.what.startswith(TOLD_ASIDE))))
    rows = connection.execute(select(story.c.id, story.c.version).where(ASIDE).order_by(story.c.published)).all()
    here = {f"{TOLD_ASIDE}{one.id}:{one.version}": one.id for one in rows}
    _forget(connection, sorted(known - here.keys()))
    fresh = {key: one for key, one in here.items() if key not in known}
    if not fresh:
        return ()
    places = json.dumps([owner.id] if owner else [])
    put(connection, silence, [{"what": key, "since": now, "told": now, "places": places} for key in fresh], keep=True)
    told = _lines(connection, list(fresh.values()))
    if owner:
        tell_owner(connection, _note(told, now), owner, now)
    return told


def _forget(connection: Connection, gone: Sequence[str]) -> None:
    """What was put back, or let go, is told again if it is set aside again."""
    for start in range(0, len(gone), BATCH):
        connection.execute(delete(silence).where(silence.c.what.in_(gone[start : start + BATCH])))


def _lines(connection: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    lines: list[str] = []
    for start in range(0, len(ids), BATCH):
        found = select(story.c.body, story.c.error).where(ASIDE, story.c.id.in_(ids[start : start + BATCH])).order_by(story.c.published)
        lines += [_line(STORY.unpacked(one.body), one.error) for one in connection.execute(found)]
    return tuple(lines)


def _line(one: Story, error: str) -> str:
    return f"{cut(one.outlet, 40)}: {cut(one.title, 60)} ({cut(error, 60)}); `store retry {one.id}` has it read again"


def _note(told: Sequence[str], now: datetime) -> Alert:
    key = f"aside:{digest(*told, now)}"
    if len(told) == 1:
        return note(key, 1, "SET ASIDE", f"SET ASIDE, not read · {told[0]}", (), now)
    more = (f"and {len(told) - SHOWN} more: `store aside` lists them",) if len(told) > SHOWN else ()
    return note(key, 1, "SET ASIDE", f"SET ASIDE, not read · {len(told)} stories", (*told[:SHOWN], *more), now)
