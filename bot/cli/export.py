"""export: the ledger in other formats, and sealed packs of evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.lookup import Question
    from bot.model import Event
    from bot.store import Store

Events = Annotated[
    list[str] | None, typer.Argument(help="Ids of events, or their beginnings, as alerts show them; all events where none is named.")
]
Day = Annotated[str, typer.Option(help="Only events that began on or after this day (2026-03-01).")]
Until = Annotated[str, typer.Option(help="Only events that began on or before this day.")]


def export(
    events: Events = None,
    form: Annotated[str, typer.Option("--format", help="csv, excel (csv for people), jsonl, geojson, stix or plover.")] = "jsonl",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to write; standard output where left out.")] = None,
    pack: Annotated[bool, typer.Option("--pack", help="A sealed pack of the events named and of those they are linked to.")] = False,
    since: Day = "",
    until: Until = "",
    party: Annotated[str, typer.Option(help="Only events with this party on either side (KP, houthis).")] = "",
    kind: Annotated[str, typer.Option("--type", help="Only events of this type (missile_launch), or what undoes one (withdrawal).")] = "",
    query: Annotated[str, typer.Option(help='Only events that a query finds, as watches have it: in "red sea", seizure with ship.')] = "",
    placed: Annotated[bool, typer.Option("--placed", help="Only events with a place that a map knows.")] = False,
) -> None:
    """Write the ledger as CSV, a spreadsheet, JSON Lines, GeoJSON, STIX 2.1 or PLOVER rows; with --pack, evidence for others to verify."""
    from bot.cli.parts import store_of
    from bot.export import placed as known
    from config.settings import read_settings

    asked, fits = _question(since, until, party, kind), _fitting(query)
    store = store_of(read_settings())
    try:
        if pack:
            _pack(store, events or [], out)
        else:
            _write(store, asked, events or [], form, out, lambda event: fits(event) and (not placed or known(event)))
    finally:
        store.close()


def _question(since: str, until: str, party: str, kind: str) -> Question:
    from bot.lookup import Question, Span
    from bot.watch.kinds import KIND_OF

    if kind and kind not in KIND_OF:
        raise BadInput(f"there is no type {kind!r}: choose one of {', '.join(KIND_OF)}")
    return Question(Span(_day(since), _day(until)), types=(KIND_OF[kind],) if kind else (), side=_party(party))


def _fitting(query: str) -> Callable[[Event], bool]:
    """The test that a query is; BadInput where it cannot be read."""
    from bot.cli.watching import names, scale
    from bot.watch import parse
    from handlers.commands.claims import Judging

    return Judging(names(), scale()).judge(parse(query, names())) if query else lambda _: True


def _party(told: str) -> str:
    """The id of a party; BadInput where there is none."""
    from bot.cli.watching import names

    known = names()
    found = known.party(told) or (told if told in known.parties.values() else "")
    if told and not found:
        near = known.near(told, [known.parties])
        raise BadInput(f"there is no party {told!r}{f': did you mean {near!r}?' if near else ''}")
    return found


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise BadInput(f"{told!r} is no day: write it as 2026-03-01") from None


def _write(store: Store, asked: Question, ids: list[str], form: str, out: Path | None, fits: Callable[[Event], bool]) -> None:
    from bot.export import writer_of
    from handlers.commands.telling import counted

    writer = writer_of(form)
    events: Iterable[Event] = _named(store, ids) if ids else store.listing.everything(asked)
    with _opened(out) as file:
        file.write(writer.head())
        count = 0
        found = _counted(store, asked, ids, events)
        for count, event in enumerate(filter(fits, found), 1):  # noqa: B007  # the count is told below
            file.write(writer.event(event))
        file.write(writer.foot())
    sys.stderr.write(f"{counted(count, 'event')} written{f' to {out}' if out else ''}\n")


def _counted(store: Store, asked: Question, ids: list[str], events: Iterable[Event]) -> Iterator[Event]:
    """The events, with a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import track

    total = len(ids) if ids else store.listing.count(asked)
    console = Console(file=sys.stderr)
    yield from track(events, "writing", total=total, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as fault:
        raise BadInput(f"{out}: {fault.strerror or fault}") from None


def _named(store: Store, ids: list[str]) -> list[Event]:
    """The events with these ids or beginnings of ids."""
    found = {key: store.listing.named(key) for key in ids}
    if missing := [key for key, event in found.items() if event is None]:
        raise BadInput(f"no event {', '.join(map(repr, missing))} in this store: ids stand under each alert")
    return list({event.id: event for event in found.values() if event}.values())


def _pack(store: Store, ids: list[str], out: Path | None) -> None:
    from bot.export import pack_of
    from handlers.commands.telling import counted

    if not ids:
        raise BadInput("say which events: python -m bot export --pack EVENT… (ids stand under each alert)")
    events = _named(store, ids)
    ids = [event.id for event in events]
    events += store.asking.events(store.listing.linked(ids))
    keys = sorted({(report.story, report.version) for event in events for report in event.reports})
    stories = store.asking.versions(keys).values()
    made = pack_of(ids, events, stories, datetime.now(UTC))
    path = out or Path(f"{ids[0]}.tocsin-pack")
    try:
        path.write_bytes(made.body)
    except OSError as fault:
        raise BadInput(f"{path}: {fault.strerror or fault}") from None
    missing = len(keys) - made.stories
    typer.echo(f"{path}: {counted(made.events, 'event')}, {counted(made.reports, 'report')}, {counted(made.stories, 'story')} by hash")
    typer.echo(f"seal {made.seal}")
    if missing:
        one = missing == 1
        held = f"{'is' if one else 'are'} stored no more: {'its' if one else 'their'} claims are in the pack"
        typer.echo(f"{counted(missing, 'story')} {held}, {'its hash is' if one else 'their hashes are'} not")
    for told in made.differs:
        typer.echo(f"the ledger knows more than these reports tell of {told}")
    typer.echo("Keep the seal apart from the pack: it shows that nothing was changed since.")
