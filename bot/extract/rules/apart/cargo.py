"""Arms that are handed over hit nobody: "sent cluster bombs to Sudland", "shells reached Sudland" tell of no strike by their names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Kind
from bot.extract.rules.grammar import verb_over
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import host, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def without_cargo(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without strikes that only the names of arms tell of, where the same sentences tell that those are handed over."""
    moved = {e for c in claims if c.type is ClaimType.ARMS_TRANSFER for e in c.evidence}
    return tuple(c for c in claims if not _hollow(c, read.shown(c)) or not set(c.evidence) <= moved)


def _hollow(claim: Claim, held: Sequence[View]) -> bool:
    """Whether each word for a strike is the name of arms that a verb hands over."""
    told = [(view, t) for view in held for t in view.events(claim.type)] if claim.type is ClaimType.STRIKE else []
    return bool(told) and claim.casualties is None and all(_cargo(view, t) for view, t in told)


def _cargo(view: View, word: Token) -> bool:
    if is_verb(word) or view.mention(word, Kind.ITEM) is None:
        return False
    verb = host(word)
    if verb is not None:
        return lemma(verb) in words("cargo")["handed"]
    above = verb_over(word)
    return above is not None and lemma(above) in words("cargo")["arrive"] and any(s.i == word.i for s in subject(above))


__all__ = ["without_cargo"]
