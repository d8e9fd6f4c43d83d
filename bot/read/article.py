"""A page's HTML and the story its feed told -> the story with the article's text, or as it was where the page is no article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

import trafilatura
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from bot.model import Story
from bot.read.challenge import is_challenge
from bot.read.decode import unicode_of
from bot.read.identity import canonical
from bot.read.item import YEARS
from bot.read.markup import Markup, markup_of
from bot.read.text import LIMIT, cut, line, plain

SHORT = 250  # characters below which a page's text is a stub, a wall, or nothing
PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep reading)|(?:log|sign) in to (?:continue|read)|already a subscriber|subscribers only|"
    r"this (?:article|content|story) is (?:reserved )?for (?:our )?(?:subscribers|members)|"
    r"to read the (?:full|rest of the) (?:article|story)|(?:start|begin) your (?:free )?trial|unlock (?:this|the full) (?:article|story)",
    re.IGNORECASE,
)
COOKIES = re.compile(r"\bcookies?\b|\bconsent\b|privacy policy", re.IGNORECASE)
CORRECTION = re.compile(
    r"^\W*(?:correction|corrected|clarification|editor['’]s note|amendment)s?\b[^\n]{0,60}?[:–—-]\s*\S[^\n]*$|"
    r"^[^\n]{0,40}this (?:article|story|report|post) (?:was|has been) (?:amended|corrected|updated|changed) [^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
WORD = re.compile(r"\w{4,}")
WORDS = re.compile(r"\w+")
TOP = 5  # paragraphs in which a headline or a stamp may stand
STAMP = re.compile(r"(?:(?:first |last )?(?:updated|published|posted|modified)|by [A-Z])[^.!?\n]{0,90}", re.IGNORECASE)
REASONS = MappingProxyType({
    "check": "a bot check came instead of the page",
    "paywall": "the page is behind a paywall",
    "cookies": "a cookie wall came instead of the page",
    "short": "the page holds no article",
    "other": "the page tells of something else",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A story after its page was read; `kept` says why the feed's text was kept, "" where the page's was taken."""

    story: Story
    kept: str = ""


def article(html: bytes, story: Story, url: str = "", content_type: str = "") -> Story:
    """The story with the page's text, time, credit, canonical address and correction notes; as it was where the page is no article."""
    return article_of(html, story, url, content_type).story


def article_of(html: bytes, story: Story, url: str = "", content_type: str = "") -> Read:
    """The same, with the reason where the feed's text is kept."""
    page = unicode_of(html, content_type)
    tree = _tree(page)
    if tree is None:
        return Read(story, REASONS["short"])
    about = markup_of(tree)
    told = "\n\n".join(about.updates) or _text(page, url or story.url or "")
    text = _without_heading(told, (story.title, about.title, *about.headings))
    marked = _with_markup(story, about, url)
    kept = _why_not(story, about, text, page)
    if kept:
        return Read(marked, REASONS[kept])
    notes = tuple(dict.fromkeys([*about.notes, *(line(found[0]) for found in CORRECTION.finditer(text))]))[:5]
    return Read(replace(marked, text=text, whole=True, title=story.title or about.title, notes=notes or story.notes))


def _tree(page: str) -> Any:
    parser = etree.HTMLParser(recover=True, no_network=True, huge_tree=True, encoding="utf-8")
    try:
        return etree.fromstring(page.encode("utf-8", errors="ignore"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _text(page: str, url: str) -> str:
    """The article's paragraphs as trafilatura finds them, without comments; tables are told cell by cell."""
    try:
        found = trafilatura.extract(
            page, url=url or None, favor_precision=True, include_comments=False, include_tables=True, deduplicate=False
        )
    except Exception:
        return ""
    parts = (part.strip() for part in (found or "").split("\n"))
    return cut("\n\n".join(plain(part) for part in parts if part), LIMIT)


def _without_heading(text: str, headings: Iterable[str]) -> str:
    """The text without the headline, the stamp and the byline over it, which the story has elsewhere."""
    told = {"".join(WORDS.findall(heading.lower())) for heading in headings if heading}
    paragraphs = text.split("\n\n")
    top = [part for part in paragraphs[:TOP] if "".join(WORDS.findall(part.lower())) not in told and not STAMP.fullmatch(part)]
    return "\n\n".join(top + paragraphs[TOP:])


def _why_not(story: Story, about: Markup, text: str, page: str) -> str:
    """The key of the reason why the page's text is not taken, or ""; a wall is looked for before a stub, to be named as what it is."""
    short = len(text) < max(SHORT, len(story.text))
    if short and len(text) < SHORT and is_challenge(page) and not about.published:
        return "check"
    if (short or not about.free) and (not about.free or PAYWALL.search(page)) and len(text) < max(1500, 2 * len(story.text)):
        return "paywall"
    if len(COOKIES.findall(text)) >= 3 and len(text) < 3000:
        return "cookies"
    if short:
        return "short"
    return "" if _is_about(story, about, text) else "other"


def _is_about(story: Story, about: Markup, text: str) -> bool:
    """Whether page and feed tell of one thing: half the title's longer words stand on the page."""
    words = set(WORD.findall(story.title.lower()))
    if len(words) < 3:
        return True
    there = f"{about.title} {text}".lower()
    return sum(word in there for word in words) * 2 >= len(words)


def _with_markup(story: Story, about: Markup, url: str) -> Story:
    other = urljoin(url or story.url or "", about.canonical) if about.canonical else ""
    away = bool(other) and canonical(other) != canonical(story.url or "")
    return replace(
        story,
        published=_nearest(story.published, about.published),
        byline=story.byline or about.byline,
        canonical=other if away else story.canonical,
        notes=about.notes or story.notes,
    )


def _nearest(feed: datetime, page: datetime | None) -> datetime:
    """The earlier time: a feed may tell when it was edited, or nothing, which makes its story look new."""
    return page if page is not None and page.year in YEARS and page < feed else feed
