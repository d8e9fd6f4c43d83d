"""The pictures of an event's page: where it was, and how it came to be told."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.alert.outlets import shown as outlet_of
from bot.alert.words import sides_of, what_of
from bot.chart import Chart, Drawn, Easel, Launches, Look, Mark, Spot, Timeline, planned
from bot.model import Event, kind_word
from handlers.commands.mapped import label_of, named, spot_of

KEPT = 128  # pictures remembered
LOOKS: Mapping[str, Look] = {"light": Look(width=360), "dark": Look(width=360, dark=True)}


def charts_of(event: Event) -> dict[str, Chart]:
    """The charts that an event has, by name: a map where a place of it is known, a timeline where it was told on several days."""
    words = f"{sides_of(event.claim, event.sentences)}: {what_of(event.claim)}"
    found: dict[str, Chart] = {}
    undone = kind_word(event.type, event.claim.reversal) if event.claim.reversal else ""
    if first := spot_of(event):
        place, at = first
        spot = Spot(*at, place, event.day, event.status, event=event.id, undone=undone, place=label_of(place))
        found["map"] = Launches(words, (spot,), named((*event.claim.actor, *event.claim.target)))
    days = {report.published.date() for report in event.telling}
    if len(days) > 1:
        marks = (
            Mark(one.published.date(), f"{outlet_of(one.outlet)}: {one.title}", one.claim.status, flag="withdrawn" if one.withdrawn else "")
            for one in event.telling
        )
        found["timeline"] = Timeline("Who told it when", tuple(marks))
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as its page names it: size in seen pixels, and the words for who cannot see it."""

    name: str
    alt: str
    width: int
    height: int


def shown(event: Event) -> list[Shown]:
    """The pictures of an event, before any of them is drawn."""
    look = LOOKS["light"]
    plans = ((name, planned(chart, look)) for name, chart in charts_of(event).items())
    return [Shown(name, plan.alt, look.width, round(plan.height)) for name, plan in plans if plan]


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures by event, revision, chart and look: drawn once."""

    easel: Easel
    held: OrderedDict[tuple[str, int, str, str], Drawn] = field(default_factory=OrderedDict)

    async def picture(self, event: Event, chart: str, look: str) -> Drawn | None:
        """A picture; None where the event has no such chart."""
        key = (event.id, event.revision, chart, look)
        if key in self.held:
            self.held.move_to_end(key)
            return self.held[key]
        charts = await asyncio.to_thread(charts_of, event)
        made = await self.easel.drawn(charts[chart], LOOKS[look]) if chart in charts and look in LOOKS else None
        if made:
            self.held[key] = made
            if len(self.held) > KEPT:
                self.held.popitem(last=False)
        return made
