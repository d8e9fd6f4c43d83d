"""A story as a whole, after its claims: what it no longer says, what it takes back, what it corrects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.merge import withdraw
from bot.merge.fold import weighed
from bot.merge.ladder import current
from bot.merge.reports import marks, name_of
from bot.merge.revise import missing
from bot.model import Change, ClaimType, Decision, Event, Feed, Reach, Report, Revision, Story

AROUND = timedelta(days=8)


def reach_again(story: Story) -> Reach | None:
    """Which events a story read again, or one that withdraws or corrects, may touch; None for all others."""
    if story.version == 1 and not marks(story):
        return None
    day = story.published.date()
    return Reach(tuple(ClaimType), (), day - AROUND, day + AROUND, story.id)


def reread(story: Story, feed: Feed | None, known: Sequence[Event], now: datetime) -> tuple[Decision, ...]:
    """What a story does beyond its claims: call it after them, with the events as they left them."""
    outlet, said, live = feed.outlet if feed else story.outlet, marks(story), [event for event in known if not event.merged_into]
    fallen = _fallen(story, outlet, live) if "WITHDRAWN" in said else {}
    found = (_touched(story, outlet, said, event, fallen.get(event.id, ()), now) for event in live)
    return tuple(decision for decision in found if decision is not None)


def _fallen(story: Story, outlet: str, live: Sequence[Event]) -> dict[str, Sequence[Report]]:
    """The reports a withdrawal takes down in each event: the story's own, those its advisory means, and copies of either elsewhere."""
    down = {event.id: withdraw.of_story(story, event) or withdraw.meant(story, outlet, event) for event in live}
    roots = [report for reports in down.values() for report in reports]
    return {event.id: down[event.id] or withdraw.copies(event, roots) for event in live}


def _touched(story: Story, outlet: str, said: tuple[str, ...], event: Event, fallen: Sequence[Report], now: datetime) -> Decision | None:
    if "WITHDRAWN" in said:
        return withdraw.fallen(event, fallen, _notice(story, outlet, fallen[0], now), now) if fallen else None
    own = withdraw.of_story(story, event)
    if own:
        return missing(event, story.id, story.version, outlet, now)
    meant = withdraw.meant(story, outlet, event) if "CORRECTED" in said and not _heard(story, event) else []
    return _corrected(event, _notice(story, outlet, meant[0], now), now) if meant else None


def _heard(story: Story, event: Event) -> bool:
    return any(report.story == story.id for report in current(event.reports))


def _notice(story: Story, outlet: str, report: Report, now: datetime) -> Report:
    """The advisory as a report: the claim it speaks of, in its own words."""
    claim = replace(report.claim, quotes=(story.title or story.text[:300],), post=False)
    return replace(
        report,
        id=name_of(story.id, str(story.version), "notice"),
        story=story.id,
        version=story.version,
        outlet=outlet,
        url=story.url,
        title=story.title,
        published=story.published,
        seen=now,
        claim=claim,
    )


def _corrected(event: Event, notice: Report, now: datetime) -> Decision:
    record = Revision(now, "corrected", "", notice.outlet, notice.id)
    marked = weighed(replace(event, revisions=(*event.revisions, record), revision=event.revision + 1, changed=now))
    return Decision(marked, Change.CORRECTED, notice, note=f"{notice.outlet} corrected its report: {notice.title}")


def unavailable(story: str, outlet: str, known: Sequence[Event], now: datetime) -> tuple[Event, ...]:
    """The events of a story whose page is gone (404, 410): noted, and never taken for a denial."""
    return tuple(
        replace(event, revisions=(*event.revisions, Revision(now, "page", "", f"no longer available at {outlet}", story)), changed=now)
        for event in known
        if any(report.story == story for report in event.reports)
    )
