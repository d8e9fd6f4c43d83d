"""One attempt at one delivery: look where in doubt, send, and say how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.deliver.lease import Lease
from bot.deliver.outlet import Outlet, Policy
from bot.errors import Closed, Later, Never, TocsinError
from bot.model import DeliveryState, Handle, Show
from bot.store import MAY_BE_THERE, STALE, Settled, Taken

log = structlog.get_logger(__name__)
FIRST_WAIT, LONGEST_WAIT = 2.0, 900.0  # seconds of back-off
OURS = 10  # attempts, in half an hour: then a fault of our own will not pass, and all that waits behind the message would wait for ever


class Unseen(Later):
    """It could not be looked up yet: still in doubt."""


class Held(Never):
    """It waits for a person: its channel refused nothing."""


class Attempt:
    """A taken delivery on its way through an outlet."""

    def __init__(self, taken: Taken, outlet: Outlet, policy: Policy, at: Callable[[], datetime]) -> None:
        self._taken, self._parent, self._room_in, _ = taken
        self._outlet, self._policy, self._at = outlet, policy, at

    async def end(self, lease: Lease) -> Settled | None:
        """How it ended; None where it is no longer ours to send."""
        try:
            await asyncio.sleep(self._room_in)
            handle = await self._timed(self._found())
            if handle is None:
                if self._stale():
                    return self._given_up(self._taken.error or STALE, doubt=False)
                if not await lease.surely():
                    return None
                handle = await self._timed(self._outlet.send(self._taken, self._parent))
        except Exception as fault:
            return self._failed(fault)
        gap = self._policy.gaps.get(self._taken.destination.platform, 0.0)
        return Settled(self._taken, DeliveryState.SENT, self._after(gap), handle)

    def stopped(self) -> Settled:
        """The end of an attempt that was cut off."""
        return self._doubtful("stopped while sending", 0.0)

    async def _timed(self, work: Awaitable[Handle | None]) -> Handle | None:
        async with asyncio.timeout(self._policy.timeout_s):
            return await work

    async def _found(self) -> Handle | None:
        """The message of an earlier attempt that may have got through. An edit is not looked for: twice is as good as once."""
        if self._taken.state is not DeliveryState.IN_DOUBT or self._taken.alert.show is Show.EDIT:
            return None
        try:
            return await self._outlet.find(self._taken)
        except Closed:
            raise
        except Never as fault:
            self._may_be_twice(fault)
            return None
        except Exception as fault:
            raise Unseen(f"cannot be looked up yet: {_told(fault)}", getattr(fault, "after", None)) from fault

    def _may_be_twice(self, fault: Never) -> None:
        if self._policy.hold or self._stale():
            raise Held(f"may have been sent, and cannot be looked up: {fault}") from None
        log.warning("sent again unseen: may be there twice", delivery=self._taken.id, to=self._taken.destination.id, reason=str(fault))

    def _failed(self, fault: Exception) -> Settled:
        """The end of an attempt that raised."""
        told, waits = _told(fault), self._wait(fault)
        if isinstance(fault, Closed):
            return self._closed(told)
        if isinstance(fault, Never):
            return Settled(self._taken, DeliveryState.DEAD, self._at(), error=told, refused=not isinstance(fault, Held))
        doubt = not isinstance(fault, Later) or isinstance(fault, Unseen)
        if self._old() or (self._ours(fault) and self._taken.attempts >= OURS):
            return self._given_up(told, doubt=doubt)
        return self._doubtful(told, waits) if doubt else Settled(self._taken, DeliveryState.TODO, self._after(waits), error=told)

    def _given_up(self, told: str, *, doubt: bool) -> Settled:
        tried = (
            f"given up after {self._policy.give_up / timedelta(hours=1):g} h"
            if self._old()
            else f"given up after {self._taken.attempts} tries"
        )
        error = f"{tried}{MAY_BE_THERE if doubt else ''}: {told}"
        return Settled(self._taken, DeliveryState.DEAD, self._at(), error=error, missed=self._old() and not doubt)

    @staticmethod
    def _ours(fault: Exception) -> bool:
        """Whether no door has named it and no network made it."""
        return not isinstance(fault, (TocsinError, OSError))

    def _closed(self, told: str) -> Settled:
        """The channel is closed to us: this message is tried again when the channel is, until it is no news any more."""
        kept = DeliveryState.IN_DOUBT if self._taken.state is DeliveryState.IN_DOUBT else DeliveryState.TODO
        if self._old():
            return Settled(self._taken, DeliveryState.DEAD, self._at(), error=told, pause=told, missed=True)
        return Settled(self._taken, kept, self._at(), error=told, pause=told)

    def _old(self) -> bool:
        return self._taken.made is not None and self._at() - self._taken.made > self._policy.give_up

    def _stale(self) -> bool:
        """Whether it is too old to be sent. What follows it sets right what stands; a closed channel is tried by its first message."""
        return self._old() and self._taken.alert.show is Show.POST and not self._taken.destination.paused

    def _doubtful(self, told: str, waits: float) -> Settled:
        return Settled(self._taken, DeliveryState.IN_DOUBT, self._after(waits), error=told)

    def _wait(self, fault: Exception) -> float:
        """What the platform asked for, or a doubling wait with up to half of it left to chance."""
        asked = getattr(fault, "after", None)
        doubling = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(self._taken.attempts - 1, 20))
        return float(asked) if asked is not None else doubling * (0.5 + self._policy.chance() / 2)

    def _after(self, seconds: float) -> datetime:
        return self._at() + timedelta(seconds=seconds)


def _told(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "no answer in time"
    return str(fault) if isinstance(fault, TocsinError) else f"{type(fault).__name__}: {fault}"
