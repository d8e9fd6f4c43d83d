"""Each doer has its own deed and its own things, where a feed item tells of two: "Peru sends tanks. Chad flew jets home".

Who does something else in another sentence is no second doer, and what another's verb takes is no thing of the claim's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, Zone, resolved
from bot.extract.families import FLAT, JOINT, TAKEN
from bot.extract.lexica import armed
from bot.extract.rules.grammar import named, verb_over
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import without_things
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, lemma, passive
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType

SHARED = JOINT | {ClaimType.SANCTION}


def with_owners(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a feed item without doers that do something else, and without the things of others."""
    if not read.short:
        return tuple(claims)
    held = [view for view in read.seen if view is not None]
    return tuple(_things(read.doc, _doers(c, claims, held), held) for c in claims)


def _doers(claim: Claim, claims: Sequence[Claim], held: Sequence[View]) -> Claim:
    if claim.type in SHARED or len(claim.actor) < 2:
        return claim
    did = [(set(_subjects(v, claim.type)), set(_subjects(v))) for v in _plain(claim, held)]
    busy = {a for a in claim.actor if any(a in here for here, _ in did)}
    gone = {
        a
        for a in claim.actor
        if (busy - {a} and a not in busy and any(a in every and not (busy & every) for _, every in did))
        or (_partner(a, held) and not all(_partner(b, held) for b in claim.actor if b != a))
        or any(_alone(c, claim, a) for c in claims)
    }
    left = tuple(a for a in claim.actor if a not in gone)
    return replace(claim, actor=left) if left else claim


def _alone(other: Claim, claim: Claim, party: str) -> bool:
    """Whether another claim tells of a doer's own deed of the kind, and none of this claim's sentences are all that name him."""
    alike = other.type is claim.type and (other.status is claim.status or {other.status, claim.status} <= FLAT)
    return alike and other.actor == (party,) and bool(set(other.evidence) & set(claim.evidence))


def _partner(party: str, held: Sequence[View]) -> bool:
    """Whether somebody is only told as the other side of a pact or a border: "scraps its pact with Chad and moves troops"."""
    spots = [t for v in held for _, m in v.of(Kind.PARTY) if party in resolved(v.doc, m).ids and (t := v.head(m)) is not None]
    behind = (
        t.dep_ == "pobj" and t.head.lower_ in {"with", "of", "between"} and lemma(t.head.head) in words("owners")["ties"] for t in spots
    )
    return bool(spots) and all(behind)


def _plain(claim: Claim, held: Sequence[View]) -> Sequence[View]:
    """The sentences behind the title where one of them tells of the event: a title's grammar is easily misread."""
    body = [v for v in held if v.sentence.zone is Zone.BODY]
    return body if any(True for v in body for _ in _subjects(v, claim.type)) else held


def _subjects(view: View, kind: ClaimType | None = None) -> Iterator[str]:
    """Who does what the verbs of a sentence tell, those of a type of event where one is given, and else all but those of saying."""
    told = view.events(kind) if kind is not None else view.tokens
    verbs = {v.i: v for t in told if (v := verb_over(t)) is not None}
    says = cues()["say"] if kind is None else frozenset()
    yield from (i for v in verbs.values() if not passive(v) and lemma(v) not in says for i in named(view, _own(v)))


def _things(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    sides = {*claim.actor, *claim.target}
    if claim.type in TAKEN or not claim.actor or not claim.item:
        return claim
    told = [(m.text, who) for v in held for _, m in v.of(Kind.ITEM) if (who := _takers(v, m, claim))]
    texts = {text for text, who in told if not who & sides} - {text for text, who in told if who & sides}
    return without_things(doc, claim, texts)


def _known(parties: frozenset[str]) -> frozenset[str]:
    """The states and armed groups of some parties: what else a sentence names may be a firm of the doer's, or his town."""
    return frozenset(p for p in parties if p.isupper() or p in armed())


def _takers(view: View, mention: Mention, claim: Claim) -> frozenset[str]:
    """Who does what the verb tells that takes a thing, no noun between them: nobody by "condemns a missile launch".

    By a word for the event in the claim's own sentences it is the claim's, whoever did it.
    """
    token = view.head(mention)
    verb = verb_over(token)
    if token is None or verb is None or passive(verb) or lemma(verb) in cues()["say"] - words("owners")["pledge"]:
        return frozenset()
    if view.sentence.said in claim.evidence and any(v.i == verb.i for v in view.events(claim.type)):
        return frozenset(claim.actor)
    taken = token.dep_ in {"dobj", "conj"} and any(o.i == token.i for c in children(verb, "dobj") for o in conjuncts(c))
    return _known(named(view, _own(verb))) if taken or any(s.i == token.i for s in _own(verb)) else frozenset()


def _own(verb: Token) -> tuple[Token, ...]:
    """The subject that a verb has itself or shares with the one before "and"; no pronoun, which may stand for another."""
    shared = verb.head if verb.dep_ == "conj" and not children(verb, "nsubj") else verb
    return tuple(t for t in children(shared, "nsubj") if t.lower_ not in PRONOUNS)


__all__ = ["with_owners"]
