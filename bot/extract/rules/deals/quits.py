"""Whom a pact was with that one side ends: "A has ended its agreements with B and C" is A's doing, to B and C."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.rules.deals.pacts import pact_of
from bot.extract.rules.grammar import doers
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType

WITH = frozenset({"with", "between"})


def with_partners(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of pacts that one side alone ends, as done by it to those whom the pact is with."""
    return tuple(_parted(c, read.shown(c)) if _ends(c) else c for c in claims)


def _ends(claim: Claim) -> bool:
    return claim.type is ClaimType.AGREEMENT and claim.status not in NEGATIVE


def _parted(claim: Claim, held: Sequence[View]) -> Claim:
    """A claim whose first sentence tells who ends a pact with whom, where none tells of a pact that is signed."""
    ways = [(t, doers(v, t), _partners(v, t)) for v in held[:1] for t in v.tokens if _does(t, _ending())]
    signed = any(_does(t, words("pacts")["sign"]) for v in held for t in v.tokens)
    who, whom = next(((who, whom - who) for _, who, whom in ways if who and whom - who), (frozenset[str](), frozenset[str]()))
    if not whom or signed or (claim.actor and not who & {*claim.actor}):
        return claim
    return replace(claim, actor=tuple(sorted(who)), target=tuple(sorted(whom)))


def _ending() -> frozenset[str]:
    return words("pacts")["end"] | words("reversals")["ended"]


def _does(verb: Token, way: frozenset[str]) -> bool:
    return is_verb(verb) and lemma(verb) in way and pact_of(verb) is not None


def _partners(view: View, verb: Token) -> frozenset[str]:
    """Whom the pact that a verb ends is with."""
    pact = pact_of(verb)
    below = () if pact is None else (pact, *(t for p in children(pact, "prep") for t in children(p, "pobj")))
    over = [p for t in (*below, verb) for p in children(t, "prep") if p.lower_ in WITH]
    return view.sides([t for p in over for o in children(p, "pobj") for t in conjuncts(o)])
