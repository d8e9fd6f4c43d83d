"""Edge: the outbox. A round takes the head of every due destination, sends it, and writes down how that ended.

A delivery is marked in doubt before it is sent, so a crash is seen as doubt; a second attempt looks for the message first.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

import structlog

from bot.errors import Closed, Later, Never, TocsinError
from bot.model import Delivery, DeliveryState, Handle, Show
from bot.store import Settled, Store

log = structlog.get_logger(__name__)

GAPS: Mapping[str, float] = MappingProxyType({"discord": 1.0, "slack": 1.0})  # seconds between two messages to one channel
NAP = 0.25  # seconds: how soon a round with a slow send under way looks for new work
FIRST_WAIT, LONGEST_WAIT = 2.0, 900.0  # seconds of back-off


class Outlet(Protocol):
    """A platform as deliveries see it. Both methods raise Later, Never, Closed or InDoubt."""

    platform: str

    async def send(self, delivery: Delivery, parent: Handle | None) -> Handle:
        """Puts the alert out; `parent` is the event's first message, for all that is no post."""

    async def find(self, delivery: Delivery) -> Handle | None:
        """The message of a delivery in doubt, if it is there; `delivery.handle` is the parent's. Never: history cannot be read."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How deliveries are tried."""

    lease_s: float = 60.0  # outlasts the longest send, and is renewed during it
    timeout_s: float = 30.0
    slots: int = 16  # sends under way at once
    hold: bool = False  # what may have been sent, and cannot be looked up: hold it for a person instead of sending it again
    give_up: timedelta = timedelta(hours=24)  # after this long an alert is no news
    gaps: Mapping[str, float] = field(default_factory=lambda: GAPS)
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class DeliverReport:
    """How the attempts of one round ended."""

    sent: int = 0
    later: int = 0
    in_doubt: int = 0
    dead: int = 0
    taken_over: int = 0  # somebody else finished it


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


class _Unseen(Later):
    """It could not be looked up yet: still in doubt."""


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
        self._now, self._begun = now, asyncio.get_running_loop().time()
        self._worker = worker

    def _at(self) -> datetime:
        return self._now + timedelta(seconds=asyncio.get_running_loop().time() - self._begun)

    async def run(self) -> Counter[str]:
        """The ends of all attempts, counted."""
        ends: Counter[str] = Counter()
        flying: set[asyncio.Task[str]] = set()
        try:
            while True:
                flying |= await self._started(self._policy.slots - len(flying))
                if not flying:
                    return ends
                done, flying = await asyncio.wait(flying, timeout=NAP, return_when=asyncio.FIRST_COMPLETED)
                ends.update(task.result() for task in done)
        finally:
            for task in flying:
                task.cancel()
            await asyncio.gather(*flying, return_exceptions=True)

    async def _started(self, free: int) -> set[asyncio.Task[str]]:
        started: set[asyncio.Task[str]] = set()
        while len(started) < free and not self._stopping():
            claimed = asyncio.get_running_loop().time()
            lease, platforms = self._policy.lease_s, tuple(self._outlets)
            taken = await asyncio.to_thread(self._store.next_delivery, self._at(), lease, self._worker, platforms)
            if taken is None:
                break
            started.add(asyncio.create_task(self._attempt(*taken, claimed)))
        return started

    async def _attempt(self, taken: Delivery, parent: Handle | None, claimed: float) -> str:
        """Tries one delivery under its lease and writes its end; "taken over" where the lease was lost."""
        hold = _Hold(self._store, taken, self._policy.lease_s, self._worker, claimed)
        sending = asyncio.create_task(self._end_of(taken, parent, hold))
        holding = asyncio.create_task(hold.on())
        try:
            await asyncio.wait({sending, holding}, return_when=asyncio.FIRST_COMPLETED)
            end = sending.result() if sending.done() else None
        except asyncio.CancelledError:
            await self._written(self._doubtful(taken, "stopped while sending", 0.0))
            raise
        finally:
            for task in (sending, holding):
                task.cancel()
            await asyncio.gather(sending, holding, return_exceptions=True)
        return await self._written(end) if end else "taken over"

    async def _written(self, end: Settled) -> str:
        if not await asyncio.to_thread(self._store.settle_delivery, end, self._worker):
            return "taken over"
        if end.error:
            log.warning("not delivered", delivery=end.delivery.id, to=end.delivery.destination.id, state=end.state.value, reason=end.error)
        return end.state.value

    async def _end_of(self, taken: Delivery, parent: Handle | None, hold: _Hold) -> Settled | None:
        try:
            async with asyncio.timeout(self._policy.timeout_s):
                handle = await self._found(taken)
            if handle is None:
                if not await hold.still():
                    return None
                async with asyncio.timeout(self._policy.timeout_s):
                    handle = await self._outlets[taken.destination.platform].send(taken, parent)
        except Exception as fault:
            return self._failed(taken, fault)
        gap = self._policy.gaps.get(taken.destination.platform, 0.0)
        return Settled(taken, DeliveryState.SENT, self._at() + timedelta(seconds=gap), handle)

    async def _found(self, taken: Delivery) -> Handle | None:
        """The message of an earlier attempt that may have got through. An edit is not looked for: twice is as good as once."""
        if taken.state is not DeliveryState.IN_DOUBT or taken.alert.show is Show.EDIT:
            return None
        try:
            return await self._outlets[taken.destination.platform].find(taken)
        except Closed:
            raise
        except Never as fault:
            if self._policy.hold:
                raise Never(f"may have been sent, and cannot be looked up: {fault}") from None
            log.warning("sent again unseen: it may be there twice", delivery=taken.id, to=taken.destination.id, reason=str(fault))
            return None
        except Exception as fault:
            raise _Unseen(f"cannot be looked up yet: {_told(fault)}", getattr(fault, "after", None)) from fault

    def _failed(self, taken: Delivery, fault: Exception) -> Settled:
        """How an attempt ended that raised."""
        told, waits = _told(fault), self._wait(taken, fault)
        if isinstance(fault, Never):
            pause = told if isinstance(fault, Closed) else ""
            return Settled(taken, DeliveryState.DEAD, self._at(), error=told, refused=True, pause=pause)
        if not isinstance(fault, Later) or isinstance(fault, _Unseen):
            return self._doubtful(taken, told, waits)
        if taken.first_try and self._at() - taken.first_try > self._policy.give_up:
            return Settled(taken, DeliveryState.DEAD, self._at(), error=f"given up after {self._policy.give_up}: {told}")
        return Settled(taken, DeliveryState.TODO, self._at() + timedelta(seconds=waits), error=told)

    def _doubtful(self, taken: Delivery, told: str, waits: float) -> Settled:
        return Settled(taken, DeliveryState.IN_DOUBT, self._at() + timedelta(seconds=waits), error=told)

    def _wait(self, taken: Delivery, fault: Exception) -> float:
        """What the platform asked for, or a doubling wait with up to half of it left to chance."""
        asked = getattr(fault, "after", None)
        doubling = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(taken.attempts - 1, 20))
        return float(asked) if asked is not None else doubling * (0.5 + self._policy.chance() / 2)


def _told(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "no answer in time"
    return str(fault) if isinstance(fault, TocsinError) else f"{type(fault).__name__}: {fault}"


class _Hold:
    """The lease of one delivery, renewed while it is being sent."""

    def __init__(self, store: Store, taken: Delivery, lease_s: float, worker: str, claimed: float) -> None:
        self._store, self._taken, self._lease_s, self._worker = store, taken, lease_s, worker
        self._renewed = claimed

    async def on(self) -> None:
        """Renews the lease as long as it can; returns when it was lost."""
        while True:
            await asyncio.sleep(self._lease_s / 3)
            if not await self._renew():
                return

    async def still(self) -> bool:
        """Whether it is surely ours now: asked of the store when the last renewal is old (a process may have been stopped in between)."""
        recent = asyncio.get_running_loop().time() - self._renewed < self._lease_s / 2
        return recent or await self._renew()

    async def _renew(self) -> bool:
        asked = asyncio.get_running_loop().time()
        held = await asyncio.to_thread(self._store.renew_delivery, self._taken, self._lease_s, self._worker)
        self._renewed = asked if held else self._renewed
        return held
