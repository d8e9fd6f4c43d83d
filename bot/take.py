"""Edge: stories that wait become claims, events and deliveries, one transaction a story."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

import structlog

from bot.errors import BadInput, Fix, Later, TocsinError
from bot.extract import Extractor
from bot.merge import unavailable
from bot.model import Change, Claim, Feed, Reach, Story
from bot.pipeline import Outcome, take_in
from bot.store import Store
from bot.watch.severity import Scale

log = structlog.get_logger(__name__)
AGAIN_S = 10.0  # before a story is read again that the store was away for
AWAY = 3  # stories in a row that the store was away for: it is away for all, and reading more would be for nothing

Reader = Callable[[Story, Feed | None], Awaitable[Story]]  # the story with its article read, where it needs one


@dataclass(frozen=True, slots=True)
class TakeReport:
    """What one round took in."""

    stories: int = 0
    claims: int = 0
    alerts: int = 0
    faults: int = 0
    held: int = 0  # by the gate: no words of war in them
    changes: tuple[Change, ...] = ()  # what each report did to its event


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
    stopping: Callable[[], bool] = lambda: False  # whether no more stories are to be begun
    left: set[str] = field(default_factory=set, init=False)  # claimed here and not ended: the store was away, for one

    async def round(self, now: Callable[[], datetime], limit: int = 50) -> TakeReport:
        """Takes in up to `limit` stories; a story that fails is noted with its error and never stops the round.

        It begins no story once it is to stop, or when half the lease is over; what is left then, or was before, is given back.
        """
        if self.left:
            await self._give_back(AGAIN_S)
        done, until, away = TakeReport(), time.monotonic() + self.lease_s / 2, 0
        while claimed := await self._claimed(limit - done.stories):  # those whose reader died come one at a time
            for story, feed in claimed:
                if self.stopping() or time.monotonic() > until:
                    await self._give_back()
                    return done
                done = _sum(done, await self._tried(story, feed, now))
                away = away + 1 if story.id in self.left else 0
                if away == AWAY:
                    return done
        return done

    async def _claimed(self, limit: int) -> list[tuple[Story, Feed | None]]:
        claimed = await asyncio.to_thread(self.store.due_stories, limit, self.lease_s, self.worker) if limit > 0 else []
        self.left.update(story.id for story, _ in claimed)
        return claimed

    async def _give_back(self, wait_s: float = 0.0) -> None:
        await asyncio.to_thread(self.store.release_stories, self.worker, wait_s)
        self.left.clear()

    async def _tried(self, story: Story, feed: Feed | None, now: Callable[[], datetime]) -> TakeReport:
        try:
            passed = self.extractor.gate(story)
            read = await self.reader(story, feed) if passed else story
            outcome = await asyncio.to_thread(take, self.store, self.extractor, read, feed, now(), self.max_age, self.scale)
        except Exception as fault:
            await self._failed(story, fault)
            return TakeReport(1, faults=1)
        self.left.discard(story.id)
        for alert in outcome.alerts:
            log.info("alert", about=alert.event, kind=alert.kind.value, headline=alert.headline)
        changes = tuple(decision.change for decision in outcome.decisions)
        return TakeReport(1, len(outcome.claims), len(outcome.alerts), held=int(not passed), changes=changes)

    async def _failed(self, story: Story, fault: Exception) -> None:
        """Blames the story, unless it was the store: then it is given back when the store is there again, or mended."""
        told = str(fault) if isinstance(fault, TocsinError) else f"{type(fault).__name__}: {fault}"
        if isinstance(fault, (Later, Fix)) and not isinstance(fault, BadInput):
            log.warning("story left for later", story=story.id, reason=told)
            return
        log.warning("story not read", story=story.id, outlet=story.outlet, reason=told, exc_info=not isinstance(fault, TocsinError))
        await asyncio.to_thread(self.store.set_aside, story.id, told)
        self.left.discard(story.id)


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


def again(store: Store, story: Story, feed: Feed | None, now: datetime) -> int:
    """Notes on a story's events that its page was taken down; how many those are. An edited page comes as the story's next version."""
    day = story.published.date()
    with store.taking(story) as taking:
        known = taking.events(Reach((), (), day, day, story.id))
        noted = unavailable(story.id, feed.outlet if feed else story.outlet, known, now)
        taking.note(noted)
    return len(noted)


def _sum(one: TakeReport, two: TakeReport) -> TakeReport:
    return TakeReport(*(getattr(one, field.name) + getattr(two, field.name) for field in fields(TakeReport)))
