"""watch: what each destination gets, how and when; tried out before it is saved, and explained afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

watch_app = typer.Typer(help="Watches: what each destination gets, how and when.", no_args_is_help=True)

Query = Annotated[str, typer.Argument(help='What is wanted, as "strike on UA with drone severity >= high".')]
Key = Annotated[str, typer.Argument(help="The watch's id, as `watch list` shows it.")]
To = Annotated[list[str] | None, typer.Option("--to", help="A destination, as discord:123; repeat it for more. Left out: all of them.")]
Moved = Annotated[list[str] | None, typer.Option("--to", help="Where from now on, as discord:123; repeat it for more. Left out: as it is.")]
When = Annotated[str | None, typer.Option(help='"at once", "hourly", "daily 08:00 Asia/Seoul", "weekly Mon 07:30 UTC".')]
Quiet = Annotated[str | None, typer.Option(help='Hours in which it is held: "22:00-07:00 Asia/Seoul"; "none" ends them.')]
Caps = Annotated[list[str] | None, typer.Option("--cap", help='"10 an hour", "3 in 10 minutes"; what is more comes in one message.')]
Ping = Annotated[str | None, typer.Option(help="The role or user group that severe events call; none: nobody.")]
Confirm = Annotated[str | None, typer.Option(help="Minutes in which two people must agree before anybody is called; 0: called at once.")]
Name = Annotated[str | None, typer.Option(help="What it is called.")]


def _joined(parts: list[str] | None, by: str) -> str | None:
    return by.join(parts) if parts else None


@watch_app.command("add")
def add(
    query: Annotated[str, typer.Argument(help="What is wanted; or a preset's id, as `watch presets` shows them.")],
    name: Name = None,
    to: To = None,
    when: When = None,
    quiet: Quiet = None,
    caps: Caps = None,
    ping: Ping = None,
    confirm: Confirm = None,
) -> None:
    """Add a watch. A destination that has one gets only what its watches ask for."""
    from bot.cli.watch_desk import tell

    how = {"name": name, "when": when, "quiet": quiet, "cap": _joined(caps, ";"), "ping": ping, "confirm": confirm}
    tell("watch", "add", query=query, to=_joined(to, ","), **how)


@watch_app.command("edit")
def edit(
    key: Key,
    query: Annotated[str | None, typer.Option(help="What is wanted from now on.")] = None,
    name: Name = None,
    to: Moved = None,
    when: When = None,
    quiet: Quiet = None,
    caps: Caps = None,
    ping: Ping = None,
    confirm: Confirm = None,
) -> None:
    """Change a watch; what is left out stays as it is."""
    from bot.cli.watch_desk import tell

    how = {"name": name, "when": when, "quiet": quiet, "cap": _joined(caps, ";"), "ping": ping, "confirm": confirm}
    tell("watch", "edit", watch=key, query=query, to=_joined(to, ","), **how)


@watch_app.command("list")
def list_all() -> None:
    """List the watches, in their canonical words, and what is muted."""
    from bot.cli.watch_desk import tell

    tell("watch", "list")


@watch_app.command("remove")
def remove(key: Key) -> None:
    """Take a watch away; a destination that the settings name gets everything again."""
    from bot.cli.watch_desk import tell

    tell("watch", "remove", watch=key)


@watch_app.command("pause")
def pause(key: Key, on: Annotated[bool, typer.Option("--resume", help="Let it go on, as `watch resume` does.")] = False) -> None:
    """Pause a watch: a destination whose watches all rest gets nothing."""
    from bot.cli.watch_desk import tell

    tell("watch", "resume" if on else "pause", watch=key)


@watch_app.command("resume")
def resume(key: Key) -> None:
    """Let a paused watch go on."""
    from bot.cli.watch_desk import tell

    tell("watch", "resume", watch=key)


@watch_app.command("mute")
def mute(
    what: Annotated[str, typer.Argument(help="A party (KP), `on UA` for what is done to it, an outlet, a watch, an event's id, or all.")],
    length: Annotated[str, typer.Option("--for", help="1h, 6h, 1d, 1w; 0 ends the mute.")] = "1d",
    to: To = None,
) -> None:
    """Mute something for a time; it is still evaluated, and `watch why` finds it."""
    from bot.cli.watch_desk import tell

    tell("mute", what=what, to=_joined(to, ","), **{"for": length})


@watch_app.command("test")
def rehearse(
    query: Query,
    days: Annotated[int, typer.Option(min=1, max=365, help="How far back to look.")] = 30,
    until: Annotated[datetime | None, typer.Option(help="The last day looked at; left out: now.")] = None,
) -> None:
    """Replay what was told lately against a query, before anything is saved."""
    from bot.cli.watch_desk import tell

    tell("watch", "test", query=query, days=str(days), until=until.isoformat() if until else None)


@watch_app.command("preview")
def preview(key: Annotated[str | None, typer.Argument(help="Only of this watch.")] = None) -> None:
    """Show what waits for a digest, for quiet hours to end, or for room under a cap, and when it comes."""
    from bot.cli.watch_desk import tell

    tell("watch", "preview", watch=key)


@watch_app.command("presets")
def presets() -> None:
    """List the presets, and the lists that queries may name."""
    from bot.cli.watch_desk import tell

    tell("watch", "presets")


@watch_app.command("why")
def why(about: Annotated[str, typer.Argument(help="A story's address or id, or an event's id.")]) -> None:
    """Tell every stage's decision on a story or event, and why it did or did not reach each destination."""
    from bot.cli.watch_desk import tell

    tell("why", about=about)
