"""What a sentence itself names comes before what its neighbours name: a head sees both, and two events side by side would share doers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.proposal import Proposal
from bot.extract.scorers.cells import Cell, Pool
from bot.extract.text.clauses import besides, leaning, told_by

# The score of a rule's filler from which it tells the sentence's own doer or side hit: a subject has .9, what is less plain .5.
SURE = {"actor": 0.5, "target": 0.85}
AGREED = 0.5  # the chance from which the heads say the same
LIKELY = 0.3  # the chance from which the doer that a clause names is its own
SAID = 0.9  # the score of who tells the whole sentence
THEIRS = ("place", "item", "count", "money", "casualties")  # what is not taken from a sentence with another doer
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
    beside = besides(doc)
    own = [_counted(doc, _anchored(doc, c, told.get(c.sentence, ())), joints.get(c.sentence, ())) for c in cells]
    own = [_without_beside(doc, c, beside.get(c.sentence, frozenset()), told) for c in own]
    doers = _doers(doc, own, told)
    return [_without_theirs(doc, c, doers) for c in own]


def _without_beside(doc: Doc, cell: Cell, beside: frozenset[int], told: Mapping[int, Sequence[Proposal]]) -> Cell:
    """The cell of a clause without what the clauses beside it count, and without the doers and sides that they alone name."""
    if not beside:
        return cell
    here = {id_ for _, m in doc.of(cell.sentence) for id_ in resolved(doc, m).ids}

    def ours(role: str, pool: Pool) -> bool:
        if role in THEIRS:
            return doc.mentions[pool.mention].sentence not in beside
        fillers = (f for i in beside for p in told.get(i, ()) for f in p.fillers(role))
        return pool.key in here or all(pool.key not in resolved(doc, doc.mentions[f.mention]).ids for f in fillers)

    kept = {r: tuple(p for p in cell.roles[r] if ours(r, p)) for r in (*THEIRS, *SURE)}
    return replace(cell, roles={**cell.roles, **kept, "source": _sourced(doc, cell, max(beside))})


def _sourced(doc: Doc, cell: Cell, last: int) -> tuple[Pool, ...]:
    """The speakers of a clause, of whom the sentence's last words name the one who tells it all."""
    held = cell.roles["source"]
    at = told_by(doc, last) if last > cell.sentence and all(p.score < AGREED for p in held) else None
    if at is None:
        return held
    found = next((p for p in held if doc.mentions[p.mention].sentence == last and doc.mentions[p.mention].start > at), None)
    return held if found is None else (replace(found, score=SAID), *(p for p in held if p is not found))


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
    if did := _agreed(doc, cell, told, "actor") - _filled(doc, told, "target"):  # nobody does it to himself
        roles["target"] = tuple(p for p in roles.get("target", cell.roles["target"]) if p.key not in did)
    return replace(cell, roles={**cell.roles, **roles}) if roles else cell


def _own(doc: Doc, cell: Cell, told: Sequence[Proposal], role: str) -> tuple[Pool, ...] | None:
    """The values of a role that the sentence names; None where it names none that both are sure of."""
    if not _agreed(doc, cell, told, role):
        return None
    here = {id_ for _, m in doc.of(cell.sentence) for id_ in resolved(doc, m).ids}
    if role == "actor":  # who speaks of it, or was hit by it, is in the sentence too
        here -= _filled(doc, told, "source", "target") - _filled(doc, told, "actor")
    return tuple(p for p in cell.roles[role] if p.key in here)


def _filled(doc: Doc, told: Sequence[Proposal], *roles: str) -> set[str]:
    return {id_ for p in told for role in roles for f in p.fillers(role) for id_ in resolved(doc, doc.mentions[f.mention]).ids}


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
