"""The commands and their help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.backfill import backfill
from bot.cli.export import export
from bot.cli.feedback import feedback
from bot.cli.ledger import store_app
from bot.cli.verify import verify
from bot.cli.watch import watch_app

WIDEST = 120  # columns of a help text: at 80 most commands' lines are cut off
app = typer.Typer(
    name="tocsin",
    help="Tocsin reads defense news, finds its claims, and alerts your channels with links to the sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": WIDEST},
)
feeds_app = typer.Typer(help="The sources: which there are and how they fare.", no_args_is_help=True)
app.add_typer(feeds_app, name="feeds")
app.add_typer(watch_app, name="watch")
app.add_typer(store_app, name="store")
app.command()(backfill)
app.command()(export)
app.command()(feedback)
app.command()(verify)

JsonLines = Annotated[Path, typer.Argument(help="A file of JSON lines: id, title, outlet, published, url, text (.gz is read too).")]


@app.command()
def run(
    only: Annotated[str, typer.Option(help="Roles with commas: poll, read, deliver, discord, slack, http. Left out: all of them.")] = "",
) -> None:
    """Run everything the settings switch on until SIGTERM or Ctrl-C; with --only a part of it, beside other processes on one Postgres."""
    from bot.cli.run import run_forever
    from config.settings import read_settings

    run_forever(read_settings(), only)


@app.command()
def demo(
    svg: Annotated[Path | None, typer.Option(help="Also save a picture of the last alerts to this SVG file.")] = None,
    width: Annotated[int, typer.Option(help="Columns to print in; 0: the terminal's own.")] = 0,
) -> None:
    """Show the bot at work on stories of our own: no network, no account, under half a minute."""
    from bot.cli.demo import show

    show(svg, width)


@app.command()
def extract(
    source: Annotated[Path | None, typer.Argument(help="JSON lines of stories; standard input where left out.")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Leave the learned model out: rules alone.")] = False,
) -> None:
    """Read stories as JSON lines, print their claims as JSON lines: {"id", "claims"}."""
    from bot.cli.measure import print_claims

    print_claims(source, sys.stdin, sys.stdout, model=not rules)


@app.command()
def replay(
    source: JsonLines,
    assigned: Annotated[Path, typer.Option(help="Where to write one line an item: id, events (main first), alerted.")],
    alerts: Annotated[Path | None, typer.Option(help="Where to write every message that would have been posted.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to extract with.")] = 1,
) -> None:
    """Take stored stories through the whole pipeline, in time order, on a fresh store."""
    from bot.cli.measure import replay_file

    replay_file(source, assigned, alerts, jobs)


@app.command()
def explain(story: Annotated[Path, typer.Argument(help="A text file: the title in the first line, then the story.")]) -> None:
    """Show a story with its claims underlined, and what decided each slot."""
    from bot.cli.measure import explain_file

    explain_file(story, sys.stdout)


@app.command()
def event(
    event_id: Annotated[str, typer.Argument(help="The event's id as it stands under its alerts; its beginning is enough.")],
    join: Annotated[str, typer.Option(help="Another event that is the same: both become one, for ever.")] = "",
    split: Annotated[list[str] | None, typer.Option(help="A report that is of another event (more than one may be named).")] = None,
    who: Annotated[str, typer.Option(help="Who rules so; it stands in the history.")] = "operator",
) -> None:
    """Show an event's whole history: reports, lineage, links, revisions and reasons; or rule that two are one, or one is two."""
    from bot.cli.look import join_events, print_event, split_event
    from bot.errors import BadInput
    from config.settings import read_settings

    if join and split:
        raise BadInput("event: --join and --split at once; do one, look, then the other")
    if join:
        join_events(read_settings(), event_id, join, who)
    elif split:
        split_event(read_settings(), event_id, split, who)
    else:
        print_event(read_settings(), event_id)


@app.command()
def ask(
    words: Annotated[list[str], typer.Argument(help='As "strike on UA refinery", "timeline actor: North Korea days: 30", or "help".')],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    picture: Annotated[Path | None, typer.Option(help="Save the answer's picture, where it has one, to this PNG file.")] = None,
) -> None:
    """Ask the ledger what the chats can ask: search, timeline, supply, trend, due, digest, sources, verify, extract and more."""
    from bot.cli.ask import ask as asked
    from config.settings import read_settings

    if not asked(read_settings(), " ".join(words), picture, as_json=as_json):
        raise typer.Exit(1)


Source = Annotated[str, typer.Argument(help="A feed's or site's address, or an outlet or group of the catalogue.")]
Which = Annotated[str, typer.Argument(help="Only this outlet or group.")]
Links = Annotated[str, typer.Option(help="For a page without a feed: the CSS selector of its links to stories.")]


@feeds_app.command("add")
def feeds_add(source: Source, name: Annotated[str, typer.Option(help="What to call it.")] = "", links: Links = "") -> None:
    """Read one more source: a feed, a site that has one, a page of links, an outlet or a whole group of the catalogue."""
    from bot.cli.feeds import ask
    from config.settings import read_settings

    ask(read_settings(), "add", source=source, name=name, links=links)


@feeds_app.command("remove")
def feeds_remove(source: Source) -> None:
    """Read a source no more: one's own is forgotten, one of the catalogue stays off."""
    from bot.cli.feeds import ask
    from config.settings import read_settings

    ask(read_settings(), "remove", source=source)


@feeds_app.command("test")
def feeds_test(source: Source, links: Links = "") -> None:
    """Try a source without reading it."""
    from bot.cli.feeds import ask
    from config.settings import read_settings

    ask(read_settings(), "test", source=source, links=links)


@feeds_app.command("check")
def feeds_check(which: Which = "") -> None:
    """Try every feed that is read, and say what to do about those that fail."""
    from bot.cli.feeds import check_all
    from config.settings import read_settings

    check_all(read_settings(), which)


@feeds_app.command("list")
def feeds_list(which: Which = "") -> None:
    """List the sources: whether they are read, outlet with its label, country, kind, groups."""
    from bot.cli.feeds import list_all
    from config.settings import read_settings

    list_all(read_settings(), which)


@feeds_app.command("status")
def feeds_status() -> None:
    """Show how every feed fares: last visit, newest item, failures, and when it is visited next."""
    from bot.cli.feeds import show_status
    from config.settings import read_settings

    show_status(read_settings())


@feeds_app.command("search")
def feeds_search(words: Annotated[str, typer.Argument(help="Words in the stories' own language.")]) -> None:
    """Find stories in other languages, which are kept and no claims are made of; English ones: `ask "claims search ..."`."""
    from bot.cli.feeds import search
    from config.settings import read_settings

    search(read_settings(), words)


@feeds_app.command("import")
def feeds_import(path: Annotated[Path, typer.Argument(help="An OPML list, as other readers export it.")]) -> None:
    """Read the feeds of another reader's list from now on."""
    from bot.cli.feeds import bring_in
    from config.settings import read_settings

    bring_in(read_settings(), path)


@feeds_app.command("export")
def feeds_export(path: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Write every source to an OPML list for another reader."""
    from bot.cli.feeds import take_out
    from config.settings import read_settings

    take_out(read_settings(), path)
