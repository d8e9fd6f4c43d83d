"""The sources as people change them: added, switched, taken away; shared by every process."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from bot.model import Feed
from bot.store import feeds
from bot.store.feeds import Source

Opened = Callable[[], AbstractContextManager[Connection]]


class Sources:
    """One method, one transaction."""

    def __init__(self, write: Opened, read: Opened) -> None:
        self._write, self._read = write, read

    def all(self) -> list[Source]:
        """Every feed, by URL."""
        with self._read() as connection:
            return feeds.sources(connection)

    def add(self, one: Feed, now: datetime) -> bool:
        """A person's own feed, due at once; False where it is read already."""
        with self._write() as connection:
            return feeds.add(connection, one, now)

    def switch(self, urls: Collection[str], now: datetime, *, on: bool) -> int:
        """Switches feeds on or off, whatever the catalogue says from now on; how many that changed."""
        with self._write() as connection:
            return feeds.switch(connection, urls, on, now)

    def remove(self, url: str) -> bool:
        """Takes a person's own feed away, or switches a catalogue's off for good; False where it was not read."""
        with self._write() as connection:
            return feeds.remove(connection, url)
