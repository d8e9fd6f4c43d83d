"""Who claims to have done what another denies did it: "A denies B's claim to have taken the town" is B's doing, told against A."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc
from bot.extract.decode.units import FLAT
from bot.extract.discourse.wording import worded
from bot.extract.rules.grammar import MODIFIERS, doers
from bot.extract.rules.said.denials import Denials
from bot.extract.status import words as status_words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status

CLAIMS = frozenset({"claim", "assertion", "boast", "announcement", "statement"})
DEEDS = frozenset({ClaimType.GROUND_COMBAT, ClaimType.SEIZURE, ClaimType.INTERCEPTION, ClaimType.STRIKE, ClaimType.INCURSION})


def by_claimants(claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims of a fight that were taken for the denier's own doing, with the claimant as the doer."""
    pairs = [pair for view in seen if view is not None for pair in _pairs(view)]
    return tuple(next((new for pair in pairs if (new := _righted(c, *pair)) is not None), c) for c in claims)


def without_boasted(doc: Doc, claims: Sequence[Claim], back: Denials) -> tuple[Claim, ...]:
    """The claims without denials by the doer himself of what he says elsewhere that he did; where a word of denial is his they stay."""
    deniers = {s.party for d in back for m in d.sayers if (s := worded(doc, doc.mentions[m])) is not None}

    def boasted(claim: Claim) -> bool:
        own = {s.party for s in claim.source}
        same = (c for c in claims if c.type is claim.type and c.status in FLAT and set(c.actor) & set(claim.actor))
        return bool(own) and own <= set(claim.actor) and not own & deniers and any(own & {s.party for s in c.source} for c in same)

    return tuple(c for c in claims if c.status is not Status.DENIED or not boasted(c))


def _righted(claim: Claim, denier: str, claimant: str) -> Claim | None:
    """A claim with the claimant as the doer; None where it does not say the contrary."""
    if claim.type not in DEEDS or claim.actor != (denier,) or not {*claim.target} <= {claimant}:
        return None
    return replace(claim, actor=(claimant,), target=(denier,) if claim.target else ())


def _pairs(view: View) -> Iterator[tuple[str, str]]:
    """Who denies a claim to have done something, and who claims it."""
    for verb in view.tokens:
        if not is_verb(verb) or lemma(verb) not in status_words()["deny"]:
            continue
        for noun in _claimed(verb):
            for who in doers(view, verb):
                yield from ((who, whose) for whose in _whose(view, noun) if whose != who)


def _claimed(verb: Token) -> Iterator[Token]:
    """The claims to have done something that a verb denies."""
    below = [t for t in verb.subtree if t.i > verb.i]
    done = any(is_verb(t) and {c.lower_ for c in children(t, "aux")} >= {"to", "have"} for t in below)
    return (t for t in children(verb, "dobj", "nsubjpass", "ccomp", "xcomp") if done and lemma(t) in CLAIMS)


def _whose(view: View, noun: Token) -> frozenset[str]:
    by = [t for p in children(noun, "prep") if p.lower_ == "by" for t in children(p, "pobj")]
    return view.sides([*children(noun, *MODIFIERS), *by])
