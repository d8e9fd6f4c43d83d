"""The lease of one delivery, renewed while it is being sent."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from bot.errors import Fix, Later
from bot.model import Delivery
from bot.store import Store


class Lease:
    """Ours from `claimed` (the loop's time before it was asked for) on.

    As a context it is renewed in time, and what is done in it ends with TimeoutError when it is lost.
    """

    def __init__(self, store: Store, taken: Delivery, seconds: float, worker: str, claimed: float) -> None:
        self._store, self._taken, self._seconds, self._worker = store, taken, seconds, worker
        self._renewed = claimed
        self._loop = asyncio.get_running_loop()
        self._limit = asyncio.timeout(None)
        self._renewing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._timer = self._loop.call_later(self._seconds / 3, self._begin)
        await self._limit.__aenter__()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        if self._renewing:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
        await self._limit.__aexit__(kind, fault, trace)

    async def surely(self) -> bool:
        """Whether it is ours now. An old renewal proves nothing: the process may have stood still since."""
        recent = self._loop.time() - self._renewed < self._seconds / 2
        try:
            return recent or await self._renew()
        except (Later, Fix):
            return False

    def _begin(self) -> None:
        self._renewing = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        try:
            held = await self._renew()
        except (Later, Fix):
            held = True  # the database is away, or to be mended: nobody can take over meanwhile
        if held:
            self._timer = self._loop.call_later(self._seconds / 3, self._begin)
        else:
            self._limit.reschedule(self._loop.time())

    async def _renew(self) -> bool:
        asked = self._loop.time()
        held = await asyncio.to_thread(self._store.renew_delivery, self._taken, self._seconds, self._worker)
        self._renewed = asked if held else self._renewed
        return held
