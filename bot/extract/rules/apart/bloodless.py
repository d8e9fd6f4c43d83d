"""What hits nobody: "jets dropped leaflets over the town" is no strike, "seized two patrol boats" is a seizure and no battle."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import kinds, things
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import conjuncts, is_verb, lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Category, Claim, ClaimType

CRAFT = frozenset({Category.SHIP, Category.SUBMARINE, Category.AIRCRAFT, Category.DRONE})


def without_bloodless(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without fights of which every word for one tells that leaflets were dropped, or craft seized that a seizure tells of."""
    taken = {s.start for c in claims if c.type is ClaimType.SEIZURE for s in c.evidence}
    return tuple(c for c in claims if not _may(c) or not _none(c, read.shown(c), bool(taken & {s.start for s in c.evidence})))


def _may(claim: Claim) -> bool:
    return claim.type in FIGHTS and claim.status not in NEGATIVE and claim.casualties is None


def _none(claim: Claim, held: Sequence[View], seized: bool) -> bool:
    told = [(view, t) for view in held for t in (*view.events(claim.type), *(t for t in view.tokens if lemma(t) == "drop"))]
    return bool(told) and all(_scattered(t) or (seized and _boarded(view, t)) for view, t in told)


def _scattered(verb: Token) -> bool:
    """Whether it is paper, or what people need, that is dropped."""
    return is_verb(verb) and any(lemma(t) in words("bloodless")["harmless"] for t in _objects(verb))


def _boarded(view: View, verb: Token) -> bool:
    """Whether boats or planes are seized, or their crews held."""
    named = [n for t in _objects(verb) for n in (t, t.head.head if t.dep_ == "pobj" else t)]  # "a boat of the type seized"
    return is_verb(verb) and lemma(verb) in words("held")["takes"] and any(kinds(view, t) & CRAFT for t in named)


def _objects(verb: Token) -> list[Token]:
    return [c for t in things(verb) for c in conjuncts(t)]


__all__ = ["without_bloodless"]
