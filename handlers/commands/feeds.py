"""feeds add, remove, test and list: the sources as people change them, on both chats and in the terminal."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.errors import BadInput, Fix, TocsinError
from bot.model import Destination, Feed
from bot.poll import Found, check, find
from bot.poll.health import ADVICE, FeedHealth, ago, label_of, status_rows
from bot.read.identity import canonical
from bot.store import Source, Store
from bot.store.sources import Sources
from bot.web import Web
from handlers.commands.asking import button
from handlers.commands.nearest import nearest
from handlers.commands.operating import Operating
from handlers.commands.telling import counted
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply

SHOWN = 20  # sources of one answer
NEAR = 3  # outlets whose names hold what was typed
OFFERED = 5  # feeds of one site
OWN = 200  # characters of the names of sources that go
WELL = frozenset({"ok", "new"})
WHICH = Option("source", "A feed's or site's address, or an outlet or group of the catalogue", Kind.SOURCE, required=True)
LINKS = Option("links", "For a page without a feed: the CSS selector of its links to stories")
COMMANDS = (
    Command("feeds", "add", "Read one more source", (WHICH, Option("name", "What to call it"), LINKS), writes=True, runs=True),
    Command("feeds", "remove", "Read a source no more", (WHICH,), writes=True, runs=True),
    Command("feeds", "test", "Try a source without reading it", (WHICH, LINKS), writes=True),
    Command("feeds", "list", "The sources that are read, by group", (Option("group", "Only this group, or only these words"),)),
)


class Feeds:
    """Answers them. `owner` is where the operator hears of what others changed."""

    def __init__(self, store: Store, web: Web, owner: Destination | None = None) -> None:
        self._store, self._web, self._operating = store, web, Operating(store, owner)

    @property
    def _sources(self) -> Sources:
        return self._store.sources

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        if asked.noun != "feeds":
            return None
        works = {"add": self._add, "remove": self._remove, "test": self._test, "list": self._list}
        work = works.get(asked.verb)
        if any(one.runs and one.verb == asked.verb for one in COMMANDS):
            await asyncio.to_thread(self._operating.check, asked)
        return await work(asked, now) if work else None

    async def _known(self, said: str) -> list[Source]:
        """The sources that a name, group or address means."""
        return meant(said, await asyncio.to_thread(self._sources.all))

    async def _add(self, asked: Asked, now: datetime) -> Reply:
        said = _said(asked)
        if known := await self._known(said):
            return await self._switched(asked, known, now, on=True)
        found = await self._found(asked, now)
        if len(found) > 1:
            return _which(asked, found)
        feed = await self._kin(replace(found[0].feed, outlet=asked.options.get("name", "").strip() or found[0].feed.outlet))
        if not await asyncio.to_thread(self._sources.add, feed, now):
            return Reply(f"{_named(feed)} is read already", _about(found[0], now))
        return await self._changed(asked, Reply(f"{_named(feed)} is read from now on", _about(found[0], now)), now)

    async def _remove(self, asked: Asked, now: datetime) -> Reply:
        said = _said(asked)
        known = await self._known(said)
        if not known:
            raise await self._unknown(said)
        own = [one for one in known if one.own]
        for one in own:
            await asyncio.to_thread(self._sources.remove, one.state.feed.url)
        rest = [one for one in known if not one.own]
        if own:
            gone = await self._changed(asked, Reply(f"{', '.join(_named(one.state.feed) for one in own)[:OWN]} is read no more"), now)
        return await self._switched(asked, rest, now, on=False) if rest else gone

    async def _changed(self, asked: Asked, reply: Reply, now: datetime) -> Reply:
        """The answer, after it was noted who did what it tells."""
        await asyncio.to_thread(self._operating.changed, asked, reply.title, now)
        return reply

    async def _switched(self, asked: Asked, known: Sequence[Source], now: datetime, *, on: bool) -> Reply:
        urls = [one.state.feed.url for one in known]
        changed = await asyncio.to_thread(lambda: self._sources.switch(urls, now, on=on))
        after = [one for one in await asyncio.to_thread(self._sources.all) if one.state.feed.url in urls]
        reply = Reply(_told(known, changed, on=on), _lines(after))
        if not changed:
            return reply
        return await self._changed(asked, reply, now)

    async def _test(self, asked: Asked, now: datetime) -> Reply:
        if known := await self._known(_said(asked)):
            rows = await check(self._web, [one.state.feed for one in known[:SHOWN]], now)
            return Reply("Tried just now", tuple(map(_tried, rows)) + _more(len(known)))
        found = await self._found(asked, now)
        title = "It can be read" if len(found) == 1 else f"{len(found)} feeds can be read there"
        return Reply(title, tuple(line for one in found[:OFFERED] for line in _about(one, now)))

    async def _found(self, asked: Asked, now: datetime) -> tuple[Found, ...]:
        """The feeds behind an address, or the list page that is one by its selector."""
        said, links = _said(asked), asked.options.get("links", "").strip()
        if not _is_address(said):
            raise await self._unknown(said)
        address = said if "://" in said else f"https://{said}"
        try:
            return (await self._listed(address, links, now),) if links else await find(self._web, address)
        except Fix:
            raise
        except TocsinError as fault:
            raise BadInput(f"{address[:200]} cannot be read: {fault}") from None

    async def _listed(self, address: str, links: str, now: datetime) -> Found:
        feed = Feed(address, urlsplit(address).hostname or address, homepage=address, links=links)
        [health] = await check(self._web, [feed], now)
        if health.status not in {"ok", "stale"} or not health.items:
            raise BadInput(f"{address[:200]}: {health.advice or ADVICE['wrong']}")
        return Found(feed, health.items, None)

    async def _kin(self, feed: Feed) -> Feed:
        """The feed with its outlet's country, control and grade, where the catalogue knows the site: no label is lost by another door."""
        for one in await asyncio.to_thread(self._sources.all):
            known = one.state.feed
            if not one.own and _same_site(feed, known):
                return replace(feed, country=known.country, kind=known.kind, state_control=known.state_control, grade=known.grade)
        return feed

    async def _unknown(self, said: str) -> BadInput:
        names = [name for one in await asyncio.to_thread(self._sources.all) for name in (one.state.feed.outlet, *one.state.feed.groups)]
        part = sorted({name for name in names if said.casefold() in name.casefold()}, key=lambda name: (len(name), name))
        near = [one] if (one := nearest(said, names)) else part[:NEAR]
        guess = f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else "or give its address"
        return BadInput(f"source: `{said[:80]}` is no outlet or group that is known; {guess}")

    async def _list(self, asked: Asked, now: datetime) -> Reply:
        every = await asyncio.to_thread(self._sources.all)
        said = asked.options.get("group", "").strip()
        if not said:
            read = sum(one.listed for one in every)
            return Reply(f"{read} of {len(every)} sources are read", tuple(_summed(every, now)) or _lines(every), shareable=True)
        found = meant(said, every) or [one for one in every if said.casefold() in one.state.feed.outlet.casefold()]
        if not found:
            raise await self._unknown(said)
        read = sum(one.listed for one in found)
        return Reply(f"{said}: {read} of {len(found)} are read", _lines(found), shareable=True)


def meant(said: str, every: Sequence[Source]) -> list[Source]:
    """The sources that a name means: an address, an outlet, or a whole group."""
    word, link = said.casefold(), canonical(said if "://" in said else f"https://{said}")
    by_link = [one for one in every if canonical(one.state.feed.url) == link]
    by_name = [one for one in every if one.state.feed.outlet.casefold() == word]
    return by_link or by_name or [one for one in every if word in {group.casefold() for group in one.state.feed.groups}]


def _said(asked: Asked) -> str:
    said = asked.options.get("source", "").strip()
    if not said:
        raise BadInput("source: say which, as `https://outlet.example/feed` or `Defense News`")
    return said


def _is_address(said: str) -> bool:
    return "." in said and " " not in said


def _same_site(one: Feed, two: Feed) -> bool:
    mine, theirs = _site(one), _site(two)
    return mine == theirs or mine.endswith(f".{theirs}") or theirs.endswith(f".{mine}")


def _site(feed: Feed) -> str:
    """The host of its home, without what is usual before it."""
    host = urlsplit(feed.homepage).hostname or urlsplit(feed.url).hostname or feed.url
    return host.removeprefix("www.").removeprefix("feeds.").removeprefix("rss.")


def _named(feed: Feed) -> str:
    label = label_of(feed)
    return f"{feed.outlet} ({label})" if label else feed.outlet


def _told(known: Sequence[Source], changed: int, *, on: bool) -> str:
    """What switching some sources came to."""
    who = _named(known[0].state.feed) if len(known) == 1 else f"All {len(known)}"
    verb = "is" if len(known) == 1 else "are"
    if not changed:
        return f"{who} {verb} {'read already' if on else 'not read anyway'}"
    if changed < len(known):
        return f"{changed} more of {len(known)} sources are {'read from now on' if on else 'read no more'}"
    return f"{who} {verb} {'read from now on' if on else 'read no more'}"


def _lines(found: Sequence[Source]) -> tuple[Line, ...]:
    """A line a source, those that are read first."""
    ordered = sorted(found, key=lambda one: (not one.listed, one.state.feed.outlet.casefold()))
    return tuple(_line(one) for one in ordered[:SHOWN]) + _more(len(found))


def _line(one: Source) -> Line:
    feed = one.state.feed
    told = (_named(feed), "read" if one.listed else "off", "your own" if one.own else "", feed.terms)
    return Line(" · ".join(filter(None, told)), url=feed.homepage)


def _more(count: int) -> tuple[Line, ...]:
    return (Line(f"and {count - SHOWN} more"),) if count > SHOWN else ()


def _about(found: Found, now: datetime) -> tuple[Line, ...]:
    newest = f"newest {ago(now - found.newest)} old" if found.newest else "its items tell no time"
    told = Line(f"{_named(found.feed)}: {counted(found.items, 'item')}, {newest}", url=found.feed.url)
    return (told, Line(found.example, quote=True)) if found.example else (told,)


def _which(asked: Asked, found: Sequence[Found]) -> Reply:
    """Several feeds of one site: which one is meant."""
    lines = tuple(Line(f"{one.feed.outlet}: {counted(one.items, 'item')}", url=one.feed.url) for one in found[:OFFERED])
    ways = ({**asked.options, "source": one.feed.url} for one in found[:OFFERED])
    buttons = tuple(button(f"Add {one.feed.outlet}"[:40], asked, "feeds", "add", way) for one, way in zip(found, ways, strict=False))
    return Reply("That site has several feeds: which one?", lines, buttons)


def _tried(row: FeedHealth) -> Line:
    told = (_named(row.feed), row.status, counted(row.items, "item"), row.age and f"newest {row.age} old", row.advice)
    return Line(" · ".join(filter(None, told)), url=row.feed.homepage, strong=row.status != "ok")


def _summed(every: Sequence[Source], now: datetime) -> Iterator[Line]:
    """What is read in a few lines: one's own, those with trouble, the groups."""
    own = sum(one.own for one in every)
    ill = sum(row.status not in WELL for row in status_rows([one.state for one in every if one.listed], now))
    yield from (
        Line(told, strong=True) for count, told in ((own, f"{own} of your own"), (ill, f"{ill} with trouble: see /sources")) if count
    )
    total, read = Counter[str](), Counter[str]()
    for one in every:
        for group in one.state.feed.groups:
            total[group] += 1
            read[group] += one.listed
    yield from (Line(f"{group}: {read[group]} of {count}") for group, count in sorted(total.items()))
