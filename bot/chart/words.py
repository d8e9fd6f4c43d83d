"""What a picture is made of, and what it comes to: frozen data without matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model import Status

Counts = tuple[tuple[Status, int], ...]  # how many events of each status; order does not matter


class Step(StrEnum):
    """What one bar of a trend spans."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Mark:
    """One event of a timeline, `label` as a line of text: "Russia → Ukraine: 17 missiles"."""

    day: date
    label: str
    status: Status
    until: date | None = None  # its last day, where it lasted
    flag: str = ""  # "denied by Russia", "withdrawn"
    event: str = ""  # Event.id
    undone: str = ""  # "withdrawal": what undoes a kind of event is drawn hollow


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events along time; the newest that fit are shown, and the picture says how many are not."""

    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one step of a trend, which begins on `start`. Empty steps are bars without counts."""

    start: date
    counts: Counts = ()

    @property
    def total(self) -> int:
        """Events of every status."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Trend:
    """How many events each day, week or month, oldest first."""

    title: str
    step: Step
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """What one party supplies another with: events by status, `what` in words ("drones, artillery shells")."""

    giver: str
    taker: str
    what: str
    counts: Counts
    latest: date | None = None

    @property
    def total(self) -> int:
        """Events of every status."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Supply:
    """Who supplies whom with what; the busiest edges that fit are shown, and the picture says how many are not."""

    title: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that happened at a place. `count`: how many events there."""

    latitude: float
    longitude: float
    label: str
    day: date
    status: Status
    count: int = 1
    event: str = ""
    undone: str = ""  # as a Mark's
    place: str = ""  # what stands beside its mark


@dataclass(frozen=True, slots=True)
class Name:
    """What a part of a map is called."""

    latitude: float
    longitude: float
    words: str


@dataclass(frozen=True, slots=True)
class Launches:
    """What happened where, on a map that shows as much of the world as it needs."""

    title: str
    spots: tuple[Spot, ...]
    names: tuple[Name, ...] = ()  # of states: those in sight are told


Chart = Timeline | Trend | Supply | Launches


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is drawn: `width` in the pixels a reader sees, `scale` device pixels for each, dark or light."""

    width: int = 360
    dark: bool = False
    scale: float = 2.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PNG with its size in device pixels and the words for who cannot see it."""

    png: bytes
    alt: str
    width: int
    height: int
