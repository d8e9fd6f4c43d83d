"""What an operator rules: two events are one, or one is two. Recorded on the events, and kept for ever after."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.merge.fold import opened, retold
from bot.merge.reports import name_of
from bot.model import Event, Revision


def joined(event: Event, other: Event, now: datetime, who: str = "operator") -> tuple[Event, Event]:
    """`event` with all of `other`'s reports, and `other` as a pointer to it; what comes later for either goes to `event`."""
    moved = tuple(replace(report, cell=report.cell or other.id, why=(*report.why, f"joined by {who}")) for report in other.reports)
    record = Revision(now, "joined", other.id, event.id, who)
    base = replace(event, revisions=(*event.revisions, record), alerted=event.alerted or other.alerted, pushed=event.pushed or other.pushed)
    whole = retold(base, (*event.reports, *moved), now)
    left = replace(other, reports=(), merged_into=event.id, revisions=(*other.revisions, record), revision=other.revision + 1, changed=now)
    return replace(whole, apart=tuple(one for one in event.apart if one != other.id)), left


def split(event: Event, reports: Collection[str], now: datetime, who: str = "operator") -> tuple[Event, Event]:
    """`event` without the reports named by id, and a new event of those; neither ever takes the other's in again."""
    out = [replace(r, cell="", why=(*r.why, f"split off by {who}")) for r in event.reports if r.id in reports]
    stay = [r for r in event.reports if r.id not in reports]
    if not out or not stay:
        return event, event
    first = opened(min(out, key=lambda r: (r.seen, r.id)), now, f"split off by {who}")
    if first.id == event.id:  # the report that opened the event goes; its name stays
        first = replace(first, id=name_of("split", event.id, now.isoformat()))
    record = Revision(now, "split", event.id, first.id, who)
    new = retold(replace(first, revisions=(record,), apart=(event.id,)), out, now)
    old = retold(replace(event, revisions=(*event.revisions, record), apart=(*event.apart, new.id)), stay, now)
    return old, new
