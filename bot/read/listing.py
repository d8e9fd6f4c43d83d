"""Pages that point to stories: a list page of an outlet without a feed, and a home page that names its feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from bot.errors import BadInput
from bot.read.decode import unicode_of
from bot.read.feed import FeedDoc
from bot.read.identity import canonical
from bot.read.item import Item, link_of
from bot.read.selector import xpath_of
from bot.read.text import line, text_of

MOST = 200  # stories of one list page
LEAST_TITLE = 12  # characters: "More", "Share" and page numbers are no titles
TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/xml", "text/xml")
HINTS = ("/feed", "/rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", ".rss", ".rdf", "/feeds/")


@dataclass(frozen=True, slots=True)
class Pointer:
    """An address that may be a feed, and what the page calls it."""

    url: str
    title: str = ""


def listed(body: bytes, selector: str, base: str, content_type: str = "") -> FeedDoc:
    """The stories that a list page's selected links lead to: no text and no time, which their pages tell."""
    found: dict[str, Item] = {}
    for node in _tree(body, content_type).xpath(xpath_of(selector)):
        for item in _items(node, base):
            found.setdefault(canonical(item.link), item)
    if not found:
        raise BadInput(f"the selector {selector!r} finds no link with a title on the page")
    return FeedDoc(tuple(found.values())[:MOST])


def _items(node: Any, base: str) -> Iterator[Item]:
    """A selected link, or the links inside a selected block."""
    for link in [node] if node.tag == "a" else node.iter("a"):
        url, title = link_of(link.get("href") or "", base), line(text_of(link) or link.get("title") or "", 500)
        if url and len(title) >= LEAST_TITLE:
            yield Item(guid="", link=url.partition("#")[0], title=title, text="", published=None)


def feeds_named(body: bytes, base: str, content_type: str = "") -> tuple[Pointer, ...]:
    """The feeds that a page names: first those it declares, then links that look like one; each address once."""
    tree = _tree(body, content_type)
    found = {pointer.url: pointer for pointer in reversed([*_declared(tree, base), *_linked(tree, base)])}
    return tuple(reversed(found.values()))


def _declared(tree: Any, base: str) -> Iterator[Pointer]:
    for tag in tree.iter("link"):
        if "alternate" in (tag.get("rel") or "").lower().split() and (tag.get("type") or "").lower().partition(";")[0].strip() in TYPES:
            url = link_of(tag.get("href") or "", base)
            if url:
                yield Pointer(url, line(tag.get("title") or "", 200))


def _linked(tree: Any, base: str) -> Iterator[Pointer]:
    for tag in tree.iter("a"):
        url = link_of(tag.get("href") or "", base)
        if url and any(hint in urlsplit(url).path.lower() for hint in HINTS):
            yield Pointer(url, line(text_of(tag), 200))


def _tree(body: bytes, content_type: str) -> Any:
    parser = etree.HTMLParser(recover=True, no_network=True, huge_tree=True, encoding="utf-8")
    text = unicode_of(body, content_type)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="ignore"), parser) if text.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise BadInput("the page is empty or no HTML")
    return root
