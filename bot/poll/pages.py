"""The article behind a feed's summary: fetched where robots.txt lets us, and the feed's text where that fails."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import structlog

from bot.errors import TocsinError
from bot.model import Feed, Story
from bot.read.article import Read, article_of
from bot.read.identity import clamped
from bot.web import Page, Web

log = structlog.get_logger(__name__)
LIMIT = 5_000_000  # bytes of a page
READ = frozenset({"en"})  # languages the extractor reads; a page in another is not worth a request
KINDS = ("html", "xml", "text/plain")


async def read_story(web: Web, story: Story, feed: Feed | None, now: datetime) -> Story:  # noqa: ARG001  # some feeds may come to ask for another reader
    """The story with its article's text; as its feed told it where that is the whole, or the page cannot be had or is no article."""
    if story.whole or not story.url or story.language not in READ:
        return story
    try:
        read = await _read(web, story, story.url)
    except TocsinError as fault:
        log.info("page not read, the feed's text is used", outlet=story.outlet, story=story.id, url=story.url, reason=str(fault))
        return story
    if read.kept:
        log.info("page not used, the feed's text is kept", outlet=story.outlet, story=story.id, url=story.url, reason=read.kept)
    return replace(read.story, published=clamped(read.story.published, now) if now >= story.published else read.story.published)


async def _read(web: Web, story: Story, url: str) -> Read:
    if not await web.may_read(url):
        return Read(story, "robots.txt does not let us")
    page = await web.get(url, limit=LIMIT)
    if page.content_type and not any(kind in page.content_type.lower() for kind in KINDS):
        return Read(story, f"it is no page but {page.content_type.partition(';')[0]}")
    return await asyncio.to_thread(_article, page, story)


def _article(page: Page, story: Story) -> Read:
    return article_of(page.body, story, page.url, page.content_type)
