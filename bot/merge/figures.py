"""What a new figure does to an old one: refined, revised, disputed, or only a part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.merge.items import related
from bot.merge.ladder import SURE, parties_of
from bot.merge.quantities import Range, range_of, shift, spoken
from bot.model import AHEAD, Amount, Change, Claim, Event, Item, Report, Revision

STEP = 0.25  # a figure that moved by this share is news of its own
_MORE = r"another|additional|further|more (?:missiles|rockets|drones|shells)|in the (?:morning|afternoon|evening)|of (?:them|these|those)"
PART = re.compile(rf"\b({_MORE})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Effect:
    """A change with the event's claim after it, what is recorded of it, and its line for readers."""

    change: Change
    claim: Claim
    revisions: tuple[Revision, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures for one kind of item; `place`: where the old one stands among the claim's items."""

    place: int
    old: Amount
    new: Amount


def recorded(report: Report, slot: str, old: str, new: str) -> tuple[Revision, ...]:
    """A change as the event keeps it."""
    return (Revision(report.seen, slot, old, new, report.id),)


def pair_of(ours: Claim, theirs: Claim) -> Pair | None:
    """The first two figures that count the same kind of thing."""
    counted = [(place, item, item.quantity) for place, item in enumerate(ours.item)]
    for new in theirs.item:
        for place, old, amount in counted:
            if amount is not None and new.quantity is not None and related(old.category, new.category):
                return Pair(place, amount, new.quantity)
    return None


def figure_effect(event: Event, report: Report, claim: Claim) -> Effect | None:
    """What a report's count does to the event's; None where it changes nothing."""
    pair = pair_of(event.claim, report.claim)
    ours, theirs = (range_of(pair.old), range_of(pair.new)) if pair else (None, None)
    if pair is None or ours is None or theirs is None or ours == theirs or _idle(event, report, pair):
        return None
    line, record = f"{spoken(pair.old)} → {spoken(pair.new)}", recorded(report, "quantity", spoken(pair.old), spoken(pair.new))
    if _part(event, report, ours, theirs):
        return Effect(Change.REFINED, claim, recorded(report, "part", "", spoken(pair.new)), f"{spoken(pair.new)} of them apart")
    if ours.meets(theirs):
        narrower = theirs.within(ours) or theirs.figure > ours.figure
        return Effect(Change.REFINED, _counted(claim, pair), record, line) if narrower else None
    if not _same_voice(event, report):
        return _disputed(report, claim, pair)
    if _outspoken(report, [r for r in event.reports if any(item.quantity == pair.old for item in r.claim.item)]):
        return None
    change = Change.REVISED if shift(ours, theirs) >= STEP else Change.REFINED
    return Effect(change, _counted(claim, pair), record, line)


def _idle(event: Event, report: Report, pair: Pair) -> bool:
    """Whether a figure says nothing of the event's: a vague one beside a count, or of what is still to come: "will send six more"."""
    ahead = report.claim.status in AHEAD and event.status not in AHEAD
    ours, theirs = range_of(pair.old), range_of(pair.new)
    apart = ours is not None and theirs is not None and not ours.meets(theirs)
    return (ahead and apart) or (_vague(pair.new) and not _vague(pair.old))


def _vague(amount: Amount) -> bool:
    """Whether only a word tells how many: "several" says nothing against 17, nor of a part of them."""
    return amount.min is None and amount.max is None


def _disputed(report: Report, claim: Claim, pair: Pair) -> Effect:
    both = recorded(report, "disputed", spoken(pair.old), f"{spoken(pair.old)} or {spoken(pair.new)}")
    return Effect(Change.DISPUTED, claim, both, f"{spoken(pair.new)} by another count, not {spoken(pair.old)}")


def _part(event: Event, report: Report, ours: Range, theirs: Range) -> bool:
    """A smaller figure beside the total in one story, or one told as more of the same: a part, never the new count."""
    beside = any(known.story == report.story and known.version == report.version for known in event.reports)
    told = any(PART.search(quote) for quote in report.claim.quotes)
    return theirs.figure < ours.figure and (beside or told)


def _same_voice(event: Event, report: Report) -> bool:
    """The party that told the old figure, or the outlet itself, tells the new one; who speaks in nobody's name disputes nothing."""
    told = {party for known in event.reports for party in parties_of(known)}
    speaking = set(parties_of(report))
    return not told or not speaking or bool(told & speaking) or any(known.story == report.story for known in event.reports)


def _outspoken(report: Report, told: Sequence[Report]) -> bool:
    """Whether a report that nobody is named in, and that may well be wrong, stands against figures that somebody gave."""
    return report.claim.confidence < SURE and not parties_of(report) and any(map(parties_of, told))


def _counted(claim: Claim, pair: Pair) -> Claim:
    """The claim with the new figure, wherever it told the old one of the same kind of thing."""
    kind = claim.item[pair.place].category
    old = claim.item[pair.place].quantity
    same = (item.quantity == old and related(item.category, kind) for item in claim.item)
    return replace(claim, item=tuple(replace(item, quantity=pair.new) if hit else item for item, hit in zip(claim.item, same, strict=True)))


def with_quantity(claim: Claim, theirs: Claim) -> Claim:
    """A claim with another's figure in place of its own for the same kind of thing; as its first one where it has none."""
    pair = pair_of(claim, theirs)
    if pair is not None:
        return _counted(claim, pair)
    new = next((item for item in theirs.item if item.quantity is not None), None)
    if new is None or any(item.quantity is not None for item in claim.item):
        return claim
    items: tuple[Item, ...] = claim.item or (new,)
    return replace(claim, item=(replace(items[0], quantity=new.quantity), *items[1:]))


def toll_effect(event: Event, report: Report, claim: Claim) -> Effect | None:
    """What a report's toll does to the event's: early tolls rise, so that a lower one is an older one."""
    was, now = toll_of(event.claim), toll_of(report.claim)
    if was is None or now is None or now <= was or _outspoken(report, [r for r in event.reports if toll_of(r.claim) == was]):
        return None
    change = Change.REVISED if now - was >= STEP * was else Change.REFINED
    grown = replace(claim, casualties=report.claim.casualties)
    return Effect(change, grown, recorded(report, "killed", str(was), str(now)), f"{was} → {now} killed")


def outcounted(event: Event, report: Report) -> bool:
    """Whether a report gives fewer dead than another of its own story: a part of them, or the word of somebody who counts otherwise."""
    now = toll_of(report.claim)
    tolls = (toll_of(r.claim) for r in event.reports if r.story == report.story and r.version == report.version)
    return now is not None and any(was is not None and now < was for was in tolls)


def toll_of(claim: Claim) -> int | None:
    """The number of killed that a claim stands for."""
    told = claim.casualties
    return None if told is None else (told.killed_min if told.killed_min is not None else told.killed_max)


def quantity_of(claim: Claim) -> Amount | None:
    """The claim's first figure."""
    return next((item.quantity for item in claim.item if item.quantity is not None), None)
