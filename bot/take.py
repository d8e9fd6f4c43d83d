"""Edge: stories that wait become claims, events and deliveries, one transaction a story."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.errors import Later, TocsinError
from bot.extract import Extractor
from bot.model import Claim, Feed, Story
from bot.pipeline import Outcome, take_in
from bot.store import Store
from bot.watch.severity import Scale

log = structlog.get_logger(__name__)

Reader = Callable[[Story, Feed | None], Awaitable[Story]]  # the story with its article read, where it needs one


@dataclass(frozen=True, slots=True)
class TakeReport:
    """What one round took in."""

    stories: int = 0
    claims: int = 0
    alerts: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Taker:
    """The parts that turn a waiting story into an outcome."""

    store: Store
    extractor: Extractor
    reader: Reader
    max_age: timedelta | None
    worker: str
    lease_s: float = 120.0
    scale: Scale | None = None

    async def round(self, now: Callable[[], datetime], limit: int = 50) -> TakeReport:
        """Takes in up to `limit` stories; a story that fails is set aside with its error and never stops the round."""
        waiting = await asyncio.to_thread(self.store.due_stories, limit, self.lease_s, self.worker)
        done = TakeReport(stories=len(waiting))
        for story, feed in waiting:
            outcome = await self._tried(story, feed, now)
            done = _added(done, outcome)
        return done

    async def _tried(self, story: Story, feed: Feed | None, now: Callable[[], datetime]) -> Outcome | None:
        try:
            if self.extractor.gate(story):
                story = await self.reader(story, feed)
            outcome = await asyncio.to_thread(take, self.store, self.extractor, story, feed, now(), self.max_age, self.scale)
        except Later as fault:  # the store is away: that is no fault of the story's, whose lease will end
            log.warning("story left for later", story=story.id, reason=str(fault))
            return None
        except Exception as fault:
            told = str(fault) if isinstance(fault, TocsinError) else f"{type(fault).__name__}: {fault}"
            log.warning("story set aside", story=story.id, outlet=story.outlet, reason=told, exc_info=not isinstance(fault, TocsinError))
            await asyncio.to_thread(self.store.set_aside, story.id, told)
            return None
        for alert in outcome.alerts:
            log.info("alert", about=alert.event, kind=alert.kind.value, headline=alert.headline)
        return outcome


def take(
    store: Store,
    extractor: Extractor,
    story: Story,
    feed: Feed | None,
    now: datetime,
    max_age: timedelta | None,
    scale: Scale | None = None,
) -> Outcome:
    """The outcome of one story, kept in the store in one transaction; the slow part, extraction, is done before it opens."""
    return keep(store, story, feed, extractor.claims(story), now, max_age, scale)


def keep(
    store: Store,
    story: Story,
    feed: Feed | None,
    claims: tuple[Claim, ...],
    now: datetime,
    max_age: timedelta | None,
    scale: Scale | None = None,
) -> Outcome:
    """Files ready-made claims of a story: merge, alerts and deliveries in one transaction."""
    with store.taking(story) as taking:
        outcome = take_in(story, claims, feed, taking.events, now, max_age, scale)
        taking.keep(outcome)
    return outcome


def _added(report: TakeReport, outcome: Outcome | None) -> TakeReport:
    if outcome is None:
        return TakeReport(report.stories, report.claims, report.alerts, report.faults + 1)
    return TakeReport(report.stories, report.claims + len(outcome.claims), report.alerts + len(outcome.alerts), report.faults)
