"""What the rules of merging make of a pack's reports, and the name of these rules: their own source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.merge import merge
from bot.model import Decision, Event, Report

ROOMS = ("bot.merge", "bot.model")
KINDS = (".py", ".toml")


@dataclass(frozen=True, slots=True)
class Replayed:
    """The decision on each report in turn, and the events at the end."""

    decisions: tuple[Decision, ...]
    events: tuple[Event, ...]


def replayed(reports: Sequence[Report]) -> Replayed:
    """Merges reports anew, each at the time it was seen, into an empty ledger; those of one instant in the order given."""
    known: dict[str, Event] = {}
    decisions = []
    for report in sorted(map(bare, reports), key=lambda one: one.seen):
        decision = merge(report, list(known.values()), report.seen)
        known |= {one.id: one for one in (*decision.also, decision.event)}
        decisions.append(decision)
    return Replayed(tuple(decisions), tuple(known[key] for key in sorted(known)))


def bare(report: Report) -> Report:
    """A report without what merging wrote on it."""
    return replace(report, why=(), cell="", missed=0)


@cache
def rules() -> str:
    """The name of the rules in force: a hash of every file they are written in."""
    told = sha256()
    for room in ROOMS:
        for name, text in sorted(_texts(files(room), room)):
            told.update(f"{name}\n{text}\n".encode())
    return told.hexdigest()[:16]


def _texts(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        if one.is_dir() and one.name != "__pycache__":
            yield from _texts(one, f"{name}/{one.name}")
        elif one.name.endswith(KINDS):
            yield f"{name}/{one.name}", "\n".join(one.read_text(encoding="utf-8").splitlines())
