"""Withdrawals: a report that falls takes with it all that hang on it, and every event says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.merge import lineage
from bot.merge.fold import retold, weighed
from bot.merge.ladder import current
from bot.model import Change, Decision, Event, Report, Revision, Story

RECENT = timedelta(days=7)
ALIKE = 0.5  # share of an advisory's or headline's telling words that the other holds
_SMALL = """about after also amid been from have into more over said says than that their them they this were what when which will with
would story report withdrawn withdraws withdrawal correction corrected corrects kill advisory article"""
STOP = frozenset(word[:6] for word in _SMALL.split())


def fallen(event: Event, reports: Sequence[Report], by: Report, now: datetime) -> Decision:
    """The event after some of its reports were withdrawn, with every report that hangs on them."""
    ids = {r.id for r in _dependents(event, reports)}
    marked = [replace(r, withdrawn=True) if r.id in ids else r for r in event.reports]
    root = any(lineage.key(r.outlet) == r.newsroom for r in reports)
    slot = "withdrawn" if root else "dropped"
    record = Revision(now, slot, f"{len(ids)} report{'' if len(ids) == 1 else 's'}", by.outlet, by.id)
    left = any(not r.withdrawn for r in marked)
    base = replace(event, revisions=(*event.revisions, record))
    told = retold(base, marked, now) if left else weighed(replace(base, reports=tuple(marked), revision=event.revision + 1, changed=now))
    rest = len({lineage.key(r.outlet) for r in marked if not r.withdrawn})
    note = f"{by.outlet} withdrew its report" + (f"; {rest} other outlet{'' if rest == 1 else 's'} stand" if rest else "; nothing stands")
    return Decision(told, Change.WITHDRAWN, by, note=note)


def _dependents(event: Event, roots: Sequence[Report]) -> list[Report]:
    """The reports withdrawn and, until nothing more falls, those that share their text, credit or cite them."""
    down = {r.id: r for r in roots}
    while True:
        names = {lineage.key(r.outlet) for r in down.values()}
        more = [r for r in event.reports if r.id not in down and (r.newsroom in names or names & set(r.cites))]
        if not more:
            return list(down.values())
        down |= {r.id: r for r in more}


def of_story(story: Story, event: Event) -> list[Report]:
    """The reports of an event that come from a story's earlier versions."""
    return [r for r in current(event.reports) if r.story == story.id]


def copies(event: Event, roots: Sequence[Report]) -> list[Report]:
    """The reports of an event that hold the text of reports withdrawn from another."""
    later = [r for r in current(event.reports) if any(r.published >= root.published for root in roots)]
    return [r for r in later if any(lineage.copied(r.shingles, root.shingles) for root in roots)]


def meant(story: Story, outlet: str, event: Event) -> list[Report]:
    """The reports of an event that an advisory of the same outlet speaks of."""
    own = [r for r in current(event.reports) if lineage.key(r.outlet) == lineage.key(outlet) and r.story != story.id]
    near = [r for r in own if timedelta() <= story.published - r.published <= RECENT]
    told = _words(f"{story.title} {story.text}")
    return [r for r in near if _share(_words(f"{r.title} {' '.join(r.claim.quotes)}"), _words(r.title), told)]


def _share(long: set[str], short: set[str], told: set[str]) -> bool:
    return any(len(words) > 2 and len(words & told) >= ALIKE * len(words) for words in (long, short))


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower())} - STOP
