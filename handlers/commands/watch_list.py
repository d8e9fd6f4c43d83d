"""watch list: what is watched for and what is muted, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Watch
from bot.store import Store
from handlers.commands.asking import button
from handlers.commands.given import number_of
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Asked, Button, Command, Kind, Line, Menu, Option, Reply
from handlers.wording import day

ROOM, EACH = 2_400, 20  # characters of a page's watches, and how many there are at the most
ALL = "all"
IDLE = timedelta(days=30)  # a watch that told nothing for so long is marked
LABEL = 75  # characters of a choice
LIST = Command(
    "watch",
    "list",
    "What this channel watches for, and what is muted",
    (Option("scope", "all: of every channel here that everybody sees; left out: of this one", Kind.CHOICE, choices=("here", ALL)),),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A watch as it is listed; `fault`: why it matches nothing any more."""

    watch: Watch
    line: str
    fault: str = ""

    def lines(self) -> Iterator[Line]:
        """It, and what is wrong with it."""
        yield Line(self.line)
        if self.fault:
            yield Line(f"  matches nothing any more: {self.fault}")


def idle(store: Store, watches: Sequence[Watch], places: Collection[str], now: datetime, kept: timedelta | None) -> dict[str, str]:
    """Of each watch that posted nothing itself at some places for IDLE, since when; of one that is paused, or was changed since, nothing.

    `kept`: for how long it is remembered what was told where (None: for ever); where that is too short to tell, nothing is said.
    """
    if kept is not None and kept < IDLE:
        return {}
    old = [one for one in watches if one.on and not ((since := one.changed or one.made) and since > now - IDLE)]
    last = store.watches.last_told([one.id for one in old], places)
    quiet = [one for one in old if one.id not in last or last[one.id] <= now - IDLE]
    return {one.id: f"posted nothing itself {_since(one, last.get(one.id), now, kept)}" for one in quiet}


def _since(one: Watch, last: datetime | None, now: datetime, kept: timedelta | None) -> str:
    if last:
        return f"since {day(last.date())}"
    return "yet" if kept is None or (one.made and one.made >= now - kept) else f"in {IDLE.days} days"


def wide(asked: Asked) -> bool:
    """Whether the watches of all the home's channels are asked for."""
    return asked.options.get("scope", "") == ALL and bool(asked.home)


def listed(asked: Asked, rows: Sequence[Row], rest: Iterable[Line]) -> Reply:
    """The page that was asked for; what is muted stands on the last one. In the terminal there is one page."""
    title = "Watches" if asked.person == OPERATOR or wide(asked) else "Watches here"
    if asked.person == OPERATOR:
        return Reply(title, tuple(_lines(rows, rest)))
    pages = list(_pages(rows)) or [()]
    page = min(number_of(asked, "page", 1, 10_000), len(pages))
    shown = pages[page - 1]
    before = sum(map(len, pages[: page - 1]))
    span = f" · {before + 1} to {before + len(shown)} of {len(rows)}" if len(pages) > 1 else ""
    lines = tuple(_lines(shown, rest if page == len(pages) else ()))
    return Reply(f"{title}{span}", lines, tuple(_buttons(asked, page, len(pages))), menu=_menu(asked, shown))


def _lines(rows: Iterable[Row], rest: Iterable[Line]) -> Iterator[Line]:
    for row in rows:
        yield from row.lines()
    yield from rest


def _pages(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    page: list[Row] = []
    for row in rows:
        if page and (len(page) == EACH or sum(len(one.line) + len(one.fault) for one in (*page, row)) > ROOM):
            yield page
            page = []
        page.append(row)
    if page:
        yield page


def _buttons(asked: Asked, page: int, last: int) -> Iterator[Button]:
    yield button("Add watch", asked, "watch", "add")
    for label, to in (("Previous page", page - 1), ("Next page", page + 1)):
        if 1 <= to <= last:
            yield button(label, asked, "watch", "list", {**asked.options, "page": str(to)})


def _menu(asked: Asked, rows: Sequence[Row]) -> Menu | None:
    """Opens the form of one of them, for who may change it."""
    may = [row for row in rows if asked.may_all or asked.place in {row.watch.place, *row.watch.destinations}]
    choices = tuple(button(row.watch.name[:LABEL], asked, "watch", "edit", {"watch": row.watch.id}) for row in may)
    return Menu("Change a watch", choices) if choices and asked.may_write else None
