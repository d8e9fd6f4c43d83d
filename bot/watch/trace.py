"""What `why` is told from: all that is known of one story or event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.model import Alert, Event, FeedState, Report, Route, Story


@dataclass(frozen=True, slots=True)
class Sent:
    """How far one message got at one destination."""

    destination: str
    revision: int
    show: str
    state: str
    error: str = ""
    paused: str = ""
    at: datetime | None = None  # of one still under way: since when


@dataclass(frozen=True, slots=True)
class Trace:
    """A story with its state and reports, its event with messages, routes and deliveries; what there is of them."""

    story: Story | None = None
    state: str = ""
    error: str = ""
    feed: FeedState | None = None
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    alerts: tuple[Alert, ...] = ()
    routes: tuple[Route, ...] = ()
    sent: tuple[Sent, ...] = ()
    places: tuple[str, ...] = field(default=())  # destinations that are served
    named: frozenset[str] = frozenset()  # those of them that the settings name: without a watch they get everything
    came: datetime | None = None  # when the story came in, in its first version
