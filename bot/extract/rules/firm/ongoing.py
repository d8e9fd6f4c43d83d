"""What is to be stopped goes on: "no talks unless Chad stops shelling", "told Chad to stop bombing" tell of no end of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.families import ATTACKS, BY_FORCE
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.status import words as wanted
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status

AWAITED = frozenset({"if", "unless", "until", "till"})
AHEAD = frozenset({"once", "when"})  # of what is over by now, too: "when it stopped arming them"
TYPES = BY_FORCE | {ClaimType.EXERCISE, ClaimType.ARMS_TRANSFER}
WANTED = re.compile(
    r"(?i)\b(?:demand(?:s|ed|ing)?|call(?:s|ed|ing)? for|urg(?:es|ed|ing)|seek(?:s|ing)?|want(?:s|ed)?)\s(?:(?:an?|the)\s)?(?:immediate\s)?"
    r"(?:end|halt|stop|cessation)\s(?:to|of)\s(?:[\w'’-]+\s){0,3}$"
)
UNDER = frozenset({"dobj", "xcomp", "nsubj", "nsubjpass"})


def with_ongoing(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of force, as told where all of their words for it hang on a halt that is only asked or waited for.

    So are drills; a supply that somebody wants to be halted may be.
    """
    return tuple(_ongoing(c, read.shown(c)) if _open(c) else c for c in claims)


def _open(claim: Claim) -> bool:
    return (claim.status is Status.NEGATED and claim.type in TYPES) or (claim.status is Status.POSSIBLE and claim.type in ATTACKS)


def _ongoing(claim: Claim, held: Sequence[View]) -> Claim:
    told = [(view, word) for view in held for word in view.events(claim.type)]
    if claim.type is ClaimType.ARMS_TRANSFER:
        return replace(claim, status=Status.POSSIBLE) if told and all(_demanded(word) for _, word in told) else claim
    if not told or not all(_awaited(word) or _demanded(word) or _wanted(view, word) for view, word in told):
        return claim
    return replace(claim, status=Status.ALLEGED if claim.source else Status.ASSERTED)


def _awaited(word: Token) -> bool:
    """Whether what a word tells of is to be stopped, and is not stopped yet."""
    halt = word.head
    if word.dep_ not in UNDER or not is_verb(halt) or lemma(halt) not in words("ongoing")["halt"]:
        return False
    if children(halt, "neg"):
        return False
    marks = {c.lower_ for t in up(halt) if t.i <= halt.i for c in children(t, "mark", "advmod") if t.dep_ in {"advcl", "ccomp"}}
    told = AWAITED | AHEAD if halt.tag_ in {"VBZ", "VBP", "VB"} else AWAITED
    return bool(marks & told) or _asked(halt) or status_of(halt).status is Status.POSSIBLE


def _demanded(word: Token) -> bool:
    """Whether a halt to it is what somebody asks for or puts forward: "demanded a halt to the drills", "proposed an end to arms sales"."""
    noun = word.head if word.dep_ == "compound" else word
    halt = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"to", "of", "in", "on"} else noun
    if lemma(halt) not in words("ongoing")["end"] or is_verb(halt):
        return False
    for token in up(halt):
        if token.i != halt.i and (lemma(token) in wanted()["possible"] or any(lemma(c) == "propose" for c in children(token, "acl"))):
            return True
        if token.dep_ not in {"dobj", "pobj", "conj", "prep"} or (is_verb(token) and token.dep_ != "prep"):
            return False  # "including" is read as a verb
    return False


def _wanted(view: View, word: Token) -> bool:
    """The same by the words alone: a headline's "demands" is read as a noun."""
    return WANTED.search(view.doc.story.full[view.sentence.told : view.start(word)]) is not None


def _asked(halt: Token) -> bool:
    """Whether somebody is told to stop it: "told Chad to stop bombing"; who is ordered to may well have stopped."""
    return (
        halt.dep_ in {"xcomp", "ccomp"}
        and lemma(halt.head) in words("ongoing")["tell"]
        and any(c.lower_ == "to" for c in children(halt, "aux"))
    )


__all__ = ["with_ongoing"]
