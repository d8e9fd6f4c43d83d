"""A part of something larger: one town's share of a raid on many, told as an event of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from bot.merge import places
from bot.merge.identity import fit
from bot.merge.ladder import current
from bot.merge.offshore import meet
from bot.merge.slots import HIT, slots_of
from bot.merge.windows import KINDS
from bot.model import AHEAD, NEGATIVE, Event, Link, LinkKind, Report

_MANY = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|multiple|many|major|other|dozens of|all)"
WIDE = re.compile(
    rf"\b(?:nationwide|countrywide|across the (?:country|nation)|{_MANY} (?:\w+ ){{0,2}}(?:cities|regions|towns|provinces|villages))\b",
    re.IGNORECASE,
)
WHY = "told of many places that day"


def with_parts(event: Event, report: Report, live: Sequence[Event]) -> tuple[Event, tuple[Event, ...]]:
    """An event with the larger one it is part of, and the events that are parts of it, each with its link."""
    if report.claim.type not in HIT or report.claim.status in NEGATIVE | AHEAD:
        return event, ()
    near = [o for o in live if o.id != event.id and KINDS[o.type].family == KINDS[event.type].family and o.status not in NEGATIVE | AHEAD]
    whole = next((o for o in near if wide(o) and part(event, o)), None) if not wide(event) else None
    parts = [o for o in near if not wide(o) and part(o, event)] if wide(event) else []
    return (_linked(event, whole) if whole else event), tuple(_linked(one, event) for one in parts if not _is_linked(one, event))


def wide(event: Event) -> bool:
    """Whether reports of an event tell of several places apart, or of the whole country."""
    return any(_wide(report) for report in current(event.reports))


def _wide(report: Report) -> bool:
    apart = [name for name in slots_of(report).place if places.known(name)]
    two = any(not meet(a, b) for a, b in combinations(apart, 2))
    return two or any(WIDE.search(quote) for quote in report.claim.quotes)


def part(event: Event, whole: Event) -> bool:
    """Whether one event is a place's share of another: nothing but its places tells them apart, and who, or whom, and when agree."""
    ours = [slots_of(report) for report in current(event.reports)]
    theirs = [slots_of(report) for report in current(whole.reports)]
    if not any(one.place for one in ours):
        return False
    found = [fit(replace(one, place=()), replace(other, place=())) for one in ours for other in theirs]
    clashes = sum(bool(one.against) for one in found)
    return clashes * 4 <= len(found) and any({"target", "day"} <= set(one.agree) and not one.against for one in found)


def _is_linked(event: Event, whole: Event) -> bool:
    return any(link.to == whole.id and link.kind is LinkKind.PART_OF for link in event.links)


def _linked(event: Event, whole: Event) -> Event:
    kept = tuple(link for link in event.links if not (link.to == whole.id and link.kind is LinkKind.MAYBE_SAME))
    return event if _is_linked(event, whole) else replace(event, links=(*kept, Link(LinkKind.PART_OF, whole.id, WHY)))
