"""Who claims to have done what another denies did it: "A denies B's claim to have taken the town" is B's doing, told against A."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.rules.grammar import MODIFIERS, doers
from bot.extract.status import words as status_words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

CLAIMS = frozenset({"claim", "assertion", "boast", "announcement", "statement"})
WINS = frozenset({"capture", "recapture", "retake", "take", "liberate", "encircle", "surround", "advance", "enter"})
DOWNS = frozenset({"down", "shoot", "intercept", "destroy", "sink"})  # by the claimant, or by the denier as a charge
DEEDS = frozenset({ClaimType.GROUND_COMBAT, ClaimType.SEIZURE, ClaimType.INTERCEPTION, ClaimType.STRIKE, ClaimType.INCURSION})


def by_claimants(claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims of a fight that were taken for the denier's own doing, with the claimant as the doer."""
    pairs = [pair for view in seen if view is not None for pair in _pairs(view)]
    return tuple(next((new for pair in pairs if (new := _righted(c, *pair)) is not None), c) for c in claims)


def _righted(claim: Claim, denier: str, claimant: str, open_: bool) -> Claim | None:
    """A claim with the claimant as the doer, or nobody where it is `open_` who did it; None where it does not say the contrary."""
    if claim.type not in DEEDS or claim.actor != (denier,) or not {*claim.target} <= {claimant}:
        return None
    return replace(claim, actor=() if open_ else (claimant,), target=(denier,) if claim.target and not open_ else ())


def _pairs(view: View) -> Iterator[tuple[str, str, bool]]:
    """Who denies a claim to have done something, who claims it, and whether it is open which of them is said to have done it."""
    for verb in view.tokens:
        if not is_verb(verb) or lemma(verb) not in status_words()["deny"]:
            continue
        for noun in _claimed(verb):
            for who in doers(view, verb):
                yield from ((who, whose, _boasts(noun, DOWNS)) for whose in _whose(view, noun) if whose != who)


def _claimed(verb: Token) -> Iterator[Token]:
    """The claims to have done something that a verb denies."""
    below = [t for t in verb.subtree if t.i > verb.i]
    done = any(is_verb(t) and {c.lower_ for c in children(t, "aux")} >= {"to", "have"} for t in below)
    return (t for t in children(verb, "dobj", "nsubjpass", "ccomp", "xcomp") if lemma(t) in CLAIMS and (done or _boasts(t)))


def _boasts(claim: Token, verbs: frozenset[str] = WINS | DOWNS) -> bool:
    """Whether it is a claim of ground won, or of what was downed: "claims of capturing the town", "claim of downing a jet"."""
    return any(lemma(t) in verbs for p in children(claim, "prep") if p.lower_ == "of" for t in children(p, "pcomp"))


def _whose(view: View, noun: Token) -> frozenset[str]:
    by = [t for p in children(noun, "prep") if p.lower_ == "by" for t in children(p, "pobj")]
    return view.sides([*children(noun, *MODIFIERS), *by])
