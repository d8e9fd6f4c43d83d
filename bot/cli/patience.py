"""The start of a process while its database is away: it waits, says so once, and goes on when the database answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import structlog

from bot.errors import Later

log = structlog.get_logger(__name__)
FIRST, LONGEST = 0.5, 10.0  # seconds of back-off
T = TypeVar("T")


class Stopped(Exception):
    """It is told to stop while it waits."""


class Patience:
    """Waits for a server; a SQLite file that cannot be opened is nobody's to start, so its first fault is the end."""

    def __init__(self, url: str, stopped: asyncio.Event) -> None:
        self._waits, self._stopped = not url.startswith("sqlite"), stopped
        self._away = False

    @property
    def reason(self) -> str:
        """What it waits for, in words that anybody may read: no host, no user, no setting."""
        return "waiting for the database" if self._away else "starting"

    async def of(self, work: Callable[[], T]) -> T:
        """What `work` comes to, in a thread, tried until the database answers; Fix where that would never be."""
        wait = FIRST
        while True:
            try:
                done = await asyncio.to_thread(work)
            except Later as fault:
                if not self._waits:
                    raise
                self._tell(fault)
            else:
                self._there()
                return done
            await self._rest(wait)
            wait = min(2 * wait, LONGEST)

    def _tell(self, fault: Later) -> None:
        if not self._away:
            log.warning("waiting for the database", reason=str(fault))
        self._away = True

    def _there(self) -> None:
        if self._away:
            log.info("the database answers")
        self._away = False

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return
        raise Stopped
