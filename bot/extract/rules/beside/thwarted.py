"""What was thwarted is no deed of those who thwarted it, nor news of an attack: "the army foiled a raid", "a plot to bomb it failed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.families import FLAT, FLYING
from bot.extract.rules.grammar import called, doers
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status

TOLD = FLAT | {Status.PLANNED, Status.NEGATED}
# On the ground what is thwarted was fought for.
BARRED = frozenset({ClaimType.STRIKE, ClaimType.SEIZURE, ClaimType.ARMS_TRANSFER, ClaimType.INCURSION, ClaimType.MISSILE_LAUNCH})
BEHIND = frozenset({"acl", "advcl", "relcl", "xcomp", "ccomp"})


@dataclass(frozen=True, slots=True)
class Stop:
    """Who stops a deed, and whose it is; `barred`: it came to nothing, and was not only beaten back; `meant`: it was only planned."""

    who: frozenset[str]
    whose: frozenset[str]
    barred: bool
    meant: bool


def without_thwarted(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without attacks by those who thwarted them, those by what flies as interceptions; what others only meant as negated."""
    return tuple(part for c in claims for part in _parts(c, read.shown(c)))


def _parts(claim: Claim, held: Sequence[View]) -> tuple[Claim, ...]:
    stops = _stops(claim, held) if claim.type in BARRED and claim.status in TOLD else ()
    if not stops:
        return (claim,)
    mine = all(claim.actor and set(claim.actor) <= s.who for s in stops)
    if claim.type is ClaimType.STRIKE and mine and claim.status in FLAT and not any(s.whose for s in stops):
        flying = any(i.category in FLYING for i in claim.item)
        return (replace(claim, type=ClaimType.INTERCEPTION, target=()),) if flying else ()
    if not all(s.barred for s in stops):
        return (claim,)
    actor = _actor(claim, stops)
    target = tuple(t for t in claim.target if t not in actor)
    if any(s.meant for s in stops):
        return (replace(claim, status=Status.NEGATED, actor=actor, target=target, casualties=None),)
    # What was sent off and stopped on its way some tell as an attack and some as none: it is told, and not posted.
    return (replace(claim, actor=actor, target=target, background=claim.background or claim.status in FLAT),)


def _actor(claim: Claim, stops: Sequence[Stop]) -> tuple[str, ...]:
    """Whose a thwarted deed is: the doers but for those who thwarted it, or whose the attempt is called."""
    whose = frozenset[str]().union(*(s.whose for s in stops))
    left = tuple(a for a in claim.actor if a in whose or not any(a in s.who for s in stops))
    return left if not whose or set(left) & whose else tuple(sorted(whose))


def _stops(claim: Claim, held: Sequence[View]) -> tuple[Stop, ...]:
    """What stops the deed, for each word that tells of it; nothing where one is told as not stopped."""
    told = [(view, word) for view in held for word in view.events(claim.type)]
    marks = {(id(view), word.i) for view, word in told}
    heads = [(v, w) for v, w in told if w.dep_ not in {"compound", "nmod"} or (id(v), w.head.i) not in marks]  # "bomb attack"
    found = [next(_stopped(view, word), None) for view, word in heads]
    return tuple(s for s in found if s is not None) if all(found) else ()


def _stopped(view: View, word: Token) -> Iterator[Stop]:
    """Who stops what a word tells of, and whose it is."""
    table = words("thwarted")
    for noun in (word, *_attempts(word)):
        for verb in _over(noun):
            told = called(verb)
            if any(c.lower_ == "to" for c in children(verb, "aux")) or status_of(verb).status not in FLAT:
                continue
            if told & (table["stop"] | table["bar"]):
                who = doers(view, verb) if is_verb(verb) else view.sides([verb, *children(verb, "compound")])
                meant = noun.i != word.i or any(c.lower_ in table["meant"] for c in children(word, "amod"))
                yield Stop(who, view.sides([noun]) - who, bool(told & table["bar"]), meant)
            elif "fail" in told and noun.dep_ == "nsubj" and lemma(noun) in table["attempt"]:
                yield Stop(frozenset(), view.sides([noun]), barred=True, meant=True)


def _attempts(word: Token) -> Iterator[Token]:
    """The attempt or plan that a deed is told as: "a plot to bomb the embassy", "foils plan of attack"."""
    above = word.head
    if word.dep_ in BEHIND:
        near = (above, *children(above, "dobj", "nsubjpass"))
    elif word.dep_ == "pobj" and above.lower_ in {"of", "at"}:
        near = (above.head,)
    elif word.dep_ == "dobj" and is_verb(above):  # "an attempt to carry out an attack"
        near = (above.head,) if above.dep_ in BEHIND else ()
    else:
        near = ()
    yield from (t for t in near if lemma(t) in words("thwarted")["attempt"] and t.i < word.i)


def _over(noun: Token) -> Iterator[Token]:
    """The verbs that a noun is the object of, in a headline's passive too: "Attack on tanker foiled, army says"."""
    verb = noun.head
    bare = lemma(verb) == "fail" or (verb.tag_ in {"VBD", "VBN"} and not children(verb, "dobj"))
    if noun.dep_ in {"dobj", "nsubjpass"} or (noun.dep_ == "nsubj" and bare):
        yield verb
    yield from (c for t in noun.subtree for c in children(t, "acl") if c.tag_ in {"VBN", "VBD"} and not children(c, "dobj"))


__all__ = ["without_thwarted"]
