"""GET /api/events and /api/claims: the whole ledger for whoever has the token, page by page in the order of changes."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import wraps

from aiohttp import web

from bot.errors import BadInput, Fix, Later
from bot.export import event_row, report_row
from bot.lookup import Question, Span
from bot.model import Event
from bot.store.listing import Mark, Stretch
from bot.watch import Vocabulary
from bot.watch.kinds import KIND_OF
from handlers.pages.door import Handler, as_json
from handlers.pages.openapi import AFTER, DOCUMENT, LIMIT, MOST, PARTY
from handlers.pages.site import Site

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KNOWN = frozenset({"after", "limit", "order", "type", "party", "since", "until"})


class Api:
    """One handler a question."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[web.AbstractRouteDef]:
        """The API's addresses; its description needs no token."""
        return [
            web.get("/api/openapi.json", self.document),
            web.get("/api/events", self._guarded(self.events)),
            web.get("/api/events/{event}", self._guarded(self.event)),
            web.get("/api/claims", self._guarded(self.claims)),
        ]

    async def document(self, _: web.Request) -> web.Response:
        """The OpenAPI document."""
        return as_json(DOCUMENT)

    async def events(self, request: web.Request) -> web.Response:
        """A page of events."""
        part = await asyncio.to_thread(self._stretch, request.query)
        return as_json({"events": [event_row(event) for event in part.events], "next": _cursor(part.next)})

    async def claims(self, request: web.Request) -> web.Response:
        """The claims of a page of events, each event's together."""
        part = await asyncio.to_thread(self._stretch, request.query)
        return as_json({"claims": [row for event in part.events for row in _claims(event)], "next": _cursor(part.next)})

    async def event(self, request: web.Request) -> web.Response:
        """One event with its claims."""
        found = await asyncio.to_thread(self._site.store.event, request.match_info["event"])
        if found is None:
            return _fault(404, "there is no such event")
        return as_json(event_row(found) | {"claims": _claims(found)})

    def _stretch(self, query: Mapping[str, str]) -> Stretch:
        asked, after, limit, newest = _asked(query, self._site.judging.names), _mark(query), _limit(query), _newest(query)
        return self._site.store.listing.stretch(asked, after, limit, newest=newest)

    def _guarded(self, handler: Handler) -> Handler:
        """The handler for whoever has the token; its faults are JSON."""

        @wraps(handler)
        async def kept(request: web.Request) -> web.StreamResponse:
            if not self._opens(request.headers.get("Authorization", "")):
                return _fault(401, "send the token: Authorization: Bearer …", **{"WWW-Authenticate": "Bearer"})
            try:
                return await handler(request)
            except BadInput as fault:
                return _fault(400, str(fault))
            except (Later, Fix):
                return _fault(503, "the ledger does not answer just now", **{"Retry-After": "60"})

        return kept

    def _opens(self, said: str) -> bool:
        scheme, _, token = said.partition(" ")
        told = token.strip().encode("utf-8", "surrogateescape")
        return scheme.lower() == "bearer" and hmac.compare_digest(told, self._site.token.encode())


def _claims(event: Event) -> list[dict[str, object]]:
    return [report_row(report, event.id) for report in event.reports]


def _fault(status: int, text: str, **headers: str) -> web.Response:
    return as_json({"error": text}, status, **headers)


def _asked(query: Mapping[str, str], names: Vocabulary) -> Question:
    if unknown := sorted(set(query) - KNOWN):
        raise BadInput(f"there is no parameter {unknown[0][:40]!r}; there are {', '.join(sorted(KNOWN))}")
    kind = query.get("type", "")
    if "type" in query and kind not in KIND_OF:
        raise BadInput(f"type: {kind[:40]!r} is no type of event; there are {', '.join(KIND_OF)}")
    party = query.get("party", "")
    if "party" in query and not re.fullmatch(PARTY, party):
        raise BadInput("party: a state's code (KP) or a group's id (houthis)")
    if party and party not in names.parties.values():
        near = names.party(party) or names.party(names.near(party, [names.parties]))
        raise BadInput(f"party: there is no {party!r}{f'; did you mean {near}?' if near else ''}")
    span = Span(_day(query, "since"), _day(query, "until"))
    return Question(span, types=(KIND_OF[kind],) if kind else (), side=party)


def _day(query: Mapping[str, str], name: str) -> date | None:
    if name not in query:
        return None
    try:
        found = date.fromisoformat(query[name])
    except ValueError:
        found = None
    if found is None or found.isoformat() != query[name]:
        raise BadInput(f"{name}: a day as 2026-03-01")
    return found


def _limit(query: Mapping[str, str]) -> int:
    said = query.get("limit", str(LIMIT))
    if not (said.isascii() and said.isdecimal() and len(said) <= 4 and 1 <= int(said) <= MOST):
        raise BadInput(f"limit: a whole number from 1 to {MOST}")
    return int(said)


def _newest(query: Mapping[str, str]) -> bool:
    said = query.get("order", "oldest")
    if said not in {"oldest", "newest"}:
        raise BadInput("order: oldest or newest, by the last change")
    return said == "newest"


def _cursor(mark: Mark | None) -> str | None:
    return f"{(mark.changed - EPOCH) // timedelta(microseconds=1)}.{mark.event}" if mark else None


def _mark(query: Mapping[str, str]) -> Mark | None:
    """The mark of a cursor; BadInput for what no page gave."""
    if "after" not in query:
        return None
    if not re.fullmatch(AFTER, query["after"]):
        raise BadInput("after: the `next` of the page before")
    micros, _, event = query["after"].partition(".")
    return Mark(EPOCH + timedelta(microseconds=int(micros)), event)
