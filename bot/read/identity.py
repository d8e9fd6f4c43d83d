"""Which story an item is: its GUID decides, its address where the GUID changed. What was decided is remembered between visits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.model import Feed, Story
from bot.read.item import Item
from bot.read.language import language_of

Known = Sequence[str]  # "key=id", newest first
KEPT = 600  # keys remembered of a feed at the least; more where one document holds more
AHEAD = timedelta(minutes=10)  # how far a feed's clock may run before ours
ADDRESS = re.compile(r"(?:https?:)?//\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "icid", "at_medium", "at_campaign", "ns_", "ref_src", "xtor")


@dataclass(frozen=True, slots=True)
class _Keys:
    """The ways to recognise an item, the surest first."""

    item: Item
    guid: str
    link: str


def identified(items: Sequence[Item], feed: Feed, fetched: datetime, known: Known = ()) -> tuple[tuple[Story, ...], tuple[str, ...]]:
    """The items as stories, each once, and what to remember for the next visit."""
    held = dict(pair.split("=", 1) for pair in reversed(known) if "=" in pair)
    keyed = _keyed(items)
    names, taken = dict(held), {held[keys.guid] for keys in keyed if keys.guid in held}
    found: dict[str, Story] = {}
    fresh: dict[str, str] = {}
    for keys in keyed:
        story_id = _id_of(keys, names, taken, feed)
        if story_id not in found:
            found[story_id] = _story(keys.item, story_id, feed, fetched)
        mine = {key: story_id for key in (keys.guid, keys.link) if key}
        names.update(mine)
        fresh.update(mine)
        taken.add(story_id)
    return tuple(found.values()), _remembered(fresh, held)


def _remembered(fresh: dict[str, str], held: dict[str, str]) -> tuple[str, ...]:
    older = [key for key in reversed(held) if key not in fresh]
    room = max(KEPT, 2 * len(fresh)) - len(fresh)
    return tuple(f"{key}={story_id}" for key, story_id in [*fresh.items(), *((key, held[key]) for key in older[:room])])


def _keyed(items: Sequence[Item]) -> list[_Keys]:
    """A GUID or address that several different items of one document share names none of them."""
    links = [canonical(item.link) for item in items]
    common_guids = _shared((item.guid, item.link or item.title) for item in items)
    common_links = _shared((link, item.guid or item.title) for link, item in zip(links, items, strict=True))
    return [
        _Keys(
            item,
            "" if not item.guid or item.guid in common_guids else f"g{_hash(item.guid)}",
            "" if not link or link in common_links else mark_of(link),
        )
        for link, item in zip(links, items, strict=True)
    ]


def _shared(pairs: Iterable[tuple[str, str]]) -> set[str]:
    count = Counter(name for name, _ in set(pairs))
    return {name for name, number in count.items() if number > 1}


def _id_of(keys: _Keys, known: dict[str, str], taken: Container[str], feed: Feed) -> str:
    by_guid = known.get(keys.guid) if keys.guid else None
    if by_guid:
        return by_guid
    by_link = known.get(keys.link) if keys.link else None
    if by_link and by_link not in taken:
        return by_link
    return _hash(feed.url, keys.guid or keys.link or f"{keys.item.title}\n{keys.item.published}")


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", errors="replace")).hexdigest()[:16]


def _story(item: Item, story_id: str, feed: Feed, fetched: datetime) -> Story:
    return Story(
        id=story_id,
        title=item.title,
        text=item.text,
        published=clamped(item.published, fetched),
        outlet=feed.outlet,
        url=item.link or None,
        feed=feed.url,
        language=language_of(f"{item.title} {item.text}", feed.language),
        whole=item.whole,
        byline=item.byline,
    )


def clamped(published: datetime | None, fetched: datetime) -> datetime:
    """A story's time: never later than the fetch (ten minutes allowed), and the fetch's where it tells none."""
    return fetched if published is None or published > fetched + AHEAD else published


def pasted(said: str) -> str:
    """The canonical address of a link as people give it, with or without its scheme; "" for what is no address."""
    link = said.strip().strip("<>")
    if not ADDRESS.fullmatch(link):
        return ""
    return canonical(link if "://" in link.partition("?")[0] or link.startswith("//") else f"//{link}")


def mark_of(address: str) -> str:
    """What a feed remembers a canonical address by."""
    return f"l{_hash(address)}"


def canonical(link: str) -> str:
    """The address without what only tells who sent the reader: scheme, fragment, tracking words, trailing slash."""
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not name.lower().startswith(TRACKING)]
    except ValueError:
        return link
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":443").removesuffix(":80")
    return urlunsplit(("", host, parts.path.rstrip("/"), urlencode(query), ""))
