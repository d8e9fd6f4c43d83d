"""The formats by name, each as a writer that is fed event by event, so that a ledger of any size fits in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from bot.errors import BadInput
from bot.export import geojson, plover, stix, table
from bot.export.rows import event_row, report_row
from bot.model import Event


class Writer(Protocol):
    """Text in pieces: what stands before, each event, what stands after."""

    def head(self) -> str:
        """What the file begins with."""

    def event(self, event: Event) -> str:
        """One event."""

    def foot(self) -> str:
        """What the file ends with."""


class Csv:
    """One row an event."""

    def head(self) -> str:
        """The names of the columns."""
        return table.head()

    def event(self, event: Event) -> str:
        """A row."""
        return table.row(event)

    def foot(self) -> str:
        """Nothing."""
        return ""


class Excel(Csv):
    """The same for people: a spreadsheet opens it by a double click, and it says everything as alerts do."""

    def head(self) -> str:
        """The mark by which spreadsheets know UTF-8, and the names of the columns."""
        return f"{table.MARK}{table.head()}"

    def event(self, event: Event) -> str:
        """A row."""
        return table.legible(event)


class Plover(Csv):
    """One row a pair of sides."""

    def head(self) -> str:
        """The names of the columns."""
        return plover.head()

    def event(self, event: Event) -> str:
        """The rows of an event."""
        return "".join(plover.rows(event))


class JsonLines(Csv):
    """One JSON object an event, with every claim."""

    def head(self) -> str:
        """Nothing."""
        return ""

    def event(self, event: Event) -> str:
        """A line."""
        return canonical(event_row(event) | {"reports": [report_row(report, event.id) for report in event.reports]})


class GeoJson:
    """One FeatureCollection, a line an event."""

    def __init__(self) -> None:
        self._between = ""

    def head(self) -> str:
        """The collection's beginning."""
        return '{"type":"FeatureCollection","features":[\n'

    def event(self, event: Event) -> str:
        """A feature."""
        told, self._between = f"{self._between}{canonical(geojson.feature(event))}", ","
        return told

    def foot(self) -> str:
        """The collection's end."""
        return "]}\n"


class Stix:
    """One bundle of all events, in which each object stands once, and a relationship only with both its ends."""

    def __init__(self) -> None:
        self._held: set[str] = set()
        self._waiting: list[stix.Made] = []

    def head(self) -> str:
        """The bundle's beginning."""
        bundle = json.dumps(stix.key("bundle", "export"))
        return f'{{"type": "bundle", "id": {bundle}, "objects": [\n' + ",\n".join(stix.opening())

    def event(self, event: Event) -> str:
        """The objects of an event that the bundle has not yet."""
        return self._fresh(stix.objects(event))

    def _fresh(self, objects: Iterable[stix.Made]) -> str:
        told = ""
        for name, made, end in objects:
            if end and end not in self._held:
                self._waiting.append((name, made, end))
            elif name not in self._held:
                self._held.add(name)
                told += f",\n{made().serialize()}"
        return told

    def foot(self) -> str:
        """What waited for an event that stands further down, and the bundle's end."""
        return self._fresh(tuple(self._waiting)) + "\n]}\n"


FORMATS: Mapping[str, Callable[[], Writer]] = MappingProxyType(
    {"csv": Csv, "excel": Excel, "jsonl": JsonLines, "geojson": GeoJson, "stix": Stix, "plover": Plover}
)


def writer_of(name: str) -> Writer:
    """A fresh writer; BadInput names the formats there are."""
    if name not in FORMATS:
        raise BadInput(f"there is no format {name!r}: choose one of {', '.join(FORMATS)}")
    return FORMATS[name]()


def canonical(value: object) -> str:
    """A line of JSON, the same for the same values on every machine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
