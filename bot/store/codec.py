"""Frozen words to text and back: JSON through pydantic, deflated where it is long."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Mapping
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from bot.model import Act, Alert, Event, Feedback, FeedState, Graded, Handle, Report, Route, Someone, Story, Tie, Watch

T = TypeVar("T")


class Codec(Generic[T]):
    """One word's JSON."""

    def __init__(self, word: type[T]) -> None:
        self._adapter = TypeAdapter(word)

    def text(self, value: T) -> str:
        """The value as JSON."""
        return self._adapter.dump_json(value).decode()

    def told(self, value: T) -> str:
        """The value as JSON without what stands at its default: a field that a later version adds changes nothing in it."""
        return self._adapter.dump_json(value, exclude_defaults=True).decode()

    def without(self, value: T, names: Collection[str], inner: Mapping[str, Collection[str]]) -> str:
        """The value as JSON without some fields, and some fields of what its fields hold."""
        return self._adapter.dump_json(value, exclude=dict.fromkeys(names, True) | {at: set(held) for at, held in inner.items()}).decode()

    def value(self, text: str | bytes) -> T:
        """The value that JSON tells."""
        return self._adapter.validate_json(text)

    def packed(self, value: T) -> bytes:
        """The value as deflated JSON."""
        return zlib.compress(self._adapter.dump_json(value), 6)

    def unpacked(self, body: bytes) -> T:
        """The value that deflated JSON tells."""
        return self._adapter.validate_json(zlib.decompress(body))


ACT = Codec(Act)
ALERT = Codec(Alert)
EVENT = Codec(Event)
FEED = Codec(FeedState)
FEEDBACK = Codec(Feedback)
GRADED = Codec(Graded)
HANDLE = Codec(Handle)
REPORT = Codec(Report)
ROUTE = Codec(Route)
SOMEONE = Codec(Someone)
STORY = Codec(Story)
TIE = Codec(Tie)
WATCH = Codec(Watch)


def digest(*parts: object) -> str:
    """A short stable hash of some texts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def plain(told: str) -> str:
    """A message as both databases take it: no NUL, no half characters, not endless."""
    return told.replace("\x00", "").encode("utf-8", "replace").decode()[:1000]
