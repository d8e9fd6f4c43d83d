"""feedback: what readers marked as wrong, and how often by mark, rule, type and source."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

from bot.model import Feedback
from bot.watch.feedback import counts
from handlers.commands.telling import counted

ROWS = 20  # of each count


def feedback(
    days: Annotated[int, typer.Option(min=1, help="How far back to look.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a mark, with the whole claim.")] = False,
) -> None:
    """Show what readers marked as wrong: who said it of which claim, and counts by mark, rule, type and source."""
    from bot.cli.parts import store_of
    from config.settings import read_settings

    with closing(store_of(read_settings())) as store:
        marks = store.feedback.all(datetime.now(UTC) - timedelta(days=days))
    if as_json:
        adapter = TypeAdapter(Feedback)
        sys.stdout.writelines(json.dumps(adapter.dump_python(one, mode="json"), ensure_ascii=False) + "\n" for one in marks)
        return
    if not marks:
        sys.stdout.write(
            f"Nothing was marked as wrong in {counted(days, 'day')}: readers do it with the button Wrong under an alert, or with `wrong`.\n"
        )
        return
    _show(marks, Console(), days)


def _show(marks: list[Feedback], console: Console, days: int) -> None:
    table = Table(title=f"{counted(len(marks), 'mark')} in {counted(days, 'day')}, the latest first")
    for column in ("when", "mark", "event", "who says so", "claim"):
        table.add_column(column, overflow="fold")
    for one in marks:
        of = f" of {one.of}" if one.of else ""
        table.add_row(f"{one.at:%d %b %H:%M} UTC", one.mark + of, one.event, f"{one.person} in {one.place}", one.headline)
    console.print(table)
    for name, told in counts(marks).items():
        console.print(f"By {name}:", ", ".join(f"{count} {what}" for what, count in told[:ROWS]) or "none", markup=False, highlight=False)
