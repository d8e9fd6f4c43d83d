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
    for quiet in heard.quiet:
        log.warning("fell silent", what=quiet.name, since=quiet.since.isoformat(), usual=str(quiet.usual), note=quiet.note)
    for back in heard.back:
        log.info("heard again", what=back.name, since=back.since.isoformat())
    shut = await asyncio.to_thread(store.places.report, now, owner)
    for one in shut.closed:
        log.warning("a channel is closed to the bot", what=one)
    for one in shut.opened:
        log.info("a channel is open again", what=one)
    for line in await asyncio.to_thread(store.aside.report, now, owner):
        log.warning("a story was set aside, unread", what=line)
    for line in await asyncio.to_thread(store.lost.report, now, owner):
        log.warning("given up", what=line)
    if gone := await asyncio.to_thread(store.places.tidy, now):
        log.info("forgot what was left 30 days ago", destinations=gone)
    return heard.notes
