"""OPML: the catalogue to carry to another reader, and another reader's list to take in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from bot.errors import BadInput
from bot.model import Feed
from bot.read.decode import repaired, unicode_of
from bot.read.item import link_of
from bot.read.text import line

LIMIT = 5000  # feeds of one list
OWN = (
    ("country", "country"),
    ("language", "language"),
    ("kind", "kind"),
    ("stateControl", "state_control"),
    ("grade", "grade"),
    ("terms", "terms"),
    ("links", "links"),
)


def opml_of(feeds: Iterable[Feed], title: str) -> bytes:
    """The feeds as OPML 2.0; what other readers do not know stands in attributes they pass over."""
    rows = "\n".join(f"    <outline {_attributes(feed)}/>" for feed in feeds)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n'
        f"  <head><title>{escape(title)}</title></head>\n  <body>\n{rows}\n  </body>\n</opml>\n"
    ).encode()


def _attributes(feed: Feed) -> str:
    told = {"type": "rss", "text": feed.outlet, "xmlUrl": feed.url, "htmlUrl": feed.homepage, "category": ",".join(feed.groups)}
    told |= {name: str(getattr(feed, own)) for name, own in OWN} | {"on": "true" if feed.on else "false"}
    return " ".join(f'{name}="{escape(value)}"' for name, value in told.items() if value)


def feeds_of_opml(body: bytes, content_type: str = "") -> tuple[Feed, ...]:
    """The feeds of an OPML list, each address once; folders become groups. BadInput where it is no such list."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    text = repaired(unicode_of(body, content_type))
    try:
        root = etree.fromstring(text.encode(), parser) if text.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or root.tag != "opml":
        raise BadInput("this is no OPML list: a reader's export has <opml> at its start")
    found = {feed.url: feed for feed in _outlines(root)}
    if not found:
        raise BadInput("this OPML list names no feed (an outline with an xmlUrl)")
    if len(found) > LIMIT:
        raise BadInput(f"this OPML list names {len(found)} feeds; {LIMIT} at a time is the most")
    return tuple(found.values())


def _outlines(root: Any) -> Iterator[Feed]:
    for node in root.iter("outline"):
        url = link_of(node.get("xmlUrl") or node.get("xmlurl") or "", "")
        if url:
            yield _feed(node, url)


def _feed(node: Any, url: str) -> Feed:
    folders = [line(above.get("text") or "", 60) for above in node.iterancestors("outline")]
    groups = [word.strip() for word in (node.get("category") or "").split(",")]
    told = {own: line(node.get(name) or "", 500) for name, own in OWN}
    return Feed(
        url=url,
        outlet=line(node.get("text") or node.get("title") or "", 200) or url,
        homepage=link_of(node.get("htmlUrl") or "", ""),
        country=told["country"],
        language=told["language"] or "en",
        kind=told["kind"],
        state_control=told["state_control"] if told["state_control"] in {"public", "state"} else "independent",
        on=node.get("on") != "false",
        groups=tuple(dict.fromkeys(word for word in [*groups, *folders] if word)),
        grade=told["grade"],
        terms=told["terms"],
        links=told["links"],
    )
