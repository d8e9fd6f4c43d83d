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
from bot.errors import Fix, Later
from bot.model import DeliveryState, Show
from bot.store import Settled, Store, Taken

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
    return await _Round(store, outlets, now, worker, policy or Policy(), stopping).run()


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
        self._loop = asyncio.get_running_loop()
        self._now, self._begun = now, self._loop.time()
        self._worker = worker
        self._ends: Counter[str] = Counter()
        self._lags: list[float] = []
        self._slots: set[asyncio.Task[None]] = set()

    def _at(self) -> datetime:
        return self._now + timedelta(seconds=self._loop.time() - self._begun)

    async def run(self) -> DeliverReport:
        """How all attempts ended."""
        try:
            while True:
                wait = await self._fill()
                if self._slots:
                    over, self._slots = await asyncio.wait(self._slots, timeout=min(wait, NAP), return_when=asyncio.FIRST_COMPLETED)
                    for slot in over:
                        slot.result()
                elif wait <= self._policy.linger_s and not self._stopping():
                    await asyncio.sleep(wait)
                else:
                    return self._report()
        finally:
            for slot in self._slots:
                slot.cancel()
            await asyncio.gather(*self._slots, return_exceptions=True)

    def _report(self) -> DeliverReport:
        ends = self._ends
        return DeliverReport(ends["sent"], ends["todo"], ends["in_doubt"], ends["dead"], ends["taken over"], tuple(self._lags))

    async def _fill(self) -> float:
        """Gives the free slots work; how long until there could be more, in seconds."""
        try:
            while len(self._slots) < self._policy.slots and not self._stopping():
                claimed = self._loop.time()
                taken = await self._next(None)
                if taken is None:
                    return await asyncio.to_thread(self._store.next_due, self._at(), self._platforms, self._policy.paces)
                self._slots.add(asyncio.create_task(self._slot(taken, claimed)))
        except (Later, Fix) as fault:
            log.warning("nothing can be taken from the outbox", reason=str(fault))
            return inf
        return NAP

    async def _next(self, end: Settled | None) -> Taken | None:
        """Writes how the last attempt ended and takes the next delivery, in one transaction."""
        now = self._at()
        how = (now, self._policy.lease_s, self._worker, self._platforms, self._policy.paces, now - self._policy.give_up)
        if end is None:
            return await asyncio.to_thread(self._store.next_delivery, *how)
        held, taken = await asyncio.to_thread(self._store.settle_and_next, end, *how)
        self._count(end, held=held)
        return taken

    async def _slot(self, taken: Taken | None, claimed: float) -> None:
        """One delivery after the other, until nothing is due."""
        while taken:
            end = await self._attempt(taken, claimed)
            claimed = self._loop.time()
            taken = await self._after(end) if end else None

    async def _attempt(self, taken: Taken, claimed: float) -> Settled | None:
        """How an attempt ended that was made under its lease; None where that was lost."""
        delivery = taken.delivery
        attempt = Attempt(taken, self._outlets[delivery.destination.platform], self._policy, self._at)
        try:
            async with Lease(self._store, delivery, self._policy.lease_s, self._worker, claimed) as lease:
                end = await attempt.end(lease)
        except TimeoutError:
            end = None
        except asyncio.CancelledError:
            await self._write(attempt.stopped())
            raise
        if end is None:
            self._ends["taken over"] += 1
        return end

    async def _after(self, end: Settled) -> Taken | None:
        try:
            if not self._stopping():
                return await self._next(end)
        except (Later, Fix) as fault:
            log.warning("the database does not answer", delivery=end.delivery.id, reason=str(fault))
            await asyncio.sleep(AGAIN[0])
        await self._write(end)
        return None

    async def _write(self, end: Settled) -> None:
        """Writes how it ended; where that cannot be written it stays in doubt, and whoever takes it next looks first."""
        for wait in AGAIN:
            try:
                held = await asyncio.to_thread(self._store.settle_delivery, end, self._worker)
            except (Later, Fix) as fault:
                log.warning("an end could not be written", delivery=end.delivery.id, reason=str(fault), again_in=wait)
                await asyncio.sleep(wait)
            else:
                self._count(end, held=held)
                return
        self._ends["in_doubt"] += 1

    def _count(self, end: Settled, *, held: bool) -> None:
        self._ends[end.state.value if held else "taken over"] += 1
        alert = end.delivery.alert
        if held and end.state is DeliveryState.SENT and alert.show is Show.POST:
            self._lags.append((self._at() - alert.published).total_seconds())
        if end.error and held:
            log.warning("not delivered", delivery=end.delivery.id, to=end.delivery.destination.id, state=end.state.value, reason=end.error)
