"""Politeness: one request at a time to a host, a gap between two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

KEPT = 4096  # hosts remembered; idle ones past that are forgotten


class Pace:
    """Lets requests through host by host; a gap of 0 lets everything through at once."""

    def __init__(self, gap: float, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._gap = gap
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until it is this request's turn at the host, and holds the turn."""
        if self._gap <= 0:
            yield
            return
        self._forget_idle()
        queue = self._hosts.setdefault(host, _Host())
        async with queue.lock:
            await self._wait(queue)
            try:
                yield
            finally:
                queue.free_at = self._clock() + self._gap

    async def _wait(self, queue: _Host) -> None:
        left = queue.free_at - self._clock()
        if left > 0:
            await self._sleep(left)

    def _forget_idle(self) -> None:
        if len(self._hosts) > KEPT:
            now = self._clock()
            self._hosts = {name: queue for name, queue in self._hosts.items() if queue.lock.locked() or queue.free_at > now}


class _Host:
    """One host's turn and when the next request may go out."""

    __slots__ = ("free_at", "lock")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.free_at = 0.0
