"""extract, replay and explain: the pipeline over files, for measuring and for looking inside."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TextIO

from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.logs import set_up
from bot.cli.watching import scale
from bot.errors import BadInput
from bot.extract import load
from bot.extract.wire import claim_row
from bot.model import Alert, Story
from bot.replay import Filed, legible, opened, replay, rows, stories_of
from bot.store import open_store

ALERT = TypeAdapter(Alert)


def print_claims(source: Path | None, standard_in: TextIO, out: TextIO, *, model: bool) -> None:
    """Claims of each story of a JSON Lines file (or of standard input), a line a story, in the schema of docs/claims.md."""
    set_up("warning", as_json=False, secrets=())
    extractor = load(model=model)
    with ExitStack() as stack:
        stack.enter_context(legible(str(source or "standard input")))
        lines: Iterable[str] = stack.enter_context(opened(source)) if source else standard_in
        for story in rows(lines, source.name if source else "standard input"):
            claims = [claim_row(claim) for claim in extractor.claims(story)]
            out.write(json.dumps({"id": story.id, "claims": claims}, ensure_ascii=False) + "\n")
            out.flush()


def replay_file(source: Path, assigned: Path, alerts: Path | None, jobs: int) -> None:
    """Replays a file on a fresh store and writes where each item went and, where asked, every message."""
    set_up("warning", as_json=False, secrets=())
    stories = stories_of(source)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tocsin-replay-"))
        store = open_store(f"sqlite:///{folder}/replay.db", synchronous="OFF")
        stack.callback(store.close)
        store.migrate()
        out = stack.enter_context(_writable(assigned))
        told = stack.enter_context(_writable(alerts)) if alerts else None
        bar = stack.enter_context(_bar())
        task = bar.add_task("replaying", total=len(stories))
        for filed in replay(store, stories, jobs, lambda done: bar.update(task, completed=done), scale()):
            out.write(json.dumps(filed.row(), ensure_ascii=False) + "\n")
            if told:
                told.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in _messages(filed))


def _messages(filed: Filed) -> list[dict[str, object]]:
    return [{"item": filed.outcome.story.id, **_plain(alert)} for alert in filed.outcome.alerts]


def _plain(alert: Alert) -> dict[str, object]:
    return dict(ALERT.dump_python(alert, mode="json"))


def _writable(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as fault:
        raise BadInput(f"{path}: {fault.strerror or fault}") from None


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)


def explain_file(path: Path, out: TextIO) -> None:
    """Prints a story with its claims underlined and the reasons for each slot."""
    from bot.alert.names import name_of
    from bot.extract.explain import Names, explain
    from handlers.commands.telling import thing_words

    try:
        with legible(str(path)):
            title, _, text = path.read_text(encoding="utf-8").strip().partition("\n")
    except OSError as fault:
        raise BadInput(f"{path}: {fault.strerror or fault}") from None
    story = Story(id=path.stem, title=title.strip(), text=text.strip(), published=datetime.now(UTC), outlet=path.name)
    out.writelines(line + "\n" for line in explain(load(), story, Names(partial(name_of, said=(story.full,)), thing_words)))
