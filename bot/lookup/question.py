"""What is asked of the ledger by its slots, and the short row it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.model import ClaimType, Kind, Reversal, Status


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both inclusive; None is open. An event counts by its first day."""

    since: date | None = None
    until: date | None = None


EVER = Span()


@dataclass(frozen=True, slots=True)
class Question:
    """Events of a kind, of a party (on either side), between two parties (either way), from one to another, with a thing."""

    span: Span = EVER
    types: tuple[Kind, ...] = ()  # a kind by itself finds what undoes it too
    side: str = ""  # a party on either side
    other: str = ""  # the party on the other side of it
    actor: str = ""
    target: str = ""
    thing: str = ""  # a category or a named system

    def fits(self, row: Row) -> bool:
        """Whether a row is asked for."""
        return (
            (not self.types or any(row.type is kind and way in {None, row.reversal} for kind, way in self.types))
            and (not self.actor or self.actor in row.actors)
            and (not self.target or self.target in row.targets)
            and (not self.thing or self.thing in row.things)
            and self._sides(row)
            and (self.span.since is None or row.day >= self.span.since)
            and (self.span.until is None or row.day <= self.span.until)
        )

    def _sides(self, row: Row) -> bool:
        if not self.side:
            return True
        if not self.other:
            return self.side in row.actors or self.side in row.targets
        there = self.side in row.actors and self.other in row.targets
        return there or (self.other in row.actors and self.side in row.targets)


@dataclass(frozen=True, slots=True)
class Row:
    """An event in short."""

    event: str
    type: ClaimType
    status: Status
    denied: bool
    day: date
    day_end: date
    changed: datetime
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    reversal: Reversal | None = None

    @property
    def kind(self) -> Kind:
        """What it is counted as."""
        return self.type, self.reversal
