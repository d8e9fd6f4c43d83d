"""What the outbox does with one delivery, without a store: try, look when in doubt, try again."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import InDoubt, Later


async def persist(outlet, parcel, parent=None, between=lambda: None, tries=4):
    """The handle, and the errors on the way to it; `between` is what happens on the platform before the next attempt."""
    told = []
    for attempt in range(1, tries + 1):
        parcel = replace(parcel, attempts=attempt, handle=parent)
        try:
            found = await outlet.find(parcel) if told and isinstance(told[-1], InDoubt) else None
            return found or await outlet.send(parcel, parent), told
        except (Later, InDoubt) as fault:
            told.append(fault)
            between()
    raise AssertionError(told)
