"""One old story into the ledger: merged at its own time, and kept from every channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.model import Claim, Event, Feed, Story
from bot.pipeline import Outcome, take_in
from bot.store import Store
from bot.watch.severity import Scale

BACKFILLED = "BACKFILLED"  # among a report's marks


@dataclass(frozen=True, slots=True)
class Filed:
    """What an old story came to; `new` counts the events it opened."""

    claims: int = 0
    new: int = 0
    skipped: bool = False  # somebody else was quicker


def filed(store: Store, story: Story, feed: Feed | None, claims: tuple[Claim, ...], scale: Scale | None) -> Filed:
    """Files a story in one transaction. What would have been told of it is kept for rehearsals, and told to nobody."""
    with store.taking(story) as taking:
        if taking.done:
            return Filed(skipped=True)
        outcome = take_in(story, claims, feed, taking.events, story.published, None, scale)
        taking.keep(untold(outcome, taking.event))
        taking.remember(outcome)
        return Filed(len(claims), sum(decision.opened for decision in outcome.decisions))


def untold(outcome: Outcome, before: Callable[[str], Event | None]) -> Outcome:
    """An outcome without its messages: what an event remembers of being told stays as it was."""
    mine = {report.id for report in outcome.reports}
    events = tuple(_untold(event, before(event.id), mine) for event in outcome.events)
    return replace(outcome, events=events, alerts=())


def _untold(event: Event, before: Event | None, mine: set[str]) -> Event:
    reports = tuple(
        replace(one, marks=(*one.marks, BACKFILLED)) if one.id in mine and BACKFILLED not in one.marks else one for one in event.reports
    )
    if before is None:
        return replace(event, reports=reports, alerted=None, pushed=None)
    return replace(event, reports=reports, alerted=before.alerted, pushed=before.pushed, changed=max(event.changed, before.changed))
