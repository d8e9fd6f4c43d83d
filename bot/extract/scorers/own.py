"""What a sentence itself names comes before what its neighbours name: a head sees both, and two events side by side would share doers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, resolved
from bot.extract.proposal import Proposal
from bot.extract.scorers.cells import Cell, Pool

# The score of a rule's filler from which it tells the sentence's own doer or side hit: a subject has .9, what is less plain .5.
SURE = {"actor": 0.5, "target": 0.85}
AGREED = 0.5  # the chance from which the heads say the same
THEIRS = ("item", "count", "money", "casualties")  # what is not taken from a sentence with another doer
Ids = frozenset[str]


def anchored(doc: Doc, cells: Sequence[Cell], rules: Sequence[Proposal]) -> list[Cell]:
    """The cells without what belongs to the events of other sentences.

    Doers and targets that stand in no mention of the sentence go where the rules find its own and the heads agree; things, counts, money
    and casualties go where they stand in a sentence with another doer.
    """
    told: dict[int, list[Proposal]] = {}
    for proposal in rules:
        told.setdefault(proposal.sentence, []).append(proposal)
    own = [_anchored(doc, c, told.get(c.sentence, ())) for c in cells]
    doers = _doers(doc, own, told)
    return [_without_theirs(doc, c, doers) for c in own]


def _anchored(doc: Doc, cell: Cell, told: Sequence[Proposal]) -> Cell:
    roles = {role: kept for role in SURE if (kept := _own(doc, cell, told, role)) is not None} if told else {}
    return replace(cell, roles={**cell.roles, **roles}) if roles else cell


def _own(doc: Doc, cell: Cell, told: Sequence[Proposal], role: str) -> tuple[Pool, ...] | None:
    """The values of a role that the sentence names; None where it names none that both are sure of."""
    if not _agreed(doc, cell, told, role):
        return None
    here = {id_ for _, m in doc.of(cell.sentence) for id_ in resolved(doc, m).ids}
    return tuple(p for p in cell.roles[role] if p.key in here)


def _agreed(doc: Doc, cell: Cell, told: Sequence[Proposal], role: str) -> Ids:
    """The values of a role that both the rules find in the sentence and the heads are sure of."""
    fillers = (f for p in told for f in p.fillers(role) if f.score >= SURE[role] and doc.mentions[f.mention].sentence == cell.sentence)
    sure = {id_ for f in fillers for id_ in resolved(doc, doc.mentions[f.mention]).ids}
    return frozenset(str(p.key) for p in cell.roles[role] if p.key in sure and p.score >= AGREED)


def _doers(doc: Doc, cells: Sequence[Cell], told: Mapping[int, Sequence[Proposal]]) -> dict[int, Ids]:
    """The sure doers of each sentence that has some."""
    out: dict[int, Ids] = {}
    for cell in cells:
        found = _agreed(doc, cell, told.get(cell.sentence, ()), "actor")
        if found:
            out[cell.sentence] = out.get(cell.sentence, frozenset()) | found
    return out


def _without_theirs(doc: Doc, cell: Cell, doers: Mapping[int, Ids]) -> Cell:
    mine = doers.get(cell.sentence)
    if not mine:
        return cell

    def ours(pool: Pool) -> bool:
        theirs = doers.get(doc.mentions[pool.mention].sentence)
        return not theirs or bool(theirs & mine)

    return replace(cell, roles={**cell.roles, **{role: tuple(filter(ours, cell.roles[role])) for role in THEIRS}})


__all__ = ["anchored"]
