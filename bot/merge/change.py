"""What one more report changes in its event: the merged claim, and the name of the change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.merge import lineage
from bot.merge.ladder import Rung, admitted, parties_of, rung
from bot.merge.quantities import range_of, shift, spoken
from bot.model import Amount, Change, Claim, Event, Item, Report, Revision, Status

STEP = 0.25  # a figure that moved by this share is news of its own
FIRMNESS = (Status.POSSIBLE, Status.PLANNED, Status.ALLEGED, Status.ASSERTED)
FILLED = ("actor", "target", "item", "place", "date", "money", "casualties")


@dataclass(frozen=True, slots=True)
class Effect:
    """A change with the event's claim after it, what is recorded of it, and its line for readers."""

    change: Change
    claim: Claim
    revisions: tuple[Revision, ...] = ()
    note: str = ""


def quantity_of(claim: Claim) -> Amount | None:
    """The claim's first figure."""
    return next((item.quantity for item in claim.item if item.quantity is not None), None)


def effect_of(event: Event, report: Report) -> Effect:
    """What a report does to an event it belongs to: the first that holds, gravest first."""
    claim = _filled(event.claim, report.claim)
    for effect in (_admission, _stage, _figure, _toll, _party, _slot, _outlet):
        found = effect(event, report, claim)
        if found is not None:
            return found
    return Effect(Change.NONE, claim)


def _filled(ours: Claim, theirs: Claim) -> Claim:
    empty = {name: getattr(theirs, name) for name in FILLED if not getattr(ours, name) and getattr(theirs, name)}
    firmer = max(ours.status, theirs.status, key=FIRMNESS.index)
    post = ours.post or theirs.post
    return replace(ours, **empty, status=firmer, post=post, background=ours.background and theirs.background)


def _recorded(report: Report, slot: str, old: str, new: str) -> tuple[Revision, ...]:
    return (Revision(report.seen, slot, old, new, report.id),)


def _admission(event: Event, report: Report, claim: Claim) -> Effect | None:
    accused = event.claim.status is Status.ALLEGED
    if not accused or not admitted(report) or report.claim.status is not Status.ASSERTED or rung(event.reports) is Rung.ADMITTED:
        return None
    doer = next(iter(set(report.claim.actor) & set(parties_of(report))))
    return Effect(Change.ADMITTED, claim, _recorded(report, "admitted", "", doer), f"confirmed by {doer}")


def _stage(event: Event, report: Report, claim: Claim) -> Effect | None:
    ahead = {Status.PLANNED, Status.POSSIBLE}
    old, new = event.claim.status, claim.status
    if old not in ahead or new is old:
        return None
    return Effect(
        Change.STATUS, _with_quantity(claim, report.claim), _recorded(report, "status", old.value, new.value), f"{old.value} → {new.value}"
    )


def _figure(event: Event, report: Report, claim: Claim) -> Effect | None:
    old, new = quantity_of(event.claim), quantity_of(report.claim)
    ours, theirs = range_of(old), range_of(new)
    if new is None or theirs is None or ours is None or ours == theirs:
        return None
    line = f"{spoken(old)} → {spoken(new)}"
    record = _recorded(report, "quantity", spoken(old), spoken(new))
    if ours.meets(theirs):
        narrower = theirs.within(ours) or theirs.figure > ours.figure
        return Effect(Change.REFINED, _with_quantity(claim, report.claim), record, line) if narrower else None
    if not _same_voice(event, report):
        return Effect(
            Change.DISPUTED,
            claim,
            _recorded(report, "disputed", spoken(old), f"{spoken(old)} or {spoken(new)}"),
            f"{spoken(new)} by another count, not {spoken(old)}",
        )
    revised = shift(ours, theirs) >= STEP
    return Effect(Change.REVISED if revised else Change.REFINED, _with_quantity(claim, report.claim), record, line)


def _same_voice(event: Event, report: Report) -> bool:
    """The party that told the old figure, or the outlet itself, tells the new one; who speaks in nobody's name disputes nothing."""
    told = {party for known in event.reports for party in parties_of(known)}
    speaking = set(parties_of(report))
    return not told or not speaking or bool(told & speaking) or any(known.story == report.story for known in event.reports)


def _with_quantity(claim: Claim, theirs: Claim) -> Claim:
    new = next((item for item in theirs.item if item.quantity is not None), None)
    if new is None:
        return claim
    place = next((i for i, item in enumerate(claim.item) if item.quantity is not None), 0)
    item: tuple[Item, ...] = claim.item or (new,)
    changed = replace(item[place], quantity=new.quantity)
    return replace(claim, item=(*item[:place], changed, *item[place + 1 :]))


def _toll(event: Event, report: Report, claim: Claim) -> Effect | None:
    old, new = event.claim.casualties, report.claim.casualties
    if old is None or new is None or old.killed_min is None or new.killed_min is None or new.killed_min <= old.killed_min:
        return None
    grown = replace(claim, casualties=new)
    record = _recorded(report, "killed", str(old.killed_min), str(new.killed_min))
    change = Change.REVISED if new.killed_min - old.killed_min >= STEP * old.killed_min else Change.REFINED
    return Effect(change, grown, record, f"killed {old.killed_min} → {new.killed_min}")


def _party(event: Event, report: Report, claim: Claim) -> Effect | None:
    told = {party for known in event.reports for party in parties_of(known)}
    new = [party for party in parties_of(report) if party not in told]
    return Effect(Change.PARTY, claim, _recorded(report, "party", "", ", ".join(new)), ", ".join(new)) if new else None


def _slot(event: Event, _report: Report, claim: Claim) -> Effect | None:
    new = [name for name in FILLED if getattr(claim, name) != getattr(event.claim, name)]
    return Effect(Change.REFINED, claim, note=f"now known: {', '.join(new)}") if new else None


def _outlet(event: Event, report: Report, claim: Claim) -> Effect | None:
    if lineage.key(report.outlet) in {lineage.key(known.outlet) for known in event.reports}:
        return None
    return Effect(Change.OUTLET, claim, note=f"also {report.outlet}")
