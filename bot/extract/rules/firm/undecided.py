"""What is not decided yet, or another is only let to do, may be: "has not decided on jets for Chad", "allows Chad to strike"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import BY_FORCE, FLAT
from bot.extract.rules.grammar import doers
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Status

UNDECIDED = re.compile(
    r"(?i)\b(?:(?:ha[sd]|have|was|were|is|are)(?:n['’]t| not)(?: yet| been)*"
    r" (?:decided|made (?:a|any|the|its|up)(?: \w+)? (?:decision|mind)|taken (?:a|any)(?: \w+)? decision)"
    r"|no(?: final| firm| formal)? decisions?\b(?: yet)?(?: (?:has|have|had|was|is)(?: yet)?(?: been)?)?(?: (?:made|taken|reached))?"
    r"|yet to (?:decide|make (?:a|any)(?: \w+)? decision|be decided)|undecided)"
    r"(?: yet)? (?:on|about|over|whether|if|to|regarding|as to)\b"
)
SETTLED = NEGATIVE | {Status.PLANNED}
HANGS = frozenset({"xcomp", "ccomp", "advcl", "dobj", "pobj", "prep", "pcomp", "conj"})


def with_undecided(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, possible where their sentences say that it is not decided yet, or that another lets the doer do it."""
    return tuple(_open(c, read.shown(c)) for c in claims)


def _open(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.status in SETTLED and held and all(_undecided(v, claim.type) for v in held):
        return replace(claim, status=Status.POSSIBLE)
    if claim.type is ClaimType.AGREEMENT and claim.status in FLAT and claim.reversal is None:
        words_ = [t for v in held for t in v.events(claim.type)]
        return replace(claim, status=Status.POSSIBLE) if words_ and all(map(_talked_of, words_)) else claim
    if claim.type not in BY_FORCE or claim.status not in FLAT:
        return claim
    told = [(view, word) for view in held for word in view.events(claim.type)]
    if told and all(_weighed(word) for _, word in told):
        return replace(claim, status=Status.POSSIBLE)
    lets = [_letting(word) for _, word in told]
    if not lets or not all(lets):
        return claim
    who = frozenset[str]().union(*(doers(v, verb) for (v, _), verb in zip(told, lets, strict=True) if verb is not None))
    left = tuple(a for a in claim.actor if a not in who)
    return replace(claim, status=Status.POSSIBLE, actor=left or claim.actor)


def _undecided(view: View, kind: ClaimType) -> bool:
    """Whether a sentence says that what it tells of a type is open: all words for it, or else its things, stand behind."""
    found = UNDECIDED.search(view.doc.story.full, view.sentence.told, view.sentence.end)
    if found is None:
        return False
    told = [view.start(t) for t in view.events(kind)] or [m.start for _, m in view.of(Kind.ITEM)]
    return bool(told) and all(at >= found.end() for at in told)


def _weighed(word: Token) -> bool:
    """Whether a deed is what somebody only weighs: "weighed seizing a tanker", "considered bombing the site", "mulls a strike"."""
    verb = word.head
    if word.dep_ not in {"xcomp", "dobj"} or not is_verb(verb) or word.i < verb.i:
        return False
    return lemma(verb) in words("undecided")["weigh"] or (lemma(verb) == "consider" and word.tag_ == "VBG")


def _talked_of(word: Token) -> bool:
    """Whether a pact is only what talks are about: "truce talks stall", "negotiations on a ceasefire resume"."""
    above = word.head.head if word.dep_ == "pobj" and word.head.lower_ in {"on", "about", "over", "for"} else word.head
    return word.dep_ in {"compound", "nmod", "amod", "pobj"} and above.lower_ in words("undecided")["talks"]


def _letting(word: Token) -> Token | None:
    """The verb by which somebody lets another do what a word tells: "allowed Chad to use its guns to strike"."""
    for token in up(word):
        verb = token.head
        if token.dep_ not in HANGS or verb.i == token.i:
            return None
        to = any(c.lower_ == "to" for c in children(token, "aux"))
        if token.dep_ == "advcl" and not to:
            return None
        told = lemma(verb) in words("undecided")["let"] and is_verb(verb) and token.i > verb.i
        if told and verb.tag_ == "VBG" and verb.dep_ == "advcl":
            return None  # as in "crossed the field, allowing the men to seize the hill"
        if told and to and token.dep_ in {"xcomp", "ccomp", "advcl"}:
            return None if status_of(verb).status in NEGATIVE else verb
    return None


__all__ = ["with_undecided"]
