"""feeds …: the sources in the terminal: tables a person can read, and the same commands as on both chats."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.cli.parts import feeds_of, store_of, web_of
from bot.errors import BadInput
from bot.model import Feed
from bot.poll import FeedHealth, check, status_rows
from bot.poll.health import label_of
from bot.read.opml import feeds_of_opml, opml_of
from bot.store import Source, Store
from bot.web import Web
from config.settings import Settings
from handlers.commands.feeds import Feeds, meant
from handlers.commands.sight import OPERATOR
from handlers.commands.telling import counted
from handlers.commands.words import Asked, Reply

WIDE = 120  # columns that a table with addresses needs


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Store, Web]]:
    """The store, with the catalogue in it where it has no feed yet: what runs may know another one, and has the last word."""
    store = await asyncio.to_thread(store_of, settings)
    try:
        async with web_of(settings) as web:
            if not await asyncio.to_thread(store.feed_states):
                await asyncio.to_thread(store.keep_feeds, await feeds_of(settings, web), _now())
            yield store, web
    finally:
        store.close()


def ask(settings: Settings, verb: str, **options: str) -> None:
    """Does what `/feeds VERB` does, and prints the answer."""

    async def answered() -> Reply | None:
        async with _opened(settings) as (store, web):
            return await Feeds(store, web).answer(Asked("feeds", verb, options, person=OPERATOR, may_write=True), _now())

    reply = asyncio.run(answered())
    for line in _lines(reply) if reply else ():
        sys.stdout.write(f"{line}\n")


def _lines(reply: Reply) -> list[str]:
    """An answer as text; a button is what to type instead."""
    told = [f"  “{line.text}”" if line.quote else f"  {line.text}{f'  {line.url}' if line.url else ''}" for line in reply.lines]
    return [reply.title, *told, *(f"  feeds add {button.asks.options['source']}" for button in reply.buttons)]


def check_all(settings: Settings, which: str = "") -> None:
    """Tries every feed that is read, or those of an outlet or group, and prints what to do about each that fails."""

    async def checked() -> Table:
        async with _opened(settings) as (store, web):
            every = await asyncio.to_thread(store.sources.all)
            wanted = [one.state.feed for one in (_chosen(which, every) if which else every) if which or one.listed]
            return _checked(await check(web, wanted))

    Console().print(asyncio.run(checked()))


def _checked(found: Sequence[FeedHealth]) -> Table:
    table = Table(title=f"{len(found)} feed{'' if len(found) == 1 else 's'} tried", show_lines=False)
    for column in ("outlet", "status", "items", "newest", "what to do"):
        table.add_column(column, overflow="fold")
    for row in found:
        table.add_row(_named(row.feed), row.status, str(row.items), row.age, row.advice)
    return table


def list_all(settings: Settings, which: str = "") -> None:
    """Prints the sources, or those of an outlet or group."""
    every = asyncio.run(_every(settings))
    found = _chosen(which, every) if which else every
    table = Table(
        title=f"{counted(len(found), 'feed')}, {sum(one.listed for one in found)} read, {sum(one.own for one in found)} of your own"
    )
    console = Console()
    wide = console.width >= WIDE
    for column in ("read", "outlet", "kind", *(("groups", "address") if wide else ("groups",))):
        table.add_column(column, overflow="fold")
    for one in sorted(found, key=lambda one: one.state.feed.outlet.casefold()):
        feed = one.state.feed
        told = ("yes" if one.listed else "no", _named(feed), feed.kind, ", ".join(feed.groups))
        table.add_row(*told, *((feed.url,) if wide else ()))
    console.print(table)


def _chosen(which: str, every: Sequence[Source]) -> Sequence[Source]:
    if found := meant(which, every):
        return found
    groups = sorted({group for one in every for group in one.state.feed.groups})
    raise BadInput(f"{which[:80]!r} is no outlet or group; groups are {', '.join(groups)}")


async def _every(settings: Settings) -> list[Source]:
    async with _opened(settings) as (store, _):
        return await asyncio.to_thread(store.sources.all)


def _named(feed: Feed) -> str:
    label = label_of(feed)
    return f"{feed.outlet} ({label})" if label else feed.outlet


def show_status(settings: Settings) -> None:
    """Prints how polling left every feed."""
    store = store_of(settings)
    try:
        found = status_rows(store.feed_states(), _now())
    finally:
        store.close()
    if not found:
        sys.stdout.write("No feed was visited yet: `python -m bot run` begins; `feeds list` shows the sources, `feeds check` tries them.\n")
        return
    table = Table(title=counted(len(found), "feed"))
    for column in ("outlet", "status", "newest", "checked", "next", "failures", "note"):
        table.add_column(column, overflow="fold")
    for row in found:
        outlet = f"{row.outlet} ({row.label})" if row.label else row.outlet
        table.add_row(outlet, row.status, row.newest, row.checked, row.following, str(row.failures), row.note)
    Console().print(table)


def search(settings: Settings, words: str) -> None:
    """Prints the stories in other languages that hold some words."""
    store = store_of(settings)
    try:
        found = store.foreign(words)
    finally:
        store.close()
    for one in found:
        sys.stdout.write(f"[{one.language}] {one.published:%d %b %H:%M} UTC  {one.outlet}: {one.title}\n     {one.url or ''}\n")
    sys.stdout.write(f"{counted(len(found), 'story') if found else 'no story'} in another language with all of that\n")


def bring_in(settings: Settings, path: Path) -> None:
    """Reads the feeds of an OPML list from now on."""
    try:
        told = feeds_of_opml(path.read_bytes())
    except OSError as fault:
        raise BadInput(f"{path}: {fault.strerror or fault}") from None

    async def added() -> int:
        async with _opened(settings) as (store, _):
            return sum([await asyncio.to_thread(store.sources.add, feed, _now()) for feed in told if feed.on])

    count = asyncio.run(added())
    sys.stdout.write(f"{path} has {counted(len(told), 'feed')}; new here and read from now on: {count}. `feeds check` tries them\n")


def take_out(settings: Settings, path: Path) -> None:
    """Writes every source to an OPML list."""
    every = asyncio.run(_every(settings))
    try:
        path.write_bytes(opml_of([one.state.feed for one in every], "Tocsin"))
    except OSError as fault:
        raise BadInput(f"{path}: {fault.strerror or fault}") from None
    sys.stdout.write(f"{path} has {counted(len(every), 'feed')} now; read: {sum(one.listed for one in every)}\n")
