"""The article behind a feed's summary: fetched where robots.txt lets us, and the feed's text where that fails."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import structlog

from bot.errors import TocsinError
from bot.model import Feed, Story
from bot.read.article import Read, article_of
from bot.read.identity import clamped
from bot.web import Page, Web

log = structlog.get_logger(__name__)
LIMIT = 5_000_000  # bytes of a page
READ = frozenset({"en"})  # languages the extractor reads; a page in another is not worth a request
GONE = frozenset({404, 410})
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


class Change(StrEnum):
    """What a page read again turned out to be."""

    SAME = "same"
    EDITED = "edited"
    GONE = "gone"  # taken down: 404 or 410
    FAILED = "failed"  # nobody knows: it did not answer, or what came was no article


@dataclass(frozen=True, slots=True)
class Again:
    """A page read again: the story as it now stands, and the validators to ask with next time."""

    change: Change
    story: Story
    etag: str = ""
    modified: str = ""
    reason: str = ""


async def reread(web: Web, story: Story, etag: str = "", modified: str = "") -> Again:
    """The page of a story we hold, asked for again; `bot.poll.reread_at` says when. Only what is edited is a new story."""
    failed = Again(Change.FAILED, story, etag, modified)
    if not story.url or not story.whole:
        return replace(failed, reason="its page was never read")
    try:
        if barred := await web.barred(story.url):
            return replace(failed, reason=barred)
        page = await web.fetch(story.url, etag, modified, LIMIT)
    except TocsinError as fault:
        return replace(failed, reason=str(fault))
    return await _again(page, story, failed)


async def _again(page: Page, story: Story, failed: Again) -> Again:
    if page.status == 304:
        return replace(failed, change=Change.SAME)
    if 200 <= page.status < 300:
        return await asyncio.to_thread(_compared, page, story)
    return replace(failed, change=Change.GONE if page.status in GONE else Change.FAILED, reason=f"answers {page.status}")


def _compared(page: Page, story: Story) -> Again:
    """The held text is left out of the comparison of lengths: an article that was cut down is edited too."""
    read = _article(page, replace(story, text="", notes=()))
    if read.kept:
        return Again(Change.FAILED, story, page.etag, page.modified, read.kept)
    now = replace(read.story, published=story.published, byline=story.byline or read.story.byline)
    edited = (now.title, now.text, now.notes) != (story.title, story.text, story.notes)
    return Again(Change.EDITED if edited else Change.SAME, now if edited else story, page.etag, page.modified)


async def _read(web: Web, story: Story, url: str) -> Read:
    if barred := await web.barred(url):
        return Read(story, barred)
    page = await web.get(url, limit=LIMIT)
    if page.content_type and not any(kind in page.content_type.lower() for kind in KINDS):
        return Read(story, f"it is no page but {page.content_type.partition(';')[0]}")
    return await asyncio.to_thread(_article, page, story)


def _article(page: Page, story: Story) -> Read:
    return article_of(page.body, story, page.url, page.content_type)
