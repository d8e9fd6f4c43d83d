"""Whose dead they are: "four Turkish soldiers were killed where they were fighting the group" tells of no attack by Turkey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc
from bot.extract.families import ATTACKS, FIGHTS, FLAT
from bot.extract.rules.grammar import after, before, named
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim


def with_fallen(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights of one state in which all who fall are its own, with that state as the side hit, by nobody told."""
    told = (_fought(c, read.shown(c)) if c.type in FIGHTS and c.status in FLAT and not c.reversal else c for c in claims)
    return tuple(_turned(c, _whole(read.doc, read.shown(c), read.seen)) if _alone(c) else c for c in told)


def _whole(doc: Doc, held: Sequence[View], seen: Sequence[View | None]) -> list[View]:
    """Some clauses with the others of their sentences."""
    wholes = {v.sentence.whole for v in held} - {None}
    beside = (seen[s.index] for s in doc.sentences if s.whole in wholes)
    return [*held, *(v for v in beside if v is not None and v not in held)]


def _fought(claim: Claim, held: Sequence[View]) -> Claim:
    """The fight with whom somebody fell in fighting with as the doer: "nine marines were killed in clashes with the group"."""
    told = {pair for view in held for pair in _fights(view)}
    if len(told) != 1:
        return claim
    ((fallen, foes),) = told
    if not foes or foes & fallen or not set(claim.actor) <= fallen or foes & set(claim.actor):
        return claim
    left = tuple(t for t in claim.target if t not in foes and (t != "civilians" or fallen == frozenset()))
    spans = less(claim, "actor", "target")
    return replace(claim, actor=tuple(sorted(foes)), target=tuple(dict.fromkeys((*sorted(fallen), *left))), spans=spans)


def _fights(view: View) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Who fell in each fight that a sentence tells of with another side, and that side."""
    for word in view.tokens:
        if _came_before(view, word):
            continue
        verb = word.head.head
        if lemma(word) not in words("fallen")["fights"] or word.dep_ != "pobj" or word.head.lower_ not in {"in", "during"}:
            continue
        verb = verb.head if verb.dep_ == "conj" and lemma(verb.head) in words("fallen")["kill"] else verb
        who = (verb.head,) if verb.dep_ == "acl" else children(verb, "nsubj", "nsubjpass")
        if lemma(verb) in words("fallen")["die"] or (lemma(verb) in words("fallen")["kill"] and (passive(verb) or verb.dep_ == "acl")):
            foes = after(word, "with", "against")
            yield view.sides(who) - {"civilians"}, named(view, foes)


def _came_before(view: View, word: Token) -> bool:
    """Whether it is told of what another attack came after: "29 targets were hit, a day after six soldiers were killed in a clash"."""
    inside = next((frozenset(t.i for t in b.subtree) for b in before(word)), frozenset())
    return bool(inside) and any(t.i not in inside and is_verb(t) for kind in ATTACKS for t in view.events(kind))


def _alone(claim: Claim) -> bool:
    one = len(claim.actor) == 1 and claim.actor[0].isupper()
    return one and claim.type in FIGHTS and claim.status in FLAT and claim.casualties is not None and not claim.reversal


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    fell = [side for view in held for side in _fallen(view)]
    doer = claim.actor[0]
    if not fell or any(side != frozenset(claim.actor) for side in fell):
        return claim
    if any(_raids(view, doer) or _fought_by(view, doer) for view in held):
        return claim
    spans = tuple(("target" if name == "actor" else name, spots) for name, spots in claim.spans if name != "target")
    return replace(claim, actor=(), target=claim.actor, spans=spans)


def _raids(view: View, side: str) -> bool:
    """Whether a side does something in an attack that a sentence tells of: "Israeli forces freed two men in a raid"."""
    attacks = (t for kind in sorted(FIGHTS) for t in view.events(kind) if not is_verb(t) and t.dep_ == "pobj")
    verbs = (t.head.head for t in attacks if t.head.lower_ in {"in", "during", "with", "amid"})
    acting = (v for v in verbs if is_verb(v) and not passive(v) and children(v, "dobj") and lemma(v) not in words("fallen")["fights"])
    return any(side in view.sides(subject(v)) for v in acting)


def _fought_by(view: View, side: str) -> bool:
    """Whether a side is itself named as who fights: "its troops fought to free the town; four of its soldiers were killed"."""
    verbs = (t for kind in sorted(FIGHTS) for t in view.events(kind) if is_verb(t) and not passive(t))
    who = (s for t in verbs if lemma(t) not in words("fallen")["die"] for s in subject(t))
    return any(side in view.sides([s]) for s in who if s.lower_ not in PRONOUNS)


def _fallen(view: View) -> Iterator[frozenset[str]]:
    """The sides of all who are told to fall, but for bare soldiers: those of no known side too, as nobody's.

    Not of those who fell before an attack: "Chad hit 29 targets after 12 soldiers were killed".
    """
    for verb in (t for t in view.tokens if not _came_before(view, t)):
        word = lemma(verb)
        if word in words("fallen")["die"] or (word in words("fallen")["kill"] and passive(verb)):
            told = ((who, view.sides([who, *after(who, "of")])) for who in children(verb, "nsubj", "nsubjpass"))  # "two of its men"
            yield from (side for who, side in told if side - {"civilians"} or not _bare(who))
        elif word in words("fallen")["kill"]:
            yield from (frozenset() for _ in children(verb, "dobj"))


def _bare(who: Token) -> bool:
    """Whether soldiers, or a number of them, stand without a word for whose they are: those told of before."""
    return who.pos_ == "NUM" or lemma(who) in words("fallen")["bare"]


__all__ = ["with_fallen"]
