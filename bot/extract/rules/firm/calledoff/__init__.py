"""Events that a sentence takes back: called off, scrapped, turned down, halted, put off, or not one's own doing. Exact, by the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.families import LAUNCHES, SUPPLY
from bot.extract.proposal import Proposal
from bot.extract.rules.firm.calledoff.reader import in_sentence
from bot.extract.rules.reading import Off, Offs, Reading
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.extract.status import status_of
from bot.extract.text.tree import is_verb
from bot.extract.text.view import parsed
from bot.model import AHEAD, NEGATIVE, Claim, ClaimType, Status


def called_off(doc: Doc) -> Offs:
    """What each sentence of a story takes back, puts off or disowns; the others are left out."""
    found = ((s.index, in_sentence(doc, s.index)) for s in doc.sentences)
    held = ((index, offs, _ahead(doc, index)) for index, offs in found if offs)
    return {index: tuple(replace(o, ahead=ahead) for o in offs) for index, offs, ahead in held}


def _ahead(doc: Doc, index: int) -> frozenset[int]:
    """Where a sentence has verbs of what is only to come."""
    tokens, shift = parsed(doc, index) or ((), 0)
    return frozenset(shift + t.idx for t in tokens if is_verb(t) and status_of(t).status in AHEAD)


def taken_back(rules: Sequence[Proposal], offs: Offs) -> tuple[Proposal, ...]:
    """The rules' proposals with the status of what their sentence calls off, or keeps."""
    denied = {(p.sentence, p.type) for p in rules if p.status is Status.DENIED}
    return tuple(p if (p.sentence, p.type) in denied else _proposal(p, offs.get(p.sentence, ())) for p in rules)


def _proposal(proposal: Proposal, found: Sequence[Off]) -> Proposal:
    at = -1 if proposal.trigger is None else proposal.trigger
    off = next((o for o in found if proposal.type in o.types and o.start <= at < o.end), None)
    if off is None or (off.stands and proposal.status not in NEGATIVE):
        return proposal
    return replace(proposal, status=off.status, why=off.why)


def restated(doc: Doc, cells: Sequence[Cell], offs: Offs) -> tuple[Cell, ...]:
    """The heads' cells with the status of what their sentence calls off, where it tells no other event of the type."""
    return tuple(_cell(doc, c, offs.get(c.sentence, ())) for c in cells)


def _cell(doc: Doc, cell: Cell, found: Sequence[Off]) -> Cell:
    offs = [o for o in found if _kin(cell.type) & o.types]
    if not offs or not _all_off(doc, cell, offs):
        return cell
    shares = dict(zip(STATUSES, cell.status, strict=True))
    denied = sum(shares[s] for s in NEGATIVE)
    if offs[0].stands:
        kept = {s: 0.0 if s in NEGATIVE else share for s, share in shares.items()}
        kept[Status.PLANNED] += denied
        return replace(cell, status=tuple(kept[s] for s in STATUSES))
    if offs[0].status is Status.NEGATED and shares[Status.DENIED] > 0.5:
        return cell
    return replace(cell, status=tuple(float(s is offs[0].status) for s in STATUSES))


def _all_off(doc: Doc, cell: Cell, offs: Sequence[Off]) -> bool:
    """Whether every word of the sentence that may tell of the type stands in what is called off."""
    told = (m.start for _, m in doc.of(cell.sentence, Kind.TRIGGER) if _kin(cell.type) & set(m.ids))
    return all(any(at in o.ahead or o.start <= at < o.end for o in offs) for at in told)


def _kin(kind: ClaimType) -> frozenset[ClaimType]:
    """The types that one thing called off may be told as."""
    return next((kin for kin in (SUPPLY, LAUNCHES) if kind in kin), frozenset({kind}))


def settled(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """A feed item's claims without those that its headline tells flatly of what another sentence calls off."""
    gone = [c for c in claims if c.status is Status.NEGATED and any(_negates(o, c) for i in read.indices(c) for o in read.offs.get(i, ()))]

    def same(flat: Claim, off: Claim) -> bool:
        # One test is told as a launch and as a test: "Norland's missile test called off before launch".
        twins = flat.type is not off.type and {flat.type, off.type} == LAUNCHES and flat.actor == off.actor
        if twins and flat.status not in NEGATIVE and set(read.indices(flat)) <= set(read.indices(off)):
            return True
        apart = not set(read.indices(flat)) & set(read.indices(off))
        whose = set(flat.actor) <= set(off.actor) and (not flat.target or not off.target or bool(set(flat.target) & set(off.target)))
        return flat.type is off.type and flat.status not in NEGATIVE and apart and whose

    return tuple(c for c in claims if not any(same(c, off) for off in gone))


def _negates(off: Off, claim: Claim) -> bool:
    return claim.type in off.types and off.status is Status.NEGATED and not off.stands


__all__ = ["called_off", "restated", "settled", "taken_back"]
