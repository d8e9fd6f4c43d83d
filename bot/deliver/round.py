"""A round: as many attempts side by side as there are slots, until nothing is due."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import inf

import structlog

from bot.deliver.attempt import Attempt
from bot.deliver.lease import Lease
from bot.deliver.outlet import DeliverReport, Outlet, Policy
from bot.errors import Later
from bot.model import Delivery, Handle
from bot.store import Settled, Store

log = structlog.get_logger(__name__)
NAP = 0.25  # seconds: how soon a round with a slow send under way looks for new work
AGAIN = (0.5, 1.0, 2.0, 4.0, 8.0)  # seconds between tries to write an end while the database is away


async def deliver_round(
    store: Store,
    outlets: Mapping[str, Outlet],
    now: datetime,
    *,
    worker: str = "deliver",
    policy: Policy | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> DeliverReport:
    """Sends whatever is due until nothing is, or until `stopping`; what is under way is always finished."""
    ends = await _Round(store, outlets, now, worker, policy or Policy(), stopping).run()
    return DeliverReport(ends["sent"], ends["todo"], ends["in_doubt"], ends["dead"], ends["taken over"])


class _Round:
    def __init__(
        self,
        store: Store,
        outlets: Mapping[str, Outlet],
        now: datetime,
        worker: str,
        policy: Policy,
        stopping: Callable[[], bool],
    ) -> None:
        self._store, self._outlets, self._policy, self._stopping = store, outlets, policy, stopping
        self._platforms = tuple(outlets)
        self._now, self._begun = now, asyncio.get_running_loop().time()
        self._worker = worker
        self._flying: set[asyncio.Task[str]] = set()

    def _at(self) -> datetime:
        return self._now + timedelta(seconds=asyncio.get_running_loop().time() - self._begun)

    async def run(self) -> Counter[str]:
        """The ends of all attempts, counted."""
        ends: Counter[str] = Counter()
        try:
            while True:
                wait = await self._start()
                if self._flying:
                    done, self._flying = await asyncio.wait(self._flying, timeout=min(wait, NAP), return_when=asyncio.FIRST_COMPLETED)
                    ends.update(task.result() for task in done)
                elif wait <= self._policy.linger_s and not self._stopping():
                    await asyncio.sleep(wait)
                else:
                    return ends
        finally:
            for task in self._flying:
                task.cancel()
            await asyncio.gather(*self._flying, return_exceptions=True)

    async def _start(self) -> float:
        """Fills the free slots; how long until there could be more, in seconds."""
        try:
            while len(self._flying) < self._policy.slots and not self._stopping():
                claimed = asyncio.get_running_loop().time()
                taken = await asyncio.to_thread(
                    self._store.next_delivery, self._at(), self._policy.lease_s, self._worker, self._platforms, self._policy.paces
                )
                if taken is None:
                    return await asyncio.to_thread(self._store.next_due, self._at(), self._platforms, self._policy.paces)
                self._flying.add(asyncio.create_task(self._attempt(*taken, claimed)))
        except Later as fault:
            log.warning("nothing can be taken from the outbox", reason=str(fault))
            return inf
        return NAP

    async def _attempt(self, taken: Delivery, parent: Handle | None, claimed: float) -> str:
        """Tries one delivery under its lease and writes its end; "taken over" where the lease was lost."""
        attempt = Attempt(taken, parent, self._outlets[taken.destination.platform], self._policy, self._at)
        lease = Lease(self._store, taken, self._policy.lease_s, self._worker, claimed)
        sending, holding = asyncio.create_task(attempt.end(lease)), asyncio.create_task(lease.renewed())
        try:
            await asyncio.wait({sending, holding}, return_when=asyncio.FIRST_COMPLETED)
            end = sending.result() if sending.done() else None
        except asyncio.CancelledError:
            await self._written(attempt.stopped())
            raise
        finally:
            for task in (sending, holding):
                task.cancel()
            await asyncio.gather(sending, holding, return_exceptions=True)
        return await self._written(end) if end else "taken over"

    async def _written(self, end: Settled) -> str:
        """How it ended; where that cannot be written it stays in doubt, and whoever takes it next looks first."""
        for wait in (*AGAIN, None):
            try:
                held = await asyncio.to_thread(self._store.settle_delivery, end, self._worker)
            except Later as fault:
                log.warning("an end could not be written", delivery=end.delivery.id, reason=str(fault), again_in=wait)
                if wait is None:
                    return "in_doubt"
                await asyncio.sleep(wait)
            else:
                return self._told(end) if held else "taken over"
        return "in_doubt"

    def _told(self, end: Settled) -> str:
        if end.error:
            log.warning("not delivered", delivery=end.delivery.id, to=end.delivery.destination.id, state=end.state.value, reason=end.error)
        return end.state.value
