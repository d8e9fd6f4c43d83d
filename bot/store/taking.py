"""The one transaction of a story: what is known is read in it, and all that follows from the story is written in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, update

from bot.model import Alert, Event, Reach, Report, Story
from bot.store import alerts, events, feeds, pages, stories
from bot.store.engine import put, take_turn
from bot.store.events import Ledger
from bot.store.tables import report, story
from bot.store.watches import Watches

MERGING = 0x70C52  # the advisory lock of merging


def in_turn(connection: Connection) -> None:
    """Waits until nobody else meets the ledger, in this process or another. On SQLite there is one writer anyhow."""
    take_turn(connection, MERGING)


class Outcome(Protocol):
    """What a story came to (bot.pipeline makes it)."""

    @property
    def story(self) -> Story:
        """The story as it was read."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """One report a claim."""

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event that changed, in its new state."""

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What to tell."""


class Taking:
    """A story being taken in: ask for the events it may belong to, then keep the outcome."""

    def __init__(self, connection: Connection, ledger: Ledger, one: Story, watches: Watches) -> None:
        self._connection = connection
        self._watches = watches
        self._ledger = ledger
        self._story = one
        self.done = _done(connection, one)  # another process was quicker: nothing will be written

    def events(self, reach: Reach) -> list[Event]:
        """Every known event the reach covers."""
        return self._ledger.reached(self._connection, reach)

    def event(self, event_id: str) -> Event | None:
        """An event by id."""
        return next(iter(self._ledger.of(self._connection, [event_id])), None)

    def keep(self, outcome: Outcome) -> int:
        """Writes reports, events, links and deliveries and marks the story done; how many deliveries that made."""
        if self.done:
            return 0
        now = events.now_of(outcome.reports, outcome.story)
        before = {one.id: one for one in self._ledger.of(self._connection, [one.id for one in outcome.events])}
        events.write(self._connection, outcome.events, before)
        self._keep_loose(outcome)
        plan = self._watches.plan(self._connection, {one.id: one for one in outcome.events}, now)
        made = alerts.put_alerts(self._connection, outcome.alerts, now, plan)
        if outcome.alerts:
            pages.follow(self._connection, outcome.story, now)
            feeds.heat(self._connection, outcome.story.feed, now)
        self._finish(outcome.story)
        return made

    def remember(self, outcome: Outcome) -> None:
        """Keeps what would have been told of an old story, so that rehearsals have a past; nothing is sent."""
        events = {one.id: one for one in outcome.events}
        self._watches.remember(self._connection, outcome.alerts, events, outcome.story.published)

    def note(self, noted: Sequence[Event]) -> None:
        """Writes events that changed without any report: what is noted on them, and nothing to tell."""
        before = {one.id: one for one in self._ledger.of(self._connection, [one.id for one in noted])}
        events.write(self._connection, noted, before)

    def _keep_loose(self, outcome: Outcome) -> None:
        """Reports that no event holds are kept too: nothing a story said is lost."""
        held = {told.id for one in outcome.events for told in one.reports}
        loose = (told for told in outcome.reports if told.id not in held)
        put(self._connection, report, [events.report_row(told, "", 0) for told in loose], keep=True)

    def _finish(self, read: Story) -> None:
        known = update(story).where(story.c.id == read.id, story.c.version == read.version)
        body = stories.row(read, read.published)["body"]
        if not self._connection.execute(known.values(state="done", body=body, worker="", error="")).rowcount:
            put(self._connection, story, [stories.row(read, read.published, "done")])


def _done(connection: Connection, one: Story) -> bool:
    return stories.state(connection, one) == "done"
