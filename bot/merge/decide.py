"""The decision on one report: join the event it fits, deny one, or open a new one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.merge import lineage, moves, revise, settle, withdraw
from bot.merge.change import ASKED, effect_of
from bot.merge.denial import decision_on_denial, with_admission, with_denials
from bot.merge.fold import grown, opened, retold, weighed
from bot.merge.identity import Fit, fit
from bot.merge.ladder import current
from bot.merge.links import beside, with_links
from bot.merge.parts import with_parts
from bot.merge.slots import slots_of
from bot.merge.windows import KINDS
from bot.model import NEGATIVE, Change, Decision, Event, Report, Revision


def merge(report: Report, known: Sequence[Event], now: datetime) -> Decision:
    """The event of a report in its new state, and what changed."""
    live = [event for event in known if not event.merged_into]
    again = next((event for event in live if any(r.id == report.id for r in event.reports)), None)
    if again is not None:
        return Decision(again, Change.NONE, report)
    if "WITHDRAWN" in report.marks:
        return _withdrawn(report, live, now)
    former = revise.before(report, live)
    if former is not None:
        return revise.revised(*former, report, now)
    if report.claim.status in NEGATIVE:
        return decision_on_denial(report, live, now)
    return _placed(report, live, now)


def _withdrawn(report: Report, live: Sequence[Event], now: datetime) -> Decision:
    """What a withdrawn story's own claim takes down; a withdrawn claim that nobody knew opens nothing that is told."""
    for event in live:
        own = [r for r in current(event.reports) if r.story == report.story or lineage.key(r.outlet) == lineage.key(report.outlet)]
        same = [r for r in own if r.story == report.story or not fit(slots_of(r), slots_of(report)).against]
        if same:
            return withdraw.fallen(event, same, report, now)
    event = opened(replace(report, withdrawn=True), now, "withdrawn by its own outlet")
    return Decision(event, Change.NONE, event.reports[0], opened=True, why=event.reports[0].why)


def _placed(report: Report, live: Sequence[Event], now: datetime) -> Decision:
    pool = [e for e in live if e.status not in NEGATIVE and KINDS[e.type].family == KINDS[report.claim.type].family]
    same = _alike(report, pool)
    if same is not None:
        return _tied(_joined(same, report, now), live)
    groups = settle.groups_of(report, pool, now)
    mine = next(group for group in groups if any(r.id == report.id for r in group.reports))
    homes = moves.homes_of(groups, pool)
    moved = moves.moved(groups, homes, pool, mine, now)
    event = next((e for e in pool if e.id == homes.get(id(mine))), None)
    anew = moves.sorted_anew(moved, pool)
    if event is None:
        return replace(_opened(report, mine, live, moved, now), anew=anew)
    base = moves.without(event, mine, report, now)
    joined = _joined(base, report, now)
    return _tied(replace(joined, also=(*joined.also, *moved), anew=(*anew, *moves.sorted_anew([base], pool))), live)


def _tied(decision: Decision, live: Sequence[Event]) -> Decision:
    """The decision with what its event now stands to: what it admits, the parts it has, the whole it is part of."""
    event, report = decision.event, decision.report
    if decision.change is Change.ADMITTED:
        event = with_admission(event, report, live)
    event, parts = with_parts(event, report, _as_moved(live, decision.also))
    return replace(decision, event=event, also=(*decision.also, *parts))


def _as_moved(live: Sequence[Event], moved: Sequence[Event]) -> list[Event]:
    now = {event.id: event for event in live} | {event.id: event for event in moved}
    return [event for event in now.values() if not event.merged_into]


def _alike(report: Report, pool: Sequence[Event]) -> Event | None:
    """The one event that holds a report with exactly these slots: nothing else can change then."""
    slots = slots_of(report)
    if not fit(slots, slots).same:
        return None
    holders = [event for event in pool if any(slots_of(r) == slots for r in current(event.reports))]
    return holders[0] if len(holders) == 1 else None


def _joined(event: Event, report: Report, now: datetime) -> Decision:
    why = (_reason(settle.fits(slots_of(report), map(slots_of, current(event.reports)))),)
    cell = settle.cell_of(report, event)
    report = replace(report, newsroom=lineage.newsroom(report, event.reports), why=why, cell=cell)
    effect = effect_of(event, report)
    more = grown(event, report, effect, now)
    if not _corrects(report, event):
        return Decision(more, effect.change, report, why=why, note=effect.note)
    record = Revision(report.seen, "corrected", "", report.outlet, report.id)
    note = f"{report.outlet} corrected its report" + (f": {effect.note}" if effect.note else "")
    return Decision(weighed(replace(more, revisions=(*more.revisions, record))), Change.CORRECTED, report, why=why, note=note)


def _reason(best: Fit | None) -> str:
    if best is None:
        return "with those an operator joined"
    return f"agrees in {', '.join(ASKED.get(name, name) for name in best.agree)}; nothing clashes"


def _corrects(report: Report, event: Event) -> bool:
    """Whether a story that says it corrects stands beside an earlier one of its outlet."""
    own = (r for r in event.reports if lineage.key(r.outlet) == lineage.key(report.outlet))
    return "CORRECTED" in report.marks and any("CORRECTED" not in r.marks for r in own)


def _opened(report: Report, group: settle.Group, live: Sequence[Event], moved: tuple[Event, ...], now: datetime) -> Decision:
    twin = beside(report, live)
    if twin is not None:  # kept, and told when another story says so
        report = replace(report, claim=replace(report.claim, post=False))
    event = opened(report, now, "nothing known fits")
    if len(group.reports) > 1:
        event = retold(event, [report if r.id == report.id else r for r in group.reports], now)
    event = replace(event, links=(twin,) if twin else ())
    event, plans = with_links(event, report, live, now)
    event, denials = with_denials(event, live, now)
    mine = next(r for r in event.reports if r.id == report.id)
    return _tied(Decision(event, Change.OPENED, mine, also=(*moved, *plans, *denials), opened=True, why=mine.why), live)


def main_of(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The events of a story's decisions, its main one first: the lead claim's; of several leads the headline's, then one fit to post."""
    return tuple(dict.fromkeys(decision.event.id for decision in sorted(decisions, key=_weight)))


def _weight(decision: Decision) -> tuple[int, bool, bool, bool, int]:
    claim, title = decision.report.claim, decision.report.title
    start = min((span.start for span in claim.evidence), default=0)
    return (-claim.importance, claim.background, start >= len(title), not claim.post, start)
