"""Who will not let another use his land for an attack threatens nobody: "Chad will not let France use its bases against Niger"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import GROUNDS
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def without_forbidding(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without threats and attacks of which the sentences only tell that somebody bars others from his ground."""
    held = ((c, read.shown(c)) for c in claims)
    return tuple(c for c, v in held if not (_only_bars(v) if c.type is ClaimType.THREAT else c.type in FIGHTS and _only_barred(c, v)))


def _only_barred(claim: Claim, held: Sequence[View]) -> bool:
    """Whether all that a claim tells is what its doer will not have done from his ground."""
    return bool(held and claim.actor) and all(any(_barring(claim, v, t) for t in v.tokens) for v in held)


def _barring(claim: Claim, view: View, verb: Token) -> bool:
    inside = {t.i for t in verb.subtree if t.i > verb.i}
    own = _bars(verb) and set(claim.actor) <= view.sides(subject(verb))
    return own and all(e.i in inside for e in view.events(claim.type))


def _only_bars(held: Sequence[View]) -> bool:
    return bool(held) and all(any(_bars(t) for t in v.tokens) and not any(_harsh(t) for t in v.tokens) for v in held)


def _bars(verb: Token) -> bool:
    """Whether a verb says that the use of some ground will not be let."""
    if (
        not is_verb(verb)
        or lemma(verb) not in words("forbidding")["let"]
        or not (children(verb, "neg") or any(c.lower_ == "never" for c in verb.children))
    ):
        return False
    return any(lemma(t) in (GROUNDS | words("forbidding")["used"]) for t in verb.subtree if t.i > verb.i)


def _harsh(word: Token) -> bool:
    return lemma(word) in words("forbidding")["harsh"] or lemma(word) in words("threats")["warn"]


__all__ = ["without_forbidding"]
