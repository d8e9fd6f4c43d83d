"""Events that did not come about, by a "no" before what they are done with or for: "no device was tested", "sent arms to no side"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import FIGHTS
from bot.extract.rules.reading import Reading
from bot.extract.tables import holds, words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Status

TO = frozenset({"to", "for"})  # before whom something is sent
HARM = FIGHTS | {ClaimType.INTERCEPTION}  # "hit no one", "killed nobody": it was carried out


def with_nothing(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, negated where in each of their sentences every word for the event has such a "no"."""
    return tuple(replace(c, status=Status.NEGATED) if _nothing(c, read.shown(c)) else c for c in claims)


def _nothing(claim: Claim, held: Sequence[View]) -> bool:
    if claim.status in NEGATIVE or claim.reversal or len(held) != len(claim.evidence):
        return False
    if claim.type is ClaimType.ARMS_TRANSFER and held and all(holds("nothing", "nobody", view.sentence.text) for view in held):
        return True
    told = [view.events(claim.type) for view in held]
    return all(told) and all(is_verb(w) and any(map(_none, _done(w, claim.type))) for found in told for w in found)


def _done(verb: Token, kind: ClaimType) -> Iterator[Token]:
    """What an event is done with, and for whom; in a fight only what is used or, in the passive, done."""
    yield from children(verb, "nsubjpass")
    if kind is ClaimType.GROUND_COMBAT and lemma(verb) in words("nothing")["win"]:
        yield from children(verb, "dobj")
    if kind not in HARM:
        yield from children(verb, "dobj")
        yield from (
            o
            for p in children(verb, "prep", "dative")
            if p.lower_ in TO
            for o in children(p, "pobj")
            if o.lower_ not in words("nothing")["vain"]
        )


def _none(noun: Token) -> bool:
    told = children(noun, "det", "amod", "advmod", "nummod")
    if any(t.lower_ in words("nothing")["but"] for t in (*noun.subtree, *children(noun.head, "prep", "cc")) if t.i > noun.i):
        return False
    return any(t.lower_ in {"no", "neither"} and t.dep_ == "det" for t in told) and not any(
        t.lower_ in words("nothing")["else"] for t in told
    )


__all__ = ["with_nothing"]
