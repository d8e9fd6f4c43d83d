"""backfill: a past for timelines and rehearsals."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import Later

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.backfill import Old
    from bot.model import Claim, Story
    from bot.store import Store
    from bot.web import Web
    from config.settings import Settings

CHUNK = 256  # stories read and extracted before they are filed: what a crash can cost
Sources = Annotated[
    list[str], typer.Argument(help="Files (JSON lines, a saved feed), addresses of feeds or articles, or outlets of the catalogue.")
]


def backfill(
    sources: Sources,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to extract with.")] = 1,
    whole: Annotated[bool, typer.Option("--pages/--no-pages", help="Read the pages of stories that a feed only sums up.")] = True,
) -> None:
    """Take old stories in at their own time. Nothing is posted. Run it again to go on where it stopped."""
    from bot.cli.logs import set_up
    from config.settings import read_settings

    settings = read_settings()
    set_up("error", as_json=settings.log_json, secrets=settings.secrets)
    done = asyncio.run(_backfilled(settings, sources, jobs, whole=whole))
    if _nothing(done):
        raise typer.Exit(1)


async def _backfilled(settings: Settings, sources: Sequence[str], jobs: int, *, whole: bool) -> Counter[str]:
    from bot.backfill import gathered
    from bot.cli.parts import feeds_of, store_of, web_of
    from bot.cli.watching import routed

    store = routed(await asyncio.to_thread(store_of, settings))
    done: Counter[str] = Counter()
    try:
        async with web_of(settings) as web:
            found = await gathered(sources, web, await feeds_of(settings, web), datetime.now(UTC))
            for fault in found.faults:
                sys.stderr.write(f"tocsin: {fault}\n")
            owed = {old.story.id: old for old in found.stories}
            begun = await asyncio.to_thread(store.listing.begin, [old.story for old in found.stories], datetime.now(UTC))
            done.update(refused=len(found.faults), there=len(found.stories) - len(begun), owed=len(begun))
            await _all(settings, store, web, [_with(owed[story.id], story) for story in begun], jobs, done, whole=whole)
    finally:
        store.close()
        if done and not _nothing(done):
            typer.echo(_told(done))
    return done


def _nothing(done: Counter[str]) -> bool:
    """Whether no source could be used: what was wrong with each has been said."""
    return bool(done["refused"]) and not done["there"] + done["owed"]


def _with(old: Old, story: Story) -> Old:
    return replace(old, story=story)


async def _all(settings: Settings, store: Store, web: Web, owed: Sequence[Old], jobs: int, done: Counter[str], *, whole: bool) -> None:
    if not owed:  # a bar over nothing leaves an empty line
        return
    with _bar() as bar:
        task = bar.add_task("reading", total=len(owed))
        for start in range(0, len(owed), CHUNK):
            part = owed[start : start + CHUNK]
            if whole and settings.pages:
                part = [await _whole(old, web) for old in part]
            await asyncio.to_thread(_file, store, part, jobs, done, partial(bar.advance, task))


async def _whole(old: Old, web: Web) -> Old:
    from bot.backfill import read_whole

    return _with(old, await read_whole(old, web, datetime.now(UTC)))


def _file(store: Store, part: Sequence[Old], jobs: int, done: Counter[str], advance: Callable[[], None]) -> None:
    from bot.backfill import filed
    from bot.cli.watching import scale

    for old, claims in _claims(part, jobs):
        try:
            made = filed(store, old.story, old.feed, claims, scale())
        except Later:
            raise
        except Exception as fault:  # one story never stops the rest: it is owed still, and tried again at the next run
            done["failed"] += 1
            sys.stderr.write(f"tocsin: story {old.story.id} ({old.story.title[:60]}): {type(fault).__name__}: {fault}\n")
        else:
            done.update(stories=1, claims=made.claims, events=made.new)
        advance()


def _claims(part: Sequence[Old], jobs: int) -> Iterator[tuple[Old, tuple[Claim, ...]]]:
    from bot.replay import claims_of

    by = {(old.story.id, old.story.version): old for old in part}
    for story, claims in claims_of([old.story for old in part], jobs):
        yield by[story.id, story.version], claims


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)


def _told(done: Counter[str]) -> str:
    from handlers.commands.telling import counted

    left, there = done["owed"] - done["stories"] - done["failed"], done["there"]
    taken = f"{counted(done['stories'], 'story')} taken in, {counted(done['claims'], 'claim')}, {counted(done['events'], 'new event')}"
    parts = [
        f"{taken}; nobody was told",
        f"{there:,} {'was' if there == 1 else 'were'} there already" if there else "",
        f"{done['failed']:,} failed" if done["failed"] else "",
        f"{left:,} left: the same command goes on from here" if left else "",
    ]
    return "; ".join(filter(None, parts))
