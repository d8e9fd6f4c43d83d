"""The operator is told of channels that are closed to us for a while, and when they are open again: each once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.model import Alert, Destination
from bot.store.closing import CLOSED
from bot.store.codec import digest
from bot.store.engine import put, take_turn
from bot.store.silence import LOCK, TOLD_CLOSED, tell_owner
from bot.store.tables import AnyRow, destination, silence
from bot.watch.notes import SHOWN, note

LATER = timedelta(minutes=2)  # a channel that is closed for less is not told of


@dataclass(frozen=True, slots=True)
class ClosedNotes:
    """Channels that were closed, and channels that are open again, in words."""

    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()


def tell_closed(connection: Connection, now: datetime, owner: Destination | None) -> ClosedNotes:
    """What changed since this was asked last, told to the operator in one note where there is an owner."""
    take_turn(connection, LOCK)  # processes take turns, or both would tell
    known = set(connection.scalars(select(silence.c.what).where(silence.c.what.startswith(TOLD_CLOSED))))
    rows = connection.execute(select(destination).where(CLOSED, destination.c.listed).order_by(destination.c.id)).all()
    fresh = [row for row in rows if row.closed <= now - LATER and TOLD_CLOSED + row.id not in known]
    gone = sorted(known - {TOLD_CLOSED + row.id for row in rows})
    if not fresh and not gone:
        return ClosedNotes()
    told = ClosedNotes(tuple(f"{_name(row)}: {row.paused}" for row in fresh), tuple(_names(connection, gone)))
    places = json.dumps([owner.id] if owner else [])
    put(
        connection,
        silence,
        [{"what": TOLD_CLOSED + row.id, "since": row.closed, "told": now, "places": places} for row in fresh],
        keep=True,
    )
    connection.execute(delete(silence).where(silence.c.what.in_(gone)))
    if owner:
        tell_owner(connection, _note(told, now), owner, now)
    return told


def _name(row: AnyRow) -> str:
    return f"{row.label} ({row.id})" if row.label else str(row.id)


def _names(connection: Connection, keys: Sequence[str]) -> list[str]:
    rows = connection.execute(select(destination).where(destination.c.id.in_([key.removeprefix(TOLD_CLOSED) for key in keys])))
    return sorted(map(_name, rows))


def _note(told: ClosedNotes, now: datetime) -> Alert:
    lines = [*(f"closed to the bot: {line}" for line in told.closed), *(f"open again: {line}" for line in told.opened)]
    word = "CLOSED" if told.closed else "OPEN AGAIN"
    key = f"closed:{digest(*lines, now)}"
    if len(lines) == 1:
        return note(key, 1, word, f"{word} · {(told.closed or told.opened)[0]}", (), now)
    more = (f"and {len(lines) - SHOWN} more: `store channels` lists them",) if len(lines) > SHOWN else ()
    return note(key, 1, word, f"{word} · {len(lines)} channels", (*lines[:SHOWN], *more), now)
