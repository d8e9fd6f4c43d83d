"""Attacks whose dead or wounded a story counts in its opening: told where that is sure, though their doer or their kind is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.extract.candidates import Doc, Sentence, Zone
from bot.extract.confidence import SHORT
from bot.extract.families import FIGHTS, FLAT
from bot.extract.scorers import Cell
from bot.extract.tables import patterns
from bot.model import Claim

SURE = 0.95  # how likely one of the two kinds of attack is
LEAST = 0.5  # the chance of such a claim in a whole story
ITEM_LEAST = 0.1  # the same in a feed item, where its doer is told with it
OPENING = 2  # sentences behind the title
HARMED = "civilians"


def surely(doc: Doc, cells: Iterable[Cell]) -> frozenset[int]:
    """Where the sentences of the opening start that surely tell of an attack, of whichever kind; nowhere where it tells of an accident."""
    doubt: dict[int, float] = {}
    for cell in cells:
        if cell.type in FIGHTS:
            doubt[cell.sentence] = doubt.get(cell.sentence, 1.0) * (1 - cell.score)
    if accidental(doc) or harmless(doc) or _found(doc, "things"):
        return frozenset()
    first = {s.index: s.said.start for s in _opening(doc)}
    return frozenset(first[i] for i, left in doubt.items() if i in first and 1 - left >= SURE)


def accidental(doc: Doc) -> bool:
    """Whether the opening says that what happened was an accident."""
    return _found(doc, "told")


def harmless(doc: Doc) -> bool:
    """Whether the opening tells of a fire, a blast at a plant or lightning, and no word of it says that anybody meant it."""
    return _found(doc, "nature") and not _found(doc, "meant")


def _found(doc: Doc, row: str) -> bool:
    return any(pattern.search(s.text) for s in _opening(doc) for pattern in patterns("accident", row))


def _opening(doc: Doc) -> list[Sentence]:
    return [s for s in doc.sentences if s.zone is Zone.TITLE or s.index <= OPENING]


def with_tolls(claims: tuple[Claim, ...], sure: frozenset[int], loose: Callable[[], Sequence[Claim]]) -> tuple[Claim, ...]:
    """The claims, and the likeliest of those too unsure to be told that counts the dead of an attack which is sure and untold."""
    if not sure or any(c.type in FIGHTS and _stands(c, sure) for c in claims):
        return claims
    found = [c for c in loose() if _counted(c, sure)]
    return (*claims, max(found, key=lambda c: c.confidence)) if found else claims


def asked(doc: Doc, claims: Sequence[Claim], sure: frozenset[int], posted: Callable[[Claim], bool]) -> Claim | None:
    """The claim with such a toll that is told whatever its chance; None where one that is posted tells of the attack."""
    told = [c for c in claims if c.type in FIGHTS and _stands(c, sure)]
    if any(map(posted, told)):
        return None
    whole = len(doc.story.text) >= SHORT
    fit = (c for c in told if _counted(c, sure) and _plain(c) and (not whole or c.confidence >= LEAST))
    return max(fit, key=lambda c: c.confidence, default=None)


def _stands(claim: Claim, sure: frozenset[int]) -> bool:
    return any(s.start in sure for s in claim.evidence)


def _counted(claim: Claim, sure: frozenset[int]) -> bool:
    return claim.type in FIGHTS and claim.status in FLAT and claim.casualties is not None and not claim.background and _stands(claim, sure)


def _plain(claim: Claim) -> bool:
    """Whether nobody can be wronged by it: no doer and no group among those hit, or a doer who is not all too unlikely."""
    return claim.confidence >= ITEM_LEAST if claim.actor else all(t == HARMED or t.isupper() for t in claim.target)
