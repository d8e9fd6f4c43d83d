"""A story read again: its claims are compared with what it said before, never its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.merge.change import filled
from bot.merge.figures import pair_of, quantity_of, toll_of, with_quantity
from bot.merge.fold import weighed
from bot.merge.identity import fit
from bot.merge.ladder import GONE, current
from bot.merge.quantities import range_of, shift, spoken
from bot.merge.slots import clean, slots_of, way_of
from bot.merge.windows import KINDS
from bot.model import AHEAD, NEGATIVE, Change, Claim, Decision, Event, Report, Revision, Status, firm_word

STEP = 0.25
SAID = MappingProxyType({"quantity": "count", "date": "day"})  # slots as readers call them, where they do otherwise


def before(report: Report, live: Sequence[Event]) -> tuple[Event, Report] | None:
    """What an earlier version of the story said of the same thing, with the event it is filed under."""
    if report.version == 1:
        return None
    found = [
        (_likeness(report, old), old.version, event.id, event, old)
        for event in live
        for old in current(event.reports)
        if old.story == report.story and old.version < report.version and _same_kind(old.claim, report.claim)
    ]
    best = max(found, key=lambda one: one[:3], default=None)
    return (best[3], best[4]) if best and best[0] > 0 else None


def _same_kind(old: Claim, new: Claim) -> bool:
    return KINDS[old.type].family == KINDS[new.type].family and (old.status in NEGATIVE) == (new.status in NEGATIVE)


def _likeness(report: Report, old: Report) -> int:
    """Agreeing slots less clashing ones; the same sentence counts for two."""
    found = fit(slots_of(report), slots_of(old))
    return len(found.agree) - len(found.against) + 2 * bool(set(report.claim.quotes) & set(old.claim.quotes))


def revised(event: Event, old: Report, report: Report, now: datetime) -> Decision:
    """The event after the story changed what it says: corrected where the story says so, else by what changed."""
    changes = tuple(_changes(clean(old), clean(report)))
    report = replace(report, newsroom=old.newsroom, cell=old.cell, why=("a later version of its story",))
    records = tuple(Revision(report.seen, slot, was, new, report.id) for slot, was, new, _ in changes)
    note = "; ".join(_said(slot, was, new) for slot, was, new, _ in changes)
    corrected = "CORRECTED" in report.marks and "CORRECTED" not in old.marks
    if corrected:
        records = (*records, Revision(report.seen, "corrected", "", report.outlet, report.id))
    change = Change.CORRECTED if corrected else max((grade for *_, grade in changes), key=_WEIGHT.index, default=Change.NONE)
    claim = _updated(event.claim, clean(old), clean(report))
    grown = replace(
        event,
        claim=claim,
        status=claim.status,
        reports=(*event.reports, report),
        revisions=(*event.revisions, *records),
        revision=event.revision + 1,
        changed=now,
    )
    line = f"{report.outlet}: {note or 'corrected'}" if change is not Change.NONE else ""
    return Decision(weighed(grown), change, report, why=report.why, note=line)


def _said(slot: str, was: str, now: str) -> str:
    """A change in words: "count 17 → at least 23", "place now known: Wonsan"."""
    name = SAID.get(slot, slot)
    was, now = (firm_word(Status(told)) for told in (was, now)) if slot == "status" else (was, now)
    return f"{name} {was} → {now}" if was else f"{name} now known: {now}"


_WEIGHT = (Change.NONE, Change.REFINED, Change.STATUS, Change.REVISED)


def _changes(old: Claim, new: Claim) -> Iterator[tuple[str, str, str, Change]]:
    """Each slot that changed: its name, what it was, what it is, how grave that is."""
    yield from _figure(old, new)
    if toll_of(old) != toll_of(new) and toll_of(new):
        yield "killed", str(toll_of(old) or ""), str(toll_of(new)), Change.REVISED
    if old.status is not new.status:
        yield "status", old.status.value, new.status.value, Change.STATUS if old.status in AHEAD else Change.REFINED
    for slot, was, now in _names(old, new):
        if was != now and now:
            yield slot, was, now, Change.REVISED if was else Change.REFINED


def _figure(old: Claim, new: Claim) -> Iterator[tuple[str, str, str, Change]]:
    pair = pair_of(old, new)
    was, now = (pair.old, pair.new) if pair else (None, quantity_of(new))
    ours, theirs = range_of(was), range_of(now)
    if theirs is None or ours == theirs:
        return
    grave = ours is not None and not ours.meets(theirs) and shift(ours, theirs) >= STEP
    yield "quantity", spoken(was), spoken(now), Change.REVISED if grave else Change.REFINED


def _names(old: Claim, new: Claim) -> Iterator[tuple[str, str, str]]:
    for slot in ("actor", "target", "place"):
        yield slot, ", ".join(getattr(old, slot)), ", ".join(getattr(new, slot))
    yield "speaker", _speakers(old), _speakers(new)
    yield "date", _days(old), _days(new)
    yield "reversal", way_of(old), way_of(new)


def _speakers(claim: Claim) -> str:
    return ", ".join(sorted({s.party or s.org or s.name or "" for s in claim.source}))


def _days(claim: Claim) -> str:
    days = claim.date
    return "" if days is None else f"{days.start}" if days.start == days.end else f"{days.start} to {days.end}"


def _updated(merged: Claim, old: Claim, new: Claim) -> Claim:
    """The event's claim where it still says what the old version said, as the new version has it."""
    moved = {
        slot: getattr(new, slot)
        for slot in ("actor", "target", "place", "date", "casualties", "source", "status")
        if getattr(merged, slot) == getattr(old, slot) and getattr(new, slot)
    }
    if merged.reversal is old.reversal and way_of(new):
        moved["reversal"] = new.reversal
    claim = filled(replace(merged, **moved), new)
    return with_quantity(claim, new) if quantity_of(merged) == quantity_of(old) else claim


def missing(event: Event, story: str, version: int, outlet: str, now: datetime) -> Decision | None:
    """An event whose story was read again without the claim: noted, and told on the second read."""
    lost = [r for r in current(event.reports) if r.story == story and r.version < version]
    if not lost:
        return None
    reports = tuple(replace(r, missed=r.missed + 1) if r in lost else r for r in event.reports)
    gone = max(r.missed for r in lost) + 1
    event = replace(event, reports=reports)
    if gone != GONE:
        return Decision(event, Change.NONE, lost[0])
    record = Revision(now, "gone", "", outlet, lost[0].id)
    event = weighed(replace(event, revisions=(*event.revisions, record), revision=event.revision + 1, changed=now))
    return Decision(event, Change.REFINED, lost[0], note=f"no longer in the article of {outlet}")
