"""map: where it happened, as far as the stories tell a place that is known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot import chart
from bot.alert.names import name_of
from bot.alert.words import sides_of
from bot.chart import Chart
from bot.lookup import Question, Row
from bot.merge import places
from bot.model import ClaimType, Event, kind_word
from bot.store import Store
from bot.watch import Vocabulary
from handlers.commands.asking import pages
from handlers.commands.claims import DAYS, SINCE, UNTIL
from handlers.commands.figure_words import about, query_of, search
from handlers.commands.figures import Draw
from handlers.commands.given import party_of, skip_of, span_of, thing_of, type_of
from handlers.commands.telling import counted, line_of, span_words
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply

EACH = 10
USUAL = 30  # days
MOST = 200  # events that are looked at for their places
LAUNCHES = ((ClaimType.MISSILE_LAUNCH, None), (ClaimType.WEAPON_TEST, None))  # where no kind is named
COMMANDS = (
    Command(
        "map",
        "",
        "Where it happened: launches and tests, or another kind of event, on a map",
        (
            Option("type", "A kind of event; launches and tests where left out", Kind.TYPE),
            Option("actor", "A state, group or company, on either side", Kind.ACTOR),
            Option("weapon", "A weapon or a kind of weapon", Kind.WEAPON),
            DAYS,
            SINCE,
            UNTIL,
        ),
    ),
)
Placed = tuple[Row, Event, tuple[str, tuple[float, float]]]
CODE = 2  # letters of a state


class Map:
    """Answers it; `draw` makes the picture, None where nobody looks at any."""

    def __init__(self, store: Store, names: Vocabulary, draw: Draw | None = None) -> None:
        self._store, self._names, self._draw = store, names, draw

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        if asked.noun != "map":
            return None
        reply, drawing = await asyncio.to_thread(self._map, asked, now)
        picture = await self._draw(drawing) if self._draw and drawing else None
        return replace(reply, picture=picture) if picture else reply

    def _map(self, asked: Asked, now: datetime) -> tuple[Reply, Chart | None]:
        kind, skip = type_of(asked, "type"), skip_of(asked)
        question = Question(
            span_of(asked, now, USUAL),
            types=(kind,) if kind else LAUNCHES,
            side=party_of(asked, "actor", self._names),
            thing=thing_of(asked, "weapon", self._names),
        )
        rows = self._store.asking.rows(question, 0, MOST)
        events = {one.id: one for one in self._store.asking.events([row.event for row in rows])}
        placed = [(row, events[row.event], spot) for row in rows if row.event in events and (spot := spot_of(events[row.event]))]
        title = f"Map: {about(question, (row.kind for row in rows))} · {span_words(question.span, now.date())}"
        lines = (Line(_summed(rows, placed), strong=True), *(_line(told) for told in placed[skip : skip + EACH]))
        buttons = pages(asked, skip, EACH, more=len(placed) > skip + EACH)
        if len(rows) > len(placed):
            label = "All of them" if len(rows) == MOST else f"With those of no known place: {len(rows):,}"
            buttons += (search(asked, label, query_of(question), question.span),)
        return Reply(title, lines, buttons, shareable=bool(placed)), _drawing(title, placed) if not skip else None


def spot_of(event: Event) -> tuple[str, tuple[float, float]] | None:
    """The first of its places that is known, and where that lies."""
    found = chart.first_known(event.claim.place)
    return (found[0], found[1].at) if found else None


def label_of(place: str) -> str:
    """A place as a map names it, with the state it lies in: "Astrakhan, Russia"."""
    owner = places.state(place)
    state = name_of(owner) if owner else ""
    return f"{place}, {state}" if state and state != place else place


def named(parties: Iterable[str]) -> tuple[chart.Name, ...]:
    """The states among some parties, as a map names them."""
    states = (name_of(party) for party in dict.fromkeys(parties) if len(party) == CODE and party.isupper())
    return tuple(chart.Name(*at, state) for state in states if (at := chart.spot_of(state)))


def _summed(rows: Sequence[Row], placed: Sequence[Placed]) -> str:
    if not rows:
        return "No such events in these days. More days may hold some: `days: 365`."
    looked = f" (the last {MOST} are looked at)" if len(rows) == MOST else ""
    return f"{len(placed):,} of {counted(len(rows), 'event')} at places that are known{looked}"


def _line(told: Placed) -> Line:
    row, event, _ = told
    return replace(line_of(event), text=f"{', '.join(event.claim.place)}: {line_of(event).text}", event=row.event)


def _drawing(title: str, placed: Sequence[Placed]) -> Chart | None:
    sides = (party for _, event, _ in placed for party in (*event.claim.actor, *event.claim.target))
    return chart.Launches(title, tuple(map(_mark, placed)), named(sides)) if placed else None


def _mark(told: Placed) -> chart.Spot:
    row, event, (place, at) = told
    label = f"{', '.join(event.claim.place[:1])}: {sides_of(event.claim, event.sentences)}"
    return chart.Spot(*at, label, row.day, event.status, 1, row.event, kind_word(*row.kind) if row.reversal else "", label_of(place))
