"""What one more report changes in its event: the merged claim, and the name of the change."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from bot.merge import lineage
from bot.merge.figures import Effect, figure_effect, outcounted, recorded, toll_effect, with_quantity
from bot.merge.ladder import Rung, accused, deniers, own_word, parties_of, rung, sides, standing, sure, weighing
from bot.merge.parties import called
from bot.merge.slots import clean
from bot.model import AHEAD, Change, Claim, Event, Report, Status, firm_word, word_of

FIRMNESS = (Status.POSSIBLE, Status.PLANNED, Status.ALLEGED, Status.ASSERTED)
# What each is told as once it is known; a reversal has a line of its own.
ASKED = MappingProxyType(
    {
        "actor": "who",
        "target": "to whom",
        "item": "with what",
        "place": "where",
        "date": "when",
        "day": "when",
        "money": "the sum",
        "casualties": "the killed and wounded",
    }
)
FILLED = ("actor", "target", "item", "place", "date", "money", "casualties", "reversal")


def effect_of(event: Event, report: Report) -> Effect:
    """What a report does to an event it belongs to: the first that holds, gravest first; nothing where it is not sure and others are."""
    return _turned(event, report, _effect_of(event, report))


def _turned(event: Event, report: Report, effect: Effect) -> Effect:
    """The effect with the record that the event is known to undo something, where it was not: never a silent change of its word."""
    old, new = event.claim.reversal, effect.claim.reversal
    if new is old or new is None:
        return replace(effect, claim=replace(effect.claim, reversal=old))
    record, known = recorded(report, "reversal", old or "", new), f"now known: {word_of(event.type, new)}"
    return replace(effect, revisions=(*effect.revisions, *record), note="; ".join(filter(None, (effect.note, known))))


def _effect_of(event: Event, report: Report) -> Effect:
    known = any(map(sure, standing(event.reports)))
    if (not sure(report) and known) or outcounted(event, report):
        return Effect(Change.NONE, event.claim)
    if sure(report) and not known:
        return _outlet(event, report, clean(report)) or Effect(Change.NONE, clean(report))
    claim = filled(event.claim, clean(report))
    for effect in (_admission, _stage, figure_effect, toll_effect, _party, _rung, _slot, _outlet):
        found = effect(event, report, claim)
        if found is not None:
            return found
    return Effect(Change.NONE, claim)


def filled(ours: Claim, theirs: Claim) -> Claim:
    """A claim with what it lacks taken from another; when something was decided is not when it was done."""
    ahead = {"date"} if theirs.status in AHEAD and ours.status not in AHEAD else set()
    empty = {name: getattr(theirs, name) for name in FILLED if name not in ahead and not getattr(ours, name) and getattr(theirs, name)}
    firmer = max(ours.status, theirs.status, key=FIRMNESS.index)
    post = ours.post or theirs.post
    return replace(ours, **empty, status=firmer, post=post, background=ours.background and theirs.background)


def _admission(event: Event, report: Report, claim: Claim) -> Effect | None:
    if report.claim.status is not Status.ASSERTED or not own_word(report) or rung(event.reports) is Rung.ADMITTED:
        return None
    if not accused(standing(event.reports)):
        return None
    doer = min(set(clean(report).actor) & set(parties_of(report)))
    return Effect(Change.ADMITTED, claim, recorded(report, "admitted", "", doer), f"confirmed by {doer}")


def _stage(event: Event, report: Report, claim: Claim) -> Effect | None:
    old, new = event.claim.status, claim.status
    if old not in AHEAD or new is old:
        return None
    done = recorded(report, "status", old.value, new.value)
    return Effect(Change.STATUS, with_quantity(claim, report.claim), done, f"{firm_word(old)} → {firm_word(new)}")


def _party(event: Event, report: Report, claim: Claim) -> Effect | None:
    denied_by, heard = deniers(event.revisions), weighing(event.reports)
    new = sides((*heard, report), denied_by) - sides(heard, denied_by)
    told = [called(report, party) for party in parties_of(report) if party in new]
    return Effect(Change.PARTY, claim, recorded(report, "party", "", ", ".join(told)), f"also said by {', '.join(told)}") if told else None


def _rung(event: Event, report: Report, claim: Claim) -> Effect | None:
    """A rung up without a new party: a name where nobody was named."""
    denied_by = deniers(event.revisions)
    old, new = rung(event.reports, denied_by), rung((*event.reports, report), denied_by)
    return Effect(Change.PARTY, claim, note="now with a named source") if new > old and new is Rung.SINGLE_NAMED else None


def _slot(event: Event, _report: Report, claim: Claim) -> Effect | None:
    new = [name for name in FILLED if getattr(claim, name) != getattr(event.claim, name)]
    told = ", ".join(ASKED[name] for name in new if name in ASKED)
    return Effect(Change.REFINED, claim, note=f"now known: {told}" if told else "") if new else None


def _outlet(event: Event, report: Report, claim: Claim) -> Effect | None:
    if lineage.key(report.outlet) in {lineage.key(known.outlet) for known in event.reports}:
        return None
    return Effect(Change.OUTLET, claim, note=f"also told by {report.outlet}")
