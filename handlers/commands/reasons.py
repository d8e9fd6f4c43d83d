"""why: each decision on a story or an event, and what became of it here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.errors import BadInput
from bot.model import Story
from bot.read.identity import pasted
from bot.store import Store
from bot.watch.trace import Trace
from bot.watch.why import UNWATCHED, Told, why
from handlers.commands.claims import Judging
from handlers.commands.shut import retry_buttons, shut_lines
from handlers.commands.sight import visible
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply

MOST = 40  # lines
COMMANDS = (
    Command(
        "why",
        "",
        "Why something was told here, or was not: every decision, with the words that decided",
        (Option("about", "A link to a story, or an event", Kind.EVENT, required=True),),
    ),
)
Gated = Callable[[Story], str]  # why the gate held a story back, "" where it let it through


class Reasons:
    """Answers it."""

    def __init__(self, store: Store, judging: Judging, gated: Gated) -> None:
        self._store, self._judging, self._gated = store, judging, gated

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        return await asyncio.to_thread(self._why, asked, now) if asked.noun == "why" else None

    def _why(self, asked: Asked, now: datetime) -> Reply:
        about = asked.options.get("about", "").strip()
        if not about:
            raise BadInput("about: paste a link to a story, or name an event")
        found = _seen(self._found(about), {place.id for place in self._store.places.all() if visible(place, asked)})
        ratings = {event.id: self._judging.rating(event) for event in found.events}
        gated = self._gated(found.story) if found.story and not found.reports else ""
        lines = (*why(found, self._store.watches.board(), ratings, gated, now), *_strange(asked, found))
        shown = tuple(Line(line.text, event=_event(line.text, found), times=line.times) for line in lines[:MOST])
        more = (Line(f"and {len(lines) - MOST} lines more: ask for one event of it"),) if len(lines) > MOST else ()
        shut = shut_lines(self._store, asked, now)
        return Reply(f"Why: {about[:200]}", (*shut, *shown, *more), retry_buttons(self._store, asked), shareable=False)

    def _found(self, about: str) -> Trace:
        found = self._store.watches.trace(about)
        if found.story or found.events or pasted(about):
            return found
        event = self._store.listing.named(about) or next(iter(self._store.search(about, 1)), None)
        return self._store.watches.trace(event.id) if event else found


def _seen(found: Trace, places: set[str]) -> Trace:
    """What may be shown of it: nothing of a place that is not to be seen from here."""
    routes = tuple(route for route in found.routes if route.destination in places)
    sent = tuple(one for one in found.sent if one.destination in places)
    return replace(found, routes=routes, sent=sent, places=tuple(place for place in found.places if place in places))


def _strange(asked: Asked, found: Trace) -> tuple[Told, ...]:
    """What is to say of a channel that nothing was ever sent to: no watch and no settings name it."""
    strange = asked.place and found.events and asked.place not in found.places
    return (Told(f"  {asked.place}"), Told(f"    {UNWATCHED}")) if strange else ()


def _event(line: str, found: Trace) -> str:
    return next((event.id for event in found.events if line.startswith(f"event {event.id}")), "")
