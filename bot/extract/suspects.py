"""Groups that a story only has in mind: who stands in no sentence that tells of an attack is not posted as the one who did it.

Of 15 such posts on 700 annotated stories four were right: "a bomb killed five in Lanka" in a story that suspects the Front further on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.extract.candidates import Doc, Zone, resolved, starts
from bot.extract.confidence import SHORT
from bot.extract.families import FIGHTS, NOBODY
from bot.extract.lexica import companies
from bot.model import Claim

_ONLY_CHARGED = re.compile(r"(?i)\b(?:blam(?:es?|ed|ing)|suspect(?:s|ed|ing)?|accus(?:es?|ed|ing)|may|might|link(?:s|ed))\b")


def without_suspects(doc: Doc, claim: Claim) -> Claim:
    """A fight of a whole story without the one group as its doer that neither its sentences nor the title name; states are left."""
    if claim.type not in FIGHTS or len(claim.actor) != 1 or len(doc.story.text) < SHORT:
        return claim
    doer = claim.actor[0]
    if doer.isupper() or doer in NOBODY | companies() or any(_names(doc, i, doer) for i in _told(doc, claim)):
        return claim
    return replace(claim, actor=(), spans=tuple((name, spans) for name, spans in claim.spans if name != "actor"))


def _told(doc: Doc, claim: Claim) -> Iterator[int]:
    """The sentences of a claim with the other clauses of each, and the title where it tells of no mere charge."""
    at = starts(doc)
    own = {at[s.start] for s in claim.evidence if s.start in at}
    wholes = {doc.sentences[i].whole for i in own} - {None}
    yield from own
    yield from (s.index for s in doc.sentences if s.whole in wholes)
    yield from (s.index for s in doc.sentences if s.zone is Zone.TITLE and not _ONLY_CHARGED.search(s.text))


def _names(doc: Doc, sentence: int, party: str) -> bool:
    return any(party in resolved(doc, m).ids for _, m in doc.of(sentence))


__all__ = ["without_suspects"]
