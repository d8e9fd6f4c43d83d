"""A watch's events as Atom (RFC 4287) and as JSON Feed 1.1. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from bot.alert.shape import carrying
from bot.export import event_row
from bot.export.rows import instant
from bot.model import Event, Watch
from handlers.commands.telling import counted, headline_of
from handlers.wording import plain

ATOM = "http://www.w3.org/2005/Atom"
OURS = UUID("6d3ad2f4-8f3c-5d0b-9a55-0a6a6d1b1f10")
BEGUN = "2026-01-01T00:00:00Z"  # of a feed that has no entry yet


def atom(watch: Watch, events: Sequence[Event], base: str) -> bytes:
    """The Atom feed of a watch."""
    feed = ET.Element("feed", xmlns=ATOM)
    _text(feed, "title", f"Tocsin: {watch.name}")
    _text(feed, "id", _id("watch", watch.id))
    _text(feed, "updated", max((instant(event.changed) for event in events), default=BEGUN))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{base}/watches/{watch.id}/atom.xml")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=f"{base}/watches/{watch.id}")
    _text(ET.SubElement(feed, "author"), "name", "Tocsin")
    for event in events:
        _entry(feed, event, base)
    told: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return told


def _entry(feed: ET.Element, event: Event, base: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _text(entry, "title", headline_of(event))
    _text(entry, "id", _id("event", event.id))
    _text(entry, "published", instant(event.opened))
    _text(entry, "updated", instant(event.changed))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=f"{base}/events/{event.id}")
    ET.SubElement(entry, "category", term=event.type.value)
    _text(entry, "summary", _summary(event))


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = plain(words)


def _id(kind: str, key: str) -> str:
    """A name that stays when the address of the site changes."""
    return uuid5(OURS, f"{kind}\x1f{key}").urn


def _summary(event: Event) -> str:
    said, _ = carrying(event)
    return f"{f'“{said}” ' if said else ''}{counted(event.outlets, 'outlet')}{f', grade {event.grade}' if event.grade else ''}"


def json_feed(watch: Watch, events: Sequence[Event], base: str) -> bytes:
    """The JSON Feed of a watch; `_tocsin` holds the event as the API tells it."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(f"Tocsin: {watch.name}"),
        "home_page_url": f"{base}/watches/{watch.id}",
        "feed_url": f"{base}/watches/{watch.id}/feed.json",
        "items": [_item(event, base) for event in events],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _item(event: Event, base: str) -> dict[str, object]:
    return {
        "id": _id("event", event.id),
        "url": f"{base}/events/{event.id}",
        "title": plain(headline_of(event)),
        "content_text": plain(_summary(event)),
        "date_published": instant(event.opened),
        "date_modified": instant(event.changed),
        "tags": [event.type.value],
        "_tocsin": {name: value for name, value in event_row(event).items() if name not in {"links", "merged_into"}},
    }
