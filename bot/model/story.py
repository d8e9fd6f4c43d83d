"""Feeds and the stories they carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A source of stories as the catalogue knows it; `url` is its identity."""

    url: str
    outlet: str
    homepage: str = ""
    country: str = ""  # ISO 3166 alpha-2, or "" where none fits
    language: str = "en"
    kind: str = ""  # wire, trade press, official, ...
    state_control: str = "independent"  # independent | public | state
    on: bool = True
    groups: tuple[str, ...] = ()
    grade: str = ""  # Admiralty letter A-F, or ""
    fallbacks: tuple[str, ...] = ()  # addresses to try when `url` fails
    links: str = ""  # a CSS selector of links, where `url` is a page that lists stories and no feed
    terms: str = ""  # what stands against using it: paywall, bot wall, sanctions
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What polling remembers of a feed between two visits. Times are UTC."""

    feed: Feed
    etag: str = ""
    modified: str = ""
    body_hash: str = ""
    next_check: datetime | None = None
    last_ok: datetime | None = None
    newest: datetime | None = None  # published time of its newest item
    failures: int = 0
    note: str = ""  # why the last visit failed, in words
    off: bool = False  # switched off by us (gone), not by the operator
    interval: float = 0.0  # seconds, the adaptive interval in force; 0: not learnt yet
    moved: str = ""  # a permanent redirect seen, not yet trusted
    moved_seen: int = 0
    moved_since: datetime | None = None
    address: str = ""  # where it is fetched now, where that is not `feed.url`: a learnt redirect or a fallback
    status: str = ""  # ok | partial | stale | blocked | down | wrong | missing | gone; "" before the first visit
    failing_since: datetime | None = None
    checked: datetime | None = None  # the last visit
    hot_until: datetime | None = None  # visited often until then: it told of something of weight
    ttl: float = 0.0  # seconds it asks to be left alone
    items: int = 0  # items of its last document
    known: tuple[str, ...] = ()  # "key=story id": which GUIDs and addresses are which stories


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of character offsets in `Story.full`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Story:
    """One news item as we hold it: plain text, never HTML. `published` is UTC and never later than fetched + 10 min."""

    id: str
    title: str
    text: str
    published: datetime
    outlet: str = ""
    url: str | None = None
    feed: str = ""  # Feed.url it came by
    language: str = "en"
    whole: bool = False  # the whole article, not the feed's summary
    version: int = 1
    byline: str = ""
    canonical: str = ""  # rel=canonical / isBasedOn where it names another page
    notes: tuple[str, ...] = ()  # correction markup and the like, in words

    @property
    def full(self) -> str:
        """Title, one newline, text: the string that every Span counts in."""
        return f"{self.title}\n{self.text}"

    def cut(self, span: Span) -> str:
        """The characters of `full` under a span."""
        return self.full[span.start : span.end]
