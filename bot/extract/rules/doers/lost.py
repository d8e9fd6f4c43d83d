"""Craft that headlines call shot down were their owner's, who did not shoot: "Norland says Sudlandic drone shot down over Lanka"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import resolved
from bot.extract.families import FLAT, FLYING
from bot.extract.rules.grammar import MODIFIERS, kinds
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def by_lost(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of what was shot down without its owners as the doers; the state that tells it of others' craft did it, else nobody."""
    return tuple(_told(c, read.shown(c)) if _open(c) else c for c in claims)


def _open(claim: Claim) -> bool:
    return claim.type is ClaimType.INTERCEPTION and claim.status in FLAT and bool(claim.actor)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    lost = [pair for view in held for pair in _lost(view)]
    owners = {who for pair in lost for who in pair[0]}
    if not owners or not set(claim.actor) <= owners or any(_does(v, t, owners) for v in held for t in v.events(claim.type)):
        return claim
    tellers = {who for pair in lost for who in pair[1]} - owners
    target = dict.fromkeys((*claim.actor, *(t for t in claim.target if t not in tellers)))
    spans = tuple(("target" if name == "actor" else name, spots) for name, spots in claim.spans if name != "target")
    return replace(claim, actor=tuple(tellers) if len(tellers) == 1 else (), target=tuple(target), spans=spans)


def _does(view: View, verb: Token, owners: set[str]) -> bool:
    """Whether the owners are told to shoot down something themselves."""
    return is_verb(verb) and bool(children(verb, "dobj", "agent")) and bool(view.sides(subject(verb)) & owners)


def _lost(view: View) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Whose craft each was that a sentence calls shot down by nobody it names, and what state tells so."""
    for verb in view.events(ClaimType.INTERCEPTION):
        shot = lemma(verb) in words("lost")["lost"] or any(c.lower_ == "down" for c in children(verb, "prt", "advmod"))
        if not is_verb(verb) or not shot or children(verb, "dobj", "agent"):
            continue
        things = children(verb, "nsubjpass") or children(verb, "nsubj") or ((verb.head,) if verb.dep_ == "acl" else ())
        craft = [c for t in things for c in conjuncts(t) if kinds(view, c) & FLYING]
        named = view.sides([a for c in craft for a in children(c, *MODIFIERS)])
        if named:
            yield named, _teller(view, verb)


def _teller(view: View, verb: Token) -> frozenset[str]:
    above = verb.head
    if verb.dep_ != "ccomp" or lemma(above) not in cues()["say"]:
        return frozenset()
    who = frozenset(
        i for s in subject(above) if s.pos_ == "PROPN" for m in view.standing([s]) for i in resolved(view.doc, view.doc.mentions[m]).ids
    )
    return frozenset(i for i in who | view.sides([s for s in subject(above) if lemma(s) in words("lost")["shooters"]]) if i.isupper())


__all__ = ["by_lost"]
