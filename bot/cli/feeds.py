"""feeds check and feeds list: the sources in tables a person can read."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from bot.cli.parts import feeds_of, store_of, web_of
from bot.model import Feed
from bot.poll import FeedHealth, check, status_rows
from config.settings import Settings


def check_all(settings: Settings) -> None:
    """Fetches every feed that is on and prints its status, items, newest item's age and what to do."""

    async def checked() -> list[FeedHealth]:
        async with web_of(settings) as web:
            feeds = await feeds_of(settings, web)
            return await check(web, [feed for feed in feeds if feed.on])

    found = asyncio.run(checked())
    table = Table(title=f"{len(found)} feeds tried", show_lines=False)
    for column in ("outlet", "status", "items", "newest", "what to do"):
        table.add_column(column, overflow="fold")
    for row in found:
        table.add_row(row.feed.outlet, row.status, str(row.items), row.age, row.advice)
    Console().print(table)


def list_all(settings: Settings) -> None:
    """Prints the catalogue."""

    async def listed() -> tuple[Feed, ...]:
        async with web_of(settings) as web:
            return await feeds_of(settings, web)

    found = asyncio.run(listed())
    table = Table(title=f"{len(found)} feeds, {sum(feed.on for feed in found)} on")
    for column in ("on", "outlet", "country", "kind", "control", "address"):
        table.add_column(column, overflow="fold")
    for feed in found:
        table.add_row("yes" if feed.on else "no", feed.outlet, feed.country, feed.kind, feed.state_control, feed.url)
    Console().print(table)


def show_status(settings: Settings) -> None:
    """Prints how polling left every feed."""
    store = store_of(settings)
    try:
        found = status_rows(store.feed_states(), datetime.now(UTC))
    finally:
        store.close()
    table = Table(title=f"{len(found)} feeds")
    for column in ("outlet", "status", "newest", "checked", "next", "failures", "note"):
        table.add_column(column, overflow="fold")
    for row in found:
        outlet = f"{row.outlet} ({row.label})" if row.label else row.outlet
        table.add_row(outlet, row.status, row.newest, row.checked, row.following, str(row.failures), row.note)
    Console().print(table)
