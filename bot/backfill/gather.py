"""Where old stories come from: files of JSON lines, saved feeds, addresses of feeds and of articles, outlets of the catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import BadInput, TocsinError
from bot.model import Feed, Story
from bot.poll import read_story
from bot.read.article import article_of
from bot.read.feed import FeedDoc, read, stories
from bot.read.identity import canonical, clamped
from bot.read.language import language_of
from bot.replay import stories_of
from bot.store.codec import digest
from bot.web import Page, Web

FEEDS = (".xml", ".rss", ".atom", ".json")  # a saved feed
PAGE = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Old:
    """An old story and the feed it belongs to, where that is known; `bare`: its page is still to be read."""

    story: Story
    feed: Feed | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """The stories of some sources, the oldest first, and why some sources gave none."""

    stories: tuple[Old, ...]
    faults: tuple[str, ...]


async def gathered(sources: Sequence[str], web: Web, catalogue: Sequence[Feed], now: datetime) -> Gathered:
    """Everything the sources hold; one that cannot be had stops none of the others."""
    found: dict[str, Old] = {}
    faults: list[str] = []
    for source in sources:
        try:
            found |= {old.story.id: old for old in await _source(source, web, catalogue, now)}
        except TocsinError as fault:
            faults.append(f"{source}: {str(fault).removeprefix(f'{source}: ')}")
    return Gathered(tuple(sorted(found.values(), key=lambda old: (old.story.published, old.story.id))), tuple(faults))


async def _source(source: str, web: Web, catalogue: Sequence[Feed], now: datetime) -> list[Old]:
    if "://" in source:
        return await _address(source, web, catalogue, now)
    if await asyncio.to_thread(_is_file, source):
        return await asyncio.to_thread(_file, Path(source), catalogue, now)
    outlet = next((feed for feed in catalogue if feed.outlet.lower() == source.lower()), None)
    if outlet is None:
        raise BadInput("no file, no address (https://…) and no outlet of the catalogue (`python -m bot feeds list` shows them)")
    return await _address(outlet.url, web, catalogue, now)


def _is_file(source: str) -> bool:
    return Path(source).exists() or Path(source).suffix.lower() in {".jsonl", ".gz", *FEEDS}


def _file(path: Path, catalogue: Sequence[Feed], now: datetime) -> list[Old]:
    """A saved feed, or JSON lines, as `extract` and `replay` read them."""
    if path.suffix.lower() in FEEDS and path.is_file():
        return _saved(path, catalogue, now)
    known = {feed.outlet.lower(): feed for feed in catalogue}
    return [_known(story, known, now) for story in stories_of(path)]


def _known(story: Story, known: Mapping[str, Feed], now: datetime) -> Old:
    told = replace(story, published=clamped(story.published, now), language=language_of(story.full, "en"), whole=True)
    return Old(told, known.get(story.outlet.lower()))


def _saved(path: Path, catalogue: Sequence[Feed], now: datetime) -> list[Old]:
    body = path.read_bytes()
    doc = read(body, path.resolve().as_uri())
    feed = _feed_of(doc.homepage or path.resolve().as_uri(), doc, catalogue)
    return _items(body, feed, "", now)


async def _address(url: str, web: Web, catalogue: Sequence[Feed], now: datetime) -> list[Old]:
    page = await web.get(url)
    doc = await asyncio.to_thread(_document, page)
    if doc is None:
        return [await asyncio.to_thread(_article, page, url, catalogue, now)]
    feed = next((one for one in catalogue if one.url in {url, page.url}), None) or _feed_of(url, doc, catalogue)
    return await asyncio.to_thread(_items, page.body, feed, page.content_type, now)


def _document(page: Page) -> FeedDoc | None:
    try:
        return read(page.body, page.url, page.content_type)
    except BadInput:
        return None


def _items(body: bytes, feed: Feed, kind: str, now: datetime) -> list[Old]:
    return [Old(story, feed, not story.whole and bool(story.url)) for story in stories(body, feed, now, kind)]


def _feed_of(url: str, doc: FeedDoc, catalogue: Sequence[Feed]) -> Feed:
    """The catalogue's feed of an outlet of that name or site; else one of our making."""
    names = {doc.title.lower(), _host(doc.homepage or url)}
    same = next((feed for feed in catalogue if feed.outlet.lower() in names or _host(feed.homepage) in names - {""}), None)
    return replace(same, url=url) if same else Feed(url=url, outlet=doc.title or _host(url) or url, homepage=doc.homepage)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _article(page: Page, url: str, catalogue: Sequence[Feed], now: datetime) -> Old:
    """A page read as an article; BadInput where it is none."""
    host = _host(page.url)
    feed = next((one for one in catalogue if host and _host(one.homepage) == host), None)
    bare = Story(digest("page", canonical(url))[:16], "", "", now, outlet=feed.outlet if feed else host, url=url)
    read_page = article_of(page.body, bare, page.url, page.content_type)
    if read_page.kept:
        raise BadInput(f"neither a feed nor an article ({read_page.kept})")
    story = read_page.story
    told = replace(story, published=clamped(story.published, now), language=language_of(story.full, "en"), whole=True)
    return Old(told, feed)


async def read_whole(old: Old, web: Web, now: datetime) -> Story:
    """The story with its page's text, where it came with a summary and the page can be had."""
    return await read_story(web, old.story, old.feed, now) if old.bare else old.story
