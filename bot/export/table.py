"""Events as a table: one row each, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from bot.alert.names import name_of, readable
from bot.alert.shape import carrying
from bot.alert.words import status_word, sum_of, thing, toll
from bot.export.rows import headline_of, instant, web
from bot.model import Event, kind_word

# A spreadsheet runs what begins with these.
RUNS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Mapping[str, Callable[[Event], object]] = MappingProxyType(
    {
        "id": lambda event: event.id,
        "type": lambda event: event.type.value,
        "status": lambda event: event.status.value,
        "start": lambda event: event.claim.date.start.isoformat() if event.claim.date else "",
        "end": lambda event: event.claim.date.end.isoformat() if event.claim.date else "",
        "actor": lambda event: listed(event.claim.actor),
        "target": lambda event: listed(event.claim.target),
        "items": lambda event: listed(map(thing, event.claim.item)),
        "categories": lambda event: listed(item.category.value for item in event.claim.item),
        "quantity_min": lambda event: first(item.quantity.min for item in event.claim.item if item.quantity),
        "quantity_max": lambda event: first(item.quantity.max for item in event.claim.item if item.quantity),
        "money": lambda event: sum_of(event.claim.money),
        "money_amount": lambda event: number(event.claim.money.amount if event.claim.money else None),
        "money_currency": lambda event: event.claim.money.currency if event.claim.money else "",
        "casualties": lambda event: toll(event.claim.casualties),
        "place": lambda event: listed(event.claim.place),
        "outlets": lambda event: event.outlets,
        "newsrooms": lambda event: event.newsrooms,
        "parties": lambda event: event.parties,
        "grade": lambda event: event.grade.partition(":")[0],
        "flags": lambda event: listed(map(readable, event.flags)),
        "headline": headline_of,
        "quote": lambda event: carrying(event)[0],
        "url": lambda event: web(carrying(event)[1]),
        "opened": lambda event: instant(event.opened),
        "changed": lambda event: instant(event.changed),
        "revision": lambda event: event.revision,
        "reversal": lambda event: event.claim.reversal or "",
    }
)

MARK = "\ufeff"  # by which Excel knows that a file is UTF-8
NUMBER = re.compile(r"\d+(?:e\d+)?")
LEGIBLE: Mapping[str, Callable[[Event], object]] = MappingProxyType(
    {
        **COLUMNS,
        "id": lambda event: as_text(event.id),
        "type": lambda event: kind_word(event.type, event.claim.reversal),
        "status": lambda event: status_word(event.status, event.flags),
        "actor": lambda event: listed(map(name_of, event.claim.actor)),
        "target": lambda event: listed(map(name_of, event.claim.target)),
        "opened": lambda event: f"{event.opened:%Y-%m-%d %H:%M:%S}",
        "changed": lambda event: f"{event.changed:%Y-%m-%d %H:%M:%S}",
    }
)


def head() -> str:
    """The names of the columns."""
    return line(COLUMNS)


def row(event: Event) -> str:
    """An event's line."""
    return line(told(event) for told in COLUMNS.values())


def legible(event: Event) -> str:
    """An event's line for people: names in place of ids, times in UTC as spreadsheets take them."""
    return _line([cell if name == "id" else _cell(cell) for name, told in LEGIBLE.items() for cell in (told(event),)])


def as_text(key: str) -> str:
    """An id that a spreadsheet would take for a number (98765432e1234567), as text."""
    return f'="{key}"' if NUMBER.fullmatch(key) else key


def line(cells: Iterable[object]) -> str:
    """One line of CSV (RFC 4180); no cell of words is taken for a formula."""
    return _line(map(_cell, cells))


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(RUNS) else value


def listed(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(value for value in values if value)


def first(values: Iterable[object]) -> object:
    """The first value that is told, or an empty cell."""
    found = next((value for value in values if value is not None), "")
    return number(found) if isinstance(found, float) else found


def number(value: float | None) -> object:
    """A whole number without its point, an empty cell for none."""
    return "" if value is None else int(value) if value == int(value) else value
