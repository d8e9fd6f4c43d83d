"""An event is what its reports add up to: told from the first to the last, so that it can be told again when one moves or falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.merge import lineage
from bot.merge.change import effect_of
from bot.merge.figures import Effect
from bot.merge.flags import flags_of
from bot.merge.grade import grade_of
from bot.merge.ladder import counts, current
from bot.merge.reports import name_of
from bot.merge.slots import clean
from bot.model import Event, Report

# Recorded of an event from outside its reports' slots: kept when it is told again.
KEPT = frozenset({"denied", "denied earlier", "doubted", "withdrawn", "dropped", "corrected", "joined", "split", "gone", "due", "page"})


def event_id(report: Report) -> str:
    """The id of the event that a report opens."""
    return name_of("event", report.id)


def opened(report: Report, now: datetime, why: str) -> Event:
    """An event that a report opens; its id follows from the report's."""
    first = replace(report, why=report.why or (why,))
    claim = clean(first)
    return weighed(Event(event_id(first), claim.type, claim.status, now, now, claim, (first,)))


def grown(event: Event, report: Report, effect: Effect, now: datetime) -> Event:
    """The event with one more report."""
    more = replace(
        event,
        status=effect.claim.status,
        claim=effect.claim,
        reports=(*event.reports, report),
        revisions=(*event.revisions, *effect.revisions),
        revision=event.revision + 1,
        changed=now,
    )
    return weighed(more)


def weighed(event: Event) -> Event:
    """The event with its counts and flags as its reports and revisions stand."""
    outlets, newsrooms, parties = counts(event)
    counted = replace(
        event, outlets=outlets, newsrooms=newsrooms, parties=parties, flags=flags_of(event.status, event.revisions, event.claim.reversal)
    )
    return replace(counted, grade=grade_of(counted))


def retold(base: Event, reports: Sequence[Report], now: datetime) -> Event:
    """`base` made anew from other reports: what was told to channels, links and rulings stay, the slots are what these reports say."""
    each = sorted(reports, key=lambda r: (r.seen, r.id))
    live = {report.id for report in current(tuple(each))}
    standing = [report for report in each if report.id in live] or each
    event = opened(standing[0], now, "")
    for report in standing[1:]:
        event = grown(event, _rooted(report, event.reports), effect_of(event, report), now)
    fallen = tuple(report for report in each if report not in standing)
    return weighed(
        replace(
            event,
            id=base.id,
            type=base.type if any(r.claim.type is base.type for r in standing) else event.type,
            opened=base.opened,
            reports=tuple(sorted((*event.reports, *fallen), key=lambda r: (r.seen, r.id))),
            links=base.links,
            apart=base.apart,
            revisions=(*event.revisions, *(r for r in base.revisions if r.slot in KEPT)),
            revision=base.revision + 1,
            alerted=base.alerted,
            pushed=base.pushed,
        )
    )


def _rooted(report: Report, others: Sequence[Report]) -> Report:
    return replace(report, newsroom=lineage.newsroom(report, others))
