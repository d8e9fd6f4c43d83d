"""The pages: the ledger with its search, an event, a watch, and their pictures and feeds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from hashlib import sha256

from aiohttp import web

from bot.alert.shape import carrying
from bot.errors import BadInput
from bot.model import Event, Watch
from bot.store.asking import Found
from handlers.commands.telling import counted, headline_of
from handlers.pages.door import body, html
from handlers.pages.feeds import atom, json_feed
from handlers.pages.pictures import LOOKS, Album, shown
from handlers.pages.site import Site
from handlers.pages.sought import STATUSES, TYPES, Sought, address, chosen_of, empty_in, given_in, wrong_in
from handlers.pages.told import told
from handlers.wording import shortened

GUESSES = 3  # of what may have been meant
TRAIL = 100  # pages that a reader can turn back
MOST = 100_000  # events that a reader may page over


class Views:
    """One handler a page."""

    def __init__(self, site: Site, style: bytes) -> None:
        self._site, self._style = site, style
        self._album = Album(site.easel)
        self._searching = asyncio.Lock()  # one at a time: whoever searches much waits for himself, not the others for him

    async def ledger(self, request: web.Request) -> web.Response:
        """The published events, all or those that a search finds."""
        given, skip = chosen_of(given_in(request.query.items())), _skip(request)
        if empty_in(request.query.items()):
            raise web.HTTPFound(address(given, **({"skip": str(skip)} if skip else {})))
        watches = await asyncio.to_thread(self._site.watches)
        form = {"given": given, "types": TYPES, "statuses": STATUSES, "watches": watches}
        try:
            async with self._searching if given else nullcontext():
                sought, found, guesses = await asyncio.to_thread(self._searched, given, skip)
        except BadInput as fault:
            return html("ledger.html", 400, **form, fault=str(fault), wrong=wrong_in(str(fault)))
        rows = self._rows(request, found.events)
        trail = _trail(request) if skip else []
        page = {
            "fault": "",
            "wrong": "",
            "said": sought.said,
            "towns": sought.towns,
            "guesses": guesses,
            "rows": rows,
            "tired": found.tired,
        }
        return html("ledger.html", 200, **form, **page, turned=_turned(given, skip, trail, found.next))

    def _searched(self, given: Mapping[str, str], skip: int) -> tuple[Sought, Found, Sequence[str]]:
        """How a search is read, what it finds, and where that is nothing what may have been meant."""
        sought = self._site.sought(given)
        found = self._site.search(sought, skip)
        return sought, found, () if found.events else sought.reading.guesses[:GUESSES]

    async def event(self, request: web.Request) -> web.Response:
        """One event with its evidence, lineage and history."""
        event = await self._event(request)
        if event.id != request.match_info["event"]:
            raise web.HTTPFound(f"/events/{event.id}")
        stories, linked = await asyncio.gather(asyncio.to_thread(self._site.stories, event), asyncio.to_thread(self._site.linked, event))
        pictures = await asyncio.to_thread(shown, event)
        return html("event.html", told=told(event, stories, linked), pictures=pictures, base=self._base(request))

    async def picture(self, request: web.Request) -> web.Response:
        """A picture of an event."""
        event, look = await self._event(request), request.match_info["look"]
        picture = await self._album.picture(event, request.match_info["chart"], look) if look in LOOKS else None
        if picture is None:
            raise web.HTTPNotFound
        return body(picture.png, "image/png")

    async def watch(self, request: web.Request) -> web.Response:
        """A published watch: its latest events and its feeds."""
        watch = await self._watch(request)
        events = await asyncio.to_thread(self._site.of, watch)
        return html("watch.html", watch=watch, rows=self._rows(request, events))

    async def atom(self, request: web.Request) -> web.StreamResponse:
        """A published watch as Atom."""
        watch = await self._watch(request)
        events = await asyncio.to_thread(self._site.of, watch)
        return _cached(request, atom(watch, events, self._base(request)), "application/atom+xml; charset=utf-8")

    async def json_feed(self, request: web.Request) -> web.StreamResponse:
        """A published watch as JSON Feed."""
        watch = await self._watch(request)
        events = await asyncio.to_thread(self._site.of, watch)
        return _cached(request, json_feed(watch, events, self._base(request)), "application/feed+json; charset=utf-8")

    async def style(self, request: web.Request) -> web.StreamResponse:
        """The style sheet."""
        return _cached(request, self._style, "text/css; charset=utf-8")

    async def home(self, _: web.Request) -> web.Response:
        """The ledger is where readers begin."""
        raise web.HTTPFound("/ledger")

    async def _event(self, request: web.Request) -> Event:
        event = await asyncio.to_thread(self._site.event, request.match_info["event"])
        if event is None:
            raise web.HTTPNotFound
        return event

    async def _watch(self, request: web.Request) -> Watch:
        watch = await asyncio.to_thread(self._site.watch, request.match_info["watch"])
        if watch is None:
            raise web.HTTPNotFound
        return watch

    def _rows(self, request: web.Request, events: Iterable[Event]) -> list[dict[str, object]]:
        return [_row(event, self._base(request)) for event in events]

    def _base(self, request: web.Request) -> str:
        return self._site.base.rstrip("/") or str(request.url.origin())


def _skip(request: web.Request) -> int:
    said = request.query.get("skip", "0")
    if not said.isascii() or not said.isdecimal() or int(said[:7]) > MOST:
        raise BadInput(f"skip must be a whole number up to {MOST:,}")
    return int(said[:7])


def _trail(request: web.Request) -> list[int]:
    """The pages a reader came by, each by how many events it passes over: a search cannot tell where the page before began."""
    said = request.query.get("trail", "").split(".")[-TRAIL:]
    return [int(one) for one in said if one.isascii() and one.isdecimal() and len(one) <= 6]


def _turned(given: Mapping[str, str], skip: int, trail: list[int], onward: int | None) -> dict[str, str]:
    """The addresses of other pages of the same search: the first, the one before and the next."""
    found = {"first": address(given)} if skip else {}
    if trail:
        found["prev"] = address(given, skip=str(trail[-1]), trail=".".join(map(str, trail[:-1])))
    if onward is not None:
        found["next"] = address(given, skip=str(onward), trail=".".join(map(str, (*trail, skip))))
    return found


def _row(event: Event, base: str) -> dict[str, object]:
    return {
        "id": event.id,
        "address": f"{base}/events/{event.id}",
        "headline": headline_of(event),
        "quote": shortened(carrying(event)[0], 240),
        "changed": event.changed,
        "outlets": counted(event.outlets, "outlet"),
        "grade": event.grade[:2],
    }


def _cached(request: web.Request, data: bytes, kind: str) -> web.StreamResponse:
    """A body that is not sent twice to whoever has it."""
    tag = f'"{sha256(data).hexdigest()[:20]}"'
    if tag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers={"ETag": tag})
    return body(data, kind, ETag=tag)
