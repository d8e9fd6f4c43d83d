"""Moves that are no deployment: prisoners or migrants that are taken somewhere, and troops who are "on the offensive"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.rules.grammar import after, things
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import conjuncts, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

FIGHTING = re.compile(r"(?i)\b(?:is|are|was|were|been|went|go(?:es|ing)?|remain(?:s|ed)?)\son\sthe\s(?:offensive|attack|defensive)\b")


def without_unmoved(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without deployments that move no forces, by the words of their own sentences."""
    return tuple(c for c in claims if c.type is not ClaimType.DEPLOYMENT or not _unmoved(c, read.shown(c)))


def _unmoved(claim: Claim, held: Sequence[View]) -> bool:
    told = [t for v in held for t in v.events(ClaimType.DEPLOYMENT)]
    if held and not told:
        return all(FIGHTING.search(v.sentence.text) for v in held)
    return not claim.item and any(_people(t) for t in told)


def _people(word: Token) -> bool:
    """Whether people who are no forces are moved: "moved the detainees to an island", "the transfer of prisoners"."""
    moved = things(word) if is_verb(word) else after(word, "of")
    named = [c for t in moved for c in conjuncts(t)]
    return bool(named) and all(lemma(t) in words("unmoved")["people"] for t in named)


__all__ = ["without_unmoved"]
