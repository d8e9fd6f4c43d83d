"""Sales that a government clears are agreed, though its notice calls them possible: "cleared a possible sale of tanks to Oman"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.tense import came_about
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status


def with_cleared(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, planned the possible transfers of which the first sentence tells that the sale was cleared."""
    return tuple(replace(c, status=Status.PLANNED) if _cleared(c, read.first(c)) else c for c in claims)


def _cleared(claim: Claim, held: Sequence[View]) -> bool:
    if claim.type is not ClaimType.ARMS_TRANSFER or claim.status is not Status.POSSIBLE:
        return False
    return any(_clears(t) and came_about(t) for view in held for t in view.tokens)


def _clears(verb: Token) -> bool:
    table = words("cleared")
    if not is_verb(verb) or lemma(verb) not in table["clear"]:
        return False
    things = children(verb, "nsubjpass") if passive(verb) else children(verb, "dobj")
    return any(lemma(t) in table["sale"] for t in things)


__all__ = ["with_cleared"]
