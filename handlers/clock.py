"""The clock: APScheduler ticks. A tick only wakes; which process does the work is decided by a claimed row in the store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import STATE_RUNNING
from apscheduler.triggers.interval import IntervalTrigger

from bot.errors import Fix, Later

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """A job and how often it is woken, in seconds."""

    name: str
    every: float
    job: Callable[[], Awaitable[object]]


class Clock:
    """Wakes each tick at its interval; one that is still at work is not woken twice, and one that fails is woken again."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        away = _Away()
        for tick in ticks:
            self._scheduler.add_job(
                _guarded(tick, away),
                IntervalTrigger(seconds=tick.every),
                id=tick.name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Starts ticking on the running loop; the first ticks come at once."""
        self._scheduler.start()
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))

    def wake(self, name: str) -> None:
        """Wakes a job now, where there is one of that name: another has made work for it."""
        job = self._scheduler.get_job(name)
        if job and self._scheduler.state == STATE_RUNNING:
            job.modify(next_run_time=datetime.now(UTC))

    def pause(self) -> None:
        """Wakes nobody any more; work under way goes on to its end."""
        if self._scheduler.running:
            self._scheduler.pause()

    def stop(self) -> None:
        """Ends the clock; a tick still at work is cancelled."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


class _Away:
    """What the ticks wait for (the database, say): told once when it goes, and once when it is back for all of them."""

    def __init__(self) -> None:
        self._waiting: dict[str, str] = {}  # reason by tick

    def failed(self, tick: str, reason: str) -> None:
        """A tick could not work."""
        if not self._waiting:
            log.warning("work waits, it is tried again at each tick", tick=tick, reason=reason)
        self._waiting[tick] = reason

    def worked(self, tick: str) -> None:
        """A tick worked."""
        if self._waiting.pop(tick, "") and not self._waiting:
            log.info("work goes on", tick=tick)


def _guarded(tick: Tick, away: _Away) -> Callable[[], Awaitable[None]]:
    async def woken() -> None:
        try:
            await tick.job()
        except (Later, Fix) as fault:
            away.failed(tick.name, str(fault))
        except Exception:
            log.exception("tick failed, it will be tried again", tick=tick.name)
        else:
            away.worked(tick.name)

    return woken
