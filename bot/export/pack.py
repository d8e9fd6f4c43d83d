"""A sealed pack of evidence: one JSON object a line, the last line a hash of every line before it.

    {"pack": …}      what was asked for, by which tool and which rules
    {"story": …}     each stored text: outlet, address, time, length, SHA-256
    {"report": …}    each claim as the ledger keeps it, quotes and offsets with it, in the order in which they were filed
    {"decision": …}  what the rules decide on each report, in turn
    {"event": …}     what the events then are
    {"ledger": …}    the events as they stand in the ledger, which also holds what operators ruled and what the web said later
    {"seal": …}      SHA-256 of all lines above, and a short hash of each

The first three kinds and the ledger are given; decisions and events follow from the reports, so that whoever has the tool makes them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from pydantic import TypeAdapter

from bot.export.filing import filed
from bot.export.formats import canonical
from bot.export.replaying import Replayed, replayed, rules
from bot.export.rows import instant, story_row
from bot.model import Decision, Event, Report, Story

FORMAT = "tocsin-pack/1"
TOOL = "tocsin 0.1.0"
SHORT = 16  # hex digits of a line's own hash
EVENT, REPORT = TypeAdapter(Event), TypeAdapter(Report)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack's bytes, its seal, and how far the rules alone come to what the ledger holds."""

    body: bytes
    seal: str
    stories: int
    reports: int
    events: int
    differs: tuple[str, ...]  # events whose replay is not what the ledger holds, each with the slots


def pack_of(asked: Sequence[str], events: Sequence[Event], stories: Iterable[Story], now: datetime) -> Pack:
    """The pack of some events and those they are linked to; every report's story that is still stored should be among `stories`."""
    reports = filed(events)
    texts = sorted(stories, key=lambda one: (one.id, one.version))
    made = replayed(reports)
    counts = {"stories": len(texts), "reports": len(reports), "events": len(events)}
    head = {"format": FORMAT, "asked": sorted(asked), "made": instant(now), "tool": TOOL, "rules": rules(), **counts}
    lines = [
        canonical({"pack": head}),
        *(canonical({"story": story_row(one)}) for one in texts),
        *(canonical({"report": plain(REPORT, one)}) for one in reports),
        *derived(made),
        *(canonical({"ledger": plain(EVENT, one)}) for one in sorted(events, key=lambda one: one.id)),
    ]
    body = "".join(lines).encode()
    return Pack(body + seal_of(body), sha256(body).hexdigest(), **counts, differs=differences(events, made.events))


def derived(made: Replayed) -> list[str]:
    """The lines that follow from the reports."""
    return [
        *(canonical({"decision": decision_row(one)}) for one in made.decisions),
        *(canonical({"event": plain(EVENT, one)}) for one in made.events),
    ]


def decision_row(one: Decision) -> dict[str, object]:
    """What was decided on one report."""
    return {
        "report": one.report.id,
        "event": one.event.id,
        "change": one.change.value,
        "opened": one.opened,
        "note": one.note,
        "why": list(one.why),
        "also": [other.id for other in one.also],
    }


def plain(adapter: TypeAdapter[T], value: T) -> object:
    """A word of the model as JSON values."""
    return json.loads(adapter.dump_json(value))


def seal_of(body: bytes) -> bytes:
    """The last line for what stands above it."""
    lines = body.split(b"\n")[:-1]
    told = {"seal": sha256(body).hexdigest(), "lines": [short(line) for line in lines]}
    return canonical(told).encode()


def short(line: bytes) -> str:
    """A line's own hash."""
    return sha256(line).hexdigest()[:SHORT]


SLOTS = ("status", "claim", "outlets", "newsrooms", "parties", "flags", "grade")


def differences(stored: Sequence[Event], made: Sequence[Event]) -> tuple[str, ...]:
    """The stored events that the rules make otherwise from these reports alone, each with the slots that differ."""
    by = {event.id: event for event in made}
    return tuple(filter(None, (_difference(event, by.get(event.id)) for event in stored)))


def _difference(stored: Event, made: Event | None) -> str:
    if made is None:
        return f"{stored.id}: its reports are filed under another event"
    slots = [name for name in SLOTS if getattr(stored, name) != getattr(made, name)]
    moved = {one.id for one in stored.reports} != {one.id for one in made.reports}
    return f"{stored.id}: {', '.join([*slots, *(['reports'] if moved else [])])}" if slots or moved else ""
