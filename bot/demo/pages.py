"""What the demonstration's outlets serve: feeds in RSS or Atom, and article pages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from bot.demo.stories import DemoStory
from bot.model import Feed

NOTE = "Invented for a demonstration: nothing in it happened."
ATOM = frozenset({"Baltic Gazette", "Pacific Courier"})  # the rest speak RSS: both forms are read on the way

RSS = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel><title>{outlet}</title><link>{home}</link><description>{note}</description>'
    "<language>en</language>\n{items}</channel></rss>\n"
)
RSS_ITEM = (
    '<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">{guid}</guid><pubDate>{published_822}</pubDate>'
    "<dc:creator>{byline}</dc:creator><description>{summary}</description>{content}</item>\n"
)
RSS_CONTENT = "<content:encoded>{body}</content:encoded>"
ATOM_FEED = (
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>{outlet}</title>'
    '<id>{home}/</id><subtitle>{note}</subtitle><link href="{home}"/><updated>{updated}</updated>\n{items}</feed>\n'
)
ATOM_ITEM = (
    '<entry><title>{title}</title><link href="{link}"/><id>{guid}</id><published>{published}</published><updated>{updated}</updated>'
    "<author><name>{byline}</name></author><summary>{summary}</summary>{content}</entry>\n"
)
ATOM_CONTENT = '<content type="html">{body}</content>'
PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title><link rel="canonical" href="{link}">\n'
    '<meta property="og:type" content="article"><meta property="og:title" content="{title}">\n'
    '<meta property="og:site_name" content="{outlet}">\n'
    '<meta property="article:published_time" content="{published}"><meta property="article:modified_time" content="{updated}">\n'
    '<meta name="author" content="{byline}"></head>\n<body>\n'
    '<header><nav><a href="/">{outlet}</a> <a href="/about">About</a></nav></header>\n'
    "<main><article><h1>{title}</h1>\n{paragraphs}\n</article></main>\n<footer><p>{outlet}. {note}</p></footer></body></html>\n"
)


def feed_page(feed: Feed, stories: Sequence[DemoStory], base: str) -> bytes:
    """The feed's document with these stories, newest first."""
    whole, item, content = (ATOM_FEED, ATOM_ITEM, ATOM_CONTENT) if feed.outlet in ATOM else (RSS, RSS_ITEM, RSS_CONTENT)
    newest = sorted(stories, key=lambda story: story.updated, reverse=True)
    items = "".join(_item(story, feed, base, item, content) for story in newest)
    updated = _stamp(newest[0].updated) if newest else "1970-01-01T00:00:00Z"
    return whole.format(outlet=escape(feed.outlet), home=escape(feed.homepage), note=NOTE, items=items, updated=updated).encode()


def article_page(feed: Feed, story: DemoStory, base: str) -> bytes:
    """The story's article as a web page."""
    return PAGE.format(**_fields(story, feed, base), outlet=escape(feed.outlet), note=NOTE, paragraphs=_paragraphs(story)).encode()


def _item(story: DemoStory, feed: Feed, base: str, item: str, content: str) -> str:
    body = content.format(body=escape(_paragraphs(story))) if story.whole else ""
    return item.format(**_fields(story, feed, base), content=body)


def _fields(story: DemoStory, feed: Feed, base: str) -> dict[str, str]:
    told = {
        "title": story.title,
        "summary": story.summary,
        "byline": story.byline or feed.outlet,
        "guid": f"tag:{story.feed},demo:{story.guid}",
        "link": base + story.path,
        "published": _stamp(story.published),
        "updated": _stamp(story.updated),
        "published_822": format_datetime(story.published),
    }
    return {name: escape(value) for name, value in told.items()}


def _paragraphs(story: DemoStory) -> str:
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in story.text.split("\n\n"))


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")
