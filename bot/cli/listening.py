"""Listening for silence, and forgetting what was left: the slow rounds of watches."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from bot.model import Destination
from bot.store import Store

log = structlog.get_logger(__name__)


def owner_of(key: str) -> Destination | None:
    """The destination where the operator hears of what fell silent; None where the log is enough."""
    platform, _, address = key.partition(":")
    return Destination(key, platform, address, label="the operator") if key else None


async def listened(store: Store, owner: Destination | None, now: datetime) -> int:
    """One round: what fell silent or speaks again is told and logged; how many messages that made."""
    heard = await asyncio.to_thread(store.silences.round, now, owner)
    for one in heard.quiet:
        log.warning("fell silent", what=one.name, since=one.since.isoformat(), usual=str(one.usual), note=one.note)
    for back in heard.back:
        log.info("heard again", what=back.name, since=back.since.isoformat())
    for place in await asyncio.to_thread(store.places.reopen, now):
        log.info("tried again: it was closed to us", destination=place)
    if gone := await asyncio.to_thread(store.places.tidy, now):
        log.info("forgot what was left 30 days ago", destinations=gone)
    return heard.notes
