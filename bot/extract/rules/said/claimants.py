"""Who claims to have done what another denies did it: "A denies B's claim to have taken the town" is B's doing, told against A.

And "A denies B's claim that its jets came near": whose jets come near does not claim so, they are A's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.families import DEEDS, FLAT
from bot.extract.rules.grammar import MODIFIERS, after, doers
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.who import sayers
from bot.extract.status import words as status_words
from bot.extract.tables import holds, words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType, Span, Status


@dataclass(frozen=True, slots=True)
class Contest:
    """Who denies a claim, who makes it, and whether it is of the claimant's own doing or of what the denier did."""

    denier: str
    claimant: str
    own: bool
    open: bool  # which of the two is said to have done it
    said: Span


def by_claimants(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a fight that were taken for the denier's own doing, with the claimant as the doer; incursions the other way round."""
    contests = [one for view in read.seen if view is not None for one in _contests(view)]
    return tuple(next((new for one in contests if (new := _righted(c, one)) is not None), c) for c in claims)


def without_boasted(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a feed item without denials by the doer himself of what he says elsewhere that he did.

    Where a word of denial is his they stay; a whole story tells of many deeds.
    """
    if not read.short:
        return tuple(claims)
    deniers = {s.party for d in read.denials for s in sayers(read.doc, d.sayers)}

    def boasted(claim: Claim) -> bool:
        own = {s.party for s in claim.source}
        if any(holds("denials", "own", q) for q in claim.quotes):
            return False
        same = (c for c in claims if c.type is claim.type and c.status in FLAT and set(c.actor) & set(claim.actor))
        return bool(own) and own <= set(claim.actor) and not own & deniers and any(own & {s.party for s in c.source} for c in same)

    return tuple(c for c in claims if c.status is not Status.DENIED or not boasted(c))


def _righted(claim: Claim, one: Contest) -> Claim | None:
    """A claim with whoever did it by the claim that is denied as the doer; None where it does not say the contrary."""
    if not one.own:
        came = claim.type is ClaimType.INCURSION and claim.status is Status.DENIED and claim.actor == (one.claimant,)
        return replace(claim, actor=(one.denier,), target=(one.claimant,)) if came else None
    if claim.type not in DEEDS or claim.actor not in {(one.denier,), ()} or not {*claim.target} <= {one.claimant, one.denier}:
        return None
    if one.open:
        return replace(claim, actor=(), target=()) if claim.actor == (one.denier,) else None
    if claim.status is not Status.DENIED and (not claim.actor or one.said not in claim.evidence):
        return None
    return replace(claim, actor=(one.claimant,), target=(one.denier,) if claim.target else ())


def _contests(view: View) -> Iterator[Contest]:
    """Who denies a claim to have done something, and who claims it."""
    for verb in view.tokens:
        if not is_verb(verb) or lemma(verb) not in status_words()["deny"]:
            continue
        for noun, own, downed in _claimed(verb):
            for who in doers(view, verb):
                yield from (Contest(who, whose, own, downed, view.sentence.said) for whose in _whose(view, noun) if whose != who)


def _claimed(verb: Token) -> Iterator[tuple[Token, bool, bool]]:
    """The claims that a verb denies: to have done or taken something, or that another did ("its jets came near")."""
    below = [t for t in verb.subtree if t.i > verb.i]
    done = any(is_verb(t) and {c.lower_ for c in children(t, "aux")} >= {"to", "have"} for t in below)
    for noun in children(verb, "dobj", "nsubjpass", "ccomp", "xcomp"):
        if lemma(noun) in words("claimants")["claim"]:
            deeds = children(noun, "acl", "ccomp", "relcl")
            taken = [d for d in (*deeds, *_of(noun)) if lemma(d) in words("claimants")["take"]]
            if done or any(_pronoun(children(d, "nsubj")) or d.tag_ == "VBG" for d in taken):
                yield noun, True, _downed(noun)
            elif _downed(noun):
                yield noun, True, True
            elif any(_pronoun(children(s, "poss")) for d in deeds for s in children(d, "nsubj")):
                yield noun, False, False


def _of(noun: Token) -> list[Token]:
    return [d for p in children(noun, "prep") if p.lower_ == "of" for d in children(p, "pcomp")]


def _pronoun(tokens: Sequence[Token]) -> bool:
    return any(t.lower_ in PRONOUNS for t in tokens)


def _downed(claim: Token) -> bool:
    """Whether it is a claim of what was downed, by whomever: "claim of downing a jet"."""
    return any(lemma(d) in words("claimants")["down"] for d in _of(claim))


def _whose(view: View, noun: Token) -> frozenset[str]:
    by = after(noun, "by")
    return view.sides([*children(noun, *MODIFIERS), *by])
