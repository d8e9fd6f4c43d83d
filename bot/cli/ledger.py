"""store …: copy, backup, check, and the deliveries and stories that were given up."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from bot.cli.parts import store_of
from bot.errors import BadInput, Fix
from bot.store import backup, check, copy
from config.settings import read_settings
from handlers.commands.telling import counted

store_app = typer.Typer(help="The store: copy, back up, check, and what was given up.", no_args_is_help=True)


@store_app.command("copy")
def copy_store(
    source: Annotated[str, typer.Option("--from", help="Address of the store to copy, such as sqlite:///tocsin.db.")],
    target: Annotated[str, typer.Option("--to", help="Address of an empty store, such as postgresql://user:password@host/name.")],
) -> None:
    """Copy a store into an empty one, SQLite to Postgres or back, verified by counts and hashes. Stop Tocsin first."""
    from handlers.slack_app.installs import tables

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:

        def moved(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done, total=of)

        counts = copy(source, target, moved, tables())
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    typer.echo(f"copied and verified: {told or 'the store was empty'}")


@store_app.command("backup")
def back_up(path: Annotated[Path, typer.Argument(help="A new SQLite file.")]) -> None:
    """Save the store, in use or not, to a SQLite file."""
    from handlers.slack_app.installs import tables

    size = backup(read_settings().database_url, path, tables())
    typer.echo(f"saved {path} ({size / 1e6:.1f} MB)")


@store_app.command("check")
def check_store(mend: Annotated[bool, typer.Option("--mend", help="Set counters that are off right.")] = False) -> None:
    """Say what is wrong with the store, a line each; exit status 1 where anything is."""
    found = check(read_settings().database_url, mend=mend)
    typer.echo("\n".join(found) or "the store holds together")
    if found:
        raise typer.Exit(1)


@store_app.command("dead")
def list_dead() -> None:
    """List the deliveries that were given up, with the reason."""
    store = store_of(read_settings())
    try:
        letters, many = store.dead_letters(), store.counts()["dead"]
    finally:
        store.close()
    if not letters:
        typer.echo("no delivery was given up")
        return
    table = Table(
        title=f"{_latest(len(letters), many)}{counted(many, 'delivery')} given up; `store retry` sends all again, `store retry ID` one"
    )
    for column in ("id", "destination", "when", "tries", "reason", "alert"):
        table.add_column(column, overflow="fold")
    for one in letters:
        when = one.settled.strftime("%d %b %H:%M UTC")
        table.add_row(one.id, one.destination, when, str(one.attempts), one.error, one.alert.headline)
    Console().print(table)


def _latest(shown: int, many: int) -> str:
    return f"the latest {shown} of " if shown < many else ""


@store_app.command("retry")
def retry(ids: Annotated[list[str] | None, typer.Argument(help="Ids of deliveries or stories; all where none is named.")] = None) -> None:
    """Put deliveries that were given up, and stories that were set aside, back in the queue."""
    store = store_of(read_settings())
    try:
        count = store.retry_dead(*(ids or ())) + store.aside.retry(*(ids or ()))
    finally:
        store.close()
    if ids and not count:
        raise Fix(f"nothing of that name was given up: {', '.join(ids)} (see `store dead` and `store aside`)")
    typer.echo(f"{count} put back")


@store_app.command("aside")
def list_aside() -> None:
    """List the stories that could not be read, with the reason; `store retry` has them read again."""
    store = store_of(read_settings())
    try:
        stories, many = store.aside.all(), store.counts()["aside"]
    finally:
        store.close()
    for story, error in stories:
        typer.echo(f"{story.id}  {story.outlet}: {story.title}  ({error})")
    typer.echo(f"{_latest(len(stories), many)}{counted(many, 'story')} set aside")


@store_app.command("channels")
def list_channels() -> None:
    """List the channels that get alerts, and those that are paused, with the reason."""
    store = store_of(read_settings())
    try:
        places = store.destinations()
    finally:
        store.close()
    for place in places:
        word = "CLOSED, tried again by itself" if place.closed else "PAUSED"
        paused = f"  {word}: {place.paused} (`store resume {place.id}`)" if place.paused else ""
        typer.echo(f"{place.id}  {place.label}{paused}")
    typer.echo(f"{counted(len(places), 'channel')}, {sum(bool(place.paused) for place in places)} paused")


@store_app.command("pause")
def pause_channel(
    place: Annotated[str, typer.Argument(help="A channel as `store channels` shows it, such as slack:C012AB.")],
    reason: Annotated[str, typer.Option(help="Why, for whoever reads it later.")] = "by hand",
) -> None:
    """Pause a channel: nothing goes there, and nothing new waits for it, until `store resume`."""
    _pause(place, reason)
    typer.echo(f"{place} is paused")


@store_app.command("resume")
def resume_channel(place: Annotated[str, typer.Argument(help="A paused channel, such as slack:C012AB.")]) -> None:
    """Let a paused channel go on: what waited for it less than a day goes out. What was given up meanwhile: `store retry`."""
    _pause(place, "")
    typer.echo(f"{place} goes on")


def _pause(place: str, reason: str) -> None:
    store = store_of(read_settings())
    try:
        known = [one.id for one in store.destinations()]
        if not store.pause_destination(place, reason):
            near = get_close_matches(place, known, 1)
            raise BadInput(f"{place}: no such channel{f'; did you mean {near[0]}?' if near else ''} (see `store channels`)")
    finally:
        store.close()
