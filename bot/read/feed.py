"""Feed bytes -> stories: RSS, Atom, RDF and JSON Feed, broken or not. fastfeedparser reads; feedparser where it finds nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import fastfeedparser.main
import feedparser

from bot.errors import BadInput
from bot.model import Feed, Story
from bot.read.challenge import is_challenge, is_page
from bot.read.decode import repaired, unicode_of
from bot.read.identity import Known, identified
from bot.read.item import MARK, Item, item_of
from bot.read.ttl import ttl_of

SLOW_LIMIT = 2_000_000  # characters that feedparser gets: it reads about two million a second
BRACES = 100_000  # of a JSON Feed: each costs memory, and a short one a thousand times its own
ITEM = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>]")
OPENED = re.compile(
    r"\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*)*<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE | re.DOTALL
)
CLOSED = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
CUT_ITEM = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:item|entry)\s*>", re.IGNORECASE)
GUID = re.compile(r"<guid(?:\s[^<>]{0,200})?>")


def _no_guess(_: str) -> None:
    """No date: to guess one from any words costs milliseconds an item, and a wrong date is worse than none."""


fastfeedparser.main._slow_dateparser = _no_guess  # noqa: SLF001  # its only switch is to have no dateparser, which trafilatura needs


@dataclass(frozen=True, slots=True)
class FeedDoc:
    """A feed's document read. `cut`: it stops short, so that its last item was left out."""

    items: tuple[Item, ...]
    title: str = ""
    homepage: str = ""
    ttl: float = 0.0  # seconds the feed asks to be left alone
    cut: bool = False


def stories(body: bytes, feed: Feed, fetched: datetime, content_type: str = "", known: Known = ()) -> tuple[Story, ...]:
    """The stories of a feed's body; BadInput says in one line why it is no feed. `known` is what `identified` remembered."""
    told, _ = identified(read(body, feed.url, content_type).items, feed, fetched, known)
    return told


def read(body: bytes, base: str = "", content_type: str = "") -> FeedDoc:
    """The feed's document; links are resolved against `base`."""
    text = unicode_of(body, content_type)
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise BadInput("the feed is empty: not one byte of text came")
    if start.startswith(("{", "[")):
        return _doc(_json(start), base, "", cut=False)
    if is_page(start):
        raise BadInput("a bot check came instead of the feed" if is_challenge(start) else "a web page came instead of a feed")
    return _xml(start, base)


def _xml(text: str, base: str) -> FeedDoc:
    clean = repaired(text)
    cut = OPENED.match(clean) is not None and not CLOSED.search(clean, max(0, len(clean) - 4096))
    if cut:
        clean = _up_to_last_whole_item(clean)
    if cut and not clean:
        return FeedDoc((), cut=True)
    found = _fast(clean)
    if not _entries(found) and ITEM.search(clean):
        found = _slow(clean)
    if not found:
        raise BadInput("what came is no feed: neither RSS nor Atom nor JSON Feed")
    return _doc(found, base, clean[:20_000], cut)


def _up_to_last_whole_item(text: str) -> str:
    """A document that stops short keeps its whole items; a half one would be stored as a story and edited at the next visit."""
    end = 0
    for found in CUT_ITEM.finditer(text):
        end = found.end()
    return text[:end]


def _fast(text: str) -> Mapping[str, Any]:
    """The fast parser. It would read a date out of a GUID that is no address, so each gets to look like one."""
    marked = GUID.sub(lambda tag: f"{tag[0]}{MARK}", text)
    try:
        found = fastfeedparser.parse(marked.encode(), include_tags=False, include_media=False, include_enclosures=False)
    except Exception:
        return {}
    return found if isinstance(found, Mapping) else {}


def _slow(text: str) -> Mapping[str, Any]:
    """The patient parser. It gets a stream: bytes or text that happen to be a path it would open."""
    try:
        found = feedparser.parse(BytesIO(text[:SLOW_LIMIT].encode()), sanitize_html=False, resolve_relative_uris=False)
    except Exception:
        return {}
    return found if found.get("version") or found.get("entries") else {}


def _json(text: str) -> Mapping[str, Any]:
    if text.count("{") + text.count("[") > BRACES:
        raise BadInput(f"holds more than {BRACES:,} objects and lists: no feed does")
    try:
        found = fastfeedparser.parse(text.encode(), include_tags=False, include_enclosures=False)
    except Exception:
        raise BadInput("what came is JSON, but no JSON Feed") from None
    return found if isinstance(found, Mapping) else {}


def _entries(found: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    entries = found.get("entries")
    return entries if isinstance(entries, Sequence) else ()


def _doc(found: Mapping[str, Any], base: str, head: str, cut: bool) -> FeedDoc:
    about = found.get("feed") or {}
    items = [item for entry in _entries(found) if (item := item_of(entry, base)) is not None]
    return FeedDoc(tuple(items), str(about.get("title") or ""), str(about.get("link") or ""), ttl_of(head), cut)
