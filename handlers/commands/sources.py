"""sources and source: how the feeds fare, and what became of what an outlet told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.alert.names import name_of
from bot.alert.outlets import shown
from bot.errors import BadInput
from bot.lookup import Record, record_of
from bot.model import FeedState
from bot.poll.health import FeedRow, label_of, status_rows
from bot.store import Store
from bot.watch import normal
from handlers.commands.asking import button, pages
from handlers.commands.given import skip_of
from handlers.commands.nearest import nearest
from handlers.commands.telling import counted, listed
from handlers.commands.words import Asked, Button, Command, Kind, Line, Option, Reply

EACH = 15
LISTED = 10  # events of a list
RECORD = 200  # the events a record looks at
WELL = frozenset({"ok", "new", "off"})
LISTS = {
    "first": "told before any other outlet",
    "alone": "told by no other outlet",
    "corrected": "corrected by the outlet itself",
    "withdrawn": "taken back by the outlet",
    "denied": "denied or not confirmed by somebody",
    "admitted": "owned up to by the doer",
}
COMMANDS = (
    Command("sources", "", "The sources and how they fare", (Option("show", "Which", Kind.CHOICE, choices=("all", "trouble")),)),
    Command(
        "source",
        "",
        "One source: its grade, its record of corrections and denials, its feed's health",
        (Option("name", "The outlet", Kind.SOURCE, required=True),),
    ),
)


class Sources:
    """Answers them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        works = {"sources": self._sources, "source": self._source}
        work = works.get(asked.noun)
        return await asyncio.to_thread(work, asked, now) if work else None

    def _sources(self, asked: Asked, now: datetime) -> Reply:
        rows = status_rows(self._store.feed_states(), now)
        trouble = [row for row in rows if row.status not in WELL]
        held, skip = trouble if asked.options.get("show") == "trouble" else rows, skip_of(asked)
        summed = Line(f"{counted(len(rows), 'feed')}, {len(trouble)} with trouble", strong=True)
        lines = (summed, *map(_row, held[skip : skip + EACH]))
        return Reply("Sources", lines, pages(asked, skip, EACH, more=len(held) > skip + EACH, labels=("Before", "More")), shareable=True)

    def _source(self, asked: Asked, now: datetime) -> Reply:
        said = asked.options.get("name", "").strip()
        if not said:
            raise BadInput("name: say which outlet, as `name: Reuters`")
        states = self._store.feed_states()
        mine = [state for state in states if said.casefold() in {state.feed.outlet.casefold(), state.feed.url.casefold()}]
        outlet = mine[0].feed.outlet if mine else said
        events = self._store.asking.told_by(normal(outlet), RECORD)
        if not mine and not events:
            near = nearest(said, (state.feed.outlet for state in states))
            raise BadInput(f"name: no source `{said[:80]}`{f'; did you mean `{near}`?' if near else ':'} /sources lists them")
        record = record_of(outlet, events)
        if which := asked.options.get("list", ""):
            return self._listed(asked, outlet, which, record)
        lines = [line for state in mine for line in _about(state, now)]
        lines += list(_recorded(record))
        return Reply(f"Source: {shown(outlet)}", tuple(lines), _lists(asked, record), shareable=True)

    def _listed(self, asked: Asked, outlet: str, which: str, record: Record) -> Reply:
        if which != "events" and which not in LISTS:
            raise BadInput(f"list: `{which[:80]}` is none; there are events, {', '.join(LISTS)}")
        ids: Sequence[str] = getattr(record, which)
        skip = skip_of(asked)
        words = LISTS.get(which, "all it told of last")
        lines = (Line(counted(len(ids), "event"), strong=True), *listed(self._store.asking.events(ids[skip : skip + LISTED])))
        return Reply(
            f"Source: {shown(outlet)} · {words}",
            lines,
            pages(asked, skip, LISTED, more=len(ids) > skip + LISTED, labels=("Before", "More")),
            shareable=True,
        )


def _row(row: FeedRow) -> Line:
    newest = f"newest {row.newest} old" if row.newest else "nothing came yet"
    told = [
        f"{shown(row.outlet)}{f' ({row.label})' if row.label else ''}: {row.status}",
        newest,
        f"visited {_since(row.checked)}",
        row.note,
    ]
    return Line(" · ".join(filter(None, told)), strong=row.status not in WELL)


def _since(checked: str) -> str:
    return checked if checked == "never" else f"{checked} ago"


def _about(state: FeedState, now: datetime) -> Iterator[Line]:
    feed = state.feed
    told = (
        feed.kind,
        name_of(feed.country) if feed.country else "",
        label_of(feed) or "independent",
        f"source grade {feed.grade}" if feed.grade else "",
    )
    yield Line(" · ".join(filter(None, told)), url=feed.homepage)
    row = status_rows([state], now)[0]
    yield Line(f"Feed: {_row(row).text.partition(': ')[2]}", strong=row.status not in WELL)


def _recorded(record: Record) -> Iterator[Line]:
    count = len(record.events)
    if not count:
        yield Line("No event of the ledger was told by it yet.")
        return
    more = f" (the last {RECORD} are looked at)" if count == RECORD else ""
    yield Line(f"Record: {counted(count, 'event')}{more}", strong=True)
    yield from (Line(f"{len(getattr(record, name)):,} {words}") for name, words in LISTS.items())


def _lists(asked: Asked, record: Record) -> tuple[Button, ...]:
    held: Mapping[str, int] = {"events": len(record.events)} | {name: len(getattr(record, name)) for name in LISTS}
    return tuple(
        button(f"{name.capitalize()}: {count:,}", asked, "source", "", {**asked.options, "list": name, "skip": "0"})
        for name, count in held.items()
        if count
    )
