"""The lease of one delivery, renewed while it is being sent."""

from __future__ import annotations

import asyncio

from bot.errors import Later
from bot.model import Delivery
from bot.store import Store


class Lease:
    """Ours from `claimed` (the loop's time before it was asked for) on; the store is asked again in time."""

    def __init__(self, store: Store, taken: Delivery, seconds: float, worker: str, claimed: float) -> None:
        self._store, self._taken, self._seconds, self._worker = store, taken, seconds, worker
        self._renewed = claimed

    async def renewed(self) -> None:
        """Renews the lease as long as it can; returns when it was lost."""
        while True:
            await asyncio.sleep(self._seconds / 3)
            try:
                if not await self._renew():
                    return
            except Later:
                continue  # the database is away: nobody can take over meanwhile

    async def surely(self) -> bool:
        """Whether it is ours now. An old renewal proves nothing: the process may have stood still since."""
        recent = self._age() < self._seconds / 2
        try:
            return recent or await self._renew()
        except Later:
            return False

    def _age(self) -> float:
        return asyncio.get_running_loop().time() - self._renewed

    async def _renew(self) -> bool:
        asked = asyncio.get_running_loop().time()
        held = await asyncio.to_thread(self._store.renew_delivery, self._taken, self._seconds, self._worker)
        self._renewed = asked if held else self._renewed
        return held
