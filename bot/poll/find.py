"""A feed looked for: an address is a feed, or a page that names some, or a site that has one where such things usually are."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from bot.errors import BadInput, TocsinError
from bot.model import Feed
from bot.read.feed import FeedDoc, read
from bot.read.item import Item
from bot.read.listing import Pointer, feeds_named
from bot.web import Page, Web

USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default")
TRIED = 8  # addresses at the most: a site is asked, not searched


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that answers: ready to be added."""

    feed: Feed
    items: int
    newest: datetime | None
    example: str = ""  # the title of its newest story


async def find(web: Web, address: str) -> tuple[Found, ...]:
    """The feeds at an address or named by its page; BadInput where there is none, with what was tried."""
    url = address if "://" in address else f"https://{address}"
    page = await web.get(url)
    own = await asyncio.to_thread(_read, page)
    if own:
        return (_found(Pointer(page.url), own, page),)
    named = await asyncio.to_thread(feeds_named, page.body, page.url, page.content_type)
    found = await _tried(web, named[:TRIED])
    found = found or await _tried(web, [Pointer(urljoin(page.url, path)) for path in USUAL])
    if not found:
        raise BadInput(f"{url[:200]} is no feed and names none that answers; the usual places were tried too")
    return found


async def _tried(web: Web, pointers: Iterable[Pointer]) -> tuple[Found, ...]:
    found = [await _one(web, pointer) for pointer in pointers]
    return tuple(one for one in found if one)


async def _one(web: Web, pointer: Pointer) -> Found | None:
    try:
        page = await web.get(pointer.url)
    except TocsinError:
        return None
    doc = await asyncio.to_thread(_read, page)
    return _found(pointer, doc, page) if doc else None


def _read(page: Page) -> FeedDoc | None:
    try:
        return read(page.body, page.url, page.content_type)
    except BadInput:
        return None


def _found(pointer: Pointer, doc: FeedDoc, page: Page) -> Found:
    newest = max((item for item in doc.items if item.published), key=_when, default=None)
    example = newest or next(iter(doc.items), None)
    feed = Feed(url=page.moved_permanently or pointer.url, outlet=doc.title or pointer.title or page.url, homepage=doc.homepage)
    return Found(feed, len(doc.items), newest.published if newest else None, example.title if example else "")


def _when(item: Item) -> float:
    return item.published.timestamp() if item.published else 0.0
