"""What a sentence itself names comes before what its neighbours name: a head sees both, and two events side by side would share doers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.clauses import leaning
from bot.extract.proposal import Proposal
from bot.extract.scorers.cells import Cell, Pool

# The score of a rule's filler from which it tells the sentence's own doer or side hit: a subject has .9, what is less plain .5.
SURE = {"actor": 0.5, "target": 0.85}
AGREED = 0.5  # the chance from which the heads say the same
LIKELY = 0.3  # the chance from which the doer that a clause names is its own
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
    counts = Counter(m.sentence for m in doc.mentions if m.kind is Kind.COUNT)
    joints = {i: leaning(doc, i) for i in {c.sentence for c in cells} if counts[i] > 1}
    own = [_counted(doc, _anchored(doc, c, told.get(c.sentence, ())), joints.get(c.sentence, ())) for c in cells]
    doers = _doers(doc, own, told)
    return [_without_theirs(doc, c, doers) for c in own]


def _counted(doc: Doc, cell: Cell, joints: Sequence[int]) -> Cell:
    """The cell without the other clause's counts and doers, where one leans on the other: "A fires 12 drones, B downs nine"."""
    words = [m.start for _, m in doc.of(cell.sentence, Kind.TRIGGER) if cell.type in m.ids] if joints else []
    for at in joints:
        if len({start >= at for start in words}) == 1:
            cell = _on_side(doc, cell, at, words[0] >= at)
    return cell


def _on_side(doc: Doc, cell: Cell, at: int, later: bool) -> Cell:
    """The cell with the counts of one side of an offset, and its doers, where that side has one."""

    def here(pool: Pool) -> bool:
        mention = doc.mentions[pool.mention]
        return mention.sentence == cell.sentence and (mention.start >= at) is later

    doers = tuple(filter(here, cell.roles["actor"]))
    sure = bool(doers) and doers[0].score >= LIKELY
    return replace(
        cell,
        roles={**cell.roles, "count": tuple(filter(here, cell.roles["count"])), "actor": doers if sure else cell.roles["actor"]},
    )


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
