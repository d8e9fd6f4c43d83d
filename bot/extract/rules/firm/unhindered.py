"""A denied hindrance denies no event: "not standing in the way of a truce"; nor does "not a blanket order to strike"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import BY_FORCE
from bot.extract.rules.grammar import calls
from bot.extract.rules.reading import Reading
from bot.extract.status import NOTHING, status_of
from bot.extract.status import words as denying
from bot.extract.tables import words
from bot.extract.text.denying import refused
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Status

BEHIND = frozenset({"dobj", "pobj", "prep", "conj", "nsubjpass", "compound", "nmod", "pcomp", "xcomp", "acl", "attr"})
DENIES = re.compile(
    r"(?i)\bden(?:y|ies|ied|ying)\s(?:(?:to\s)?having\s)?(?:halt|stopp|suspend|paus|freez|withhold|block|delay|reject|refus|cancell?|hold)(?:ing|ed)\s"
    r"(?:up\s)?(?:[\w'’-]+\s){0,3}$"
)
BELIEF = frozenset({"believe", "think", "see", "feel"})


def with_unhindered(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, possible and not negated where a denied hindrance is all the negation there is, each told once.

    What of force nobody stops goes on. Without those that are only said not to be all-out; what is asked not to be done may be done.
    """
    left = [(c, _open(c, read.shown(c))) for c in claims]
    live = [c for c, turned in left if turned is c and c.status not in NEGATIVE]
    return tuple(t for c, t in left if t is not None and (t is c or not any(_same(t, o) for o in live)))


def _same(claim: Claim, other: Claim) -> bool:
    shared = {e.start for e in claim.evidence} & {e.start for e in other.evidence}
    return claim.type is other.type and bool(shared) and set(claim.actor) <= set(other.actor)


def _open(claim: Claim, held: Sequence[View]) -> Claim | None:
    """The claim as its sentences have it; None where it is told no more than that it is no blanket matter."""
    planned = claim.type is ClaimType.AGREEMENT and claim.status is Status.PLANNED  # "denied that it had rejected a truce" plans none
    if (claim.status not in NEGATIVE and not planned) or claim.reversal is not None:
        return claim
    shown = [(view, word) for view in held for word in view.events(claim.type)]
    told = [word for _, word in shown]
    if claim.status is Status.NEGATED and told and all(map(_partial, told)):
        return None
    if claim.status is Status.NEGATED and told and all(map(_asked, told)):
        return replace(claim, status=Status.POSSIBLE)
    free = [word for view, word in shown if _by_words(view, word) or any(_denied(h) for h in _hindrances(word))]
    rest = [word for word in told if word not in free]
    if not free or (planned and rest) or any(status_of(w).status in NEGATIVE for w in rest):
        return claim
    if claim.type in BY_FORCE and all(any(lemma(h) in words("ongoing")["halt"] for h in _hindrances(w)) for w in free):
        return replace(claim, status=Status.ALLEGED if claim.source else Status.ASSERTED)
    return replace(claim, status=Status.POSSIBLE)


def _asked(word: Token) -> bool:
    """Whether it is what somebody is asked not to do: "urged Chad not to sell jets"."""
    to = any(c.lower_ == "to" for c in children(word, "aux"))
    return to and bool(children(word, "neg")) and status_of(word).status is Status.POSSIBLE


def _hindrances(word: Token) -> Iterator[Token]:
    """What stands in the way of what a word tells of: "blocking a truce", "an obstacle to a truce", "in the way of a truce"."""
    table = words("unhindered")
    for token in up(word):
        above = token.head
        if above.i == token.i or token.dep_ not in BEHIND:
            return
        if token.dep_ != "conj" and (above.i < token.i or token.dep_ == "nsubjpass"):
            if is_verb(above) and calls(above, table["hinder"]):
                yield above
            noun = above.head if token.dep_ == "pobj" and above.lower_ in {"to", "of"} else above
            if lemma(noun) in table["obstacle"] or (lemma(noun) == "way" and noun.head.lower_ == "in"):
                yield noun
        if is_verb(above):
            # One thing is stood in the way of and delayed: "standing in the way of or delaying a truce".
            yield from (t for t in (above.head,) if above.dep_ == "conj" and calls(above, table["hinder"]))
            return


def _by_words(view: View, word: Token) -> bool:
    """The same where a headline's verb is read as a word beside the noun: "denies halting arms to Chad"."""
    return DENIES.search(view.doc.story.full[view.sentence.told : view.start(word)]) is not None


def _denied(hindrance: Token) -> bool:
    """Whether it is said not to be: by a "not" or "no" of its own, of "be", or of who does not believe it."""
    if any(c.lower_ == "no" for c in children(hindrance, "det")):
        return True
    verb = next((t for t in up(hindrance) if is_verb(t)), hindrance)
    verb = verb.head if verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "neg", "nsubj") else verb
    above = verb.head if verb.dep_ in {"ccomp", "xcomp", "pcomp"} else verb
    over = above.head if above.dep_ in {"ccomp", "xcomp"} else above  # "denied that it had agreed to stop"
    if any(t.i != verb.i and lemma(t) in denying()["deny"] and not refused(t) for t in (above, over)):
        return True
    if any(c.lower_ in NOTHING for c in children(verb, "nsubj")):
        return True
    return any(children(t, "neg") for t in (verb, *([above] if lemma(above) in BELIEF else [])))


def _partial(word: Token) -> bool:
    """Whether the "not" is of what goes all the way: "not a blanket order to strike", "no wholesale withdrawal"."""
    wide = [t for t in up(word) if any(c.lower_ in words("unhindered")["wide"] for c in children(t, "amod", "compound", "nmod"))]
    return any(any(c.lower_ == "no" for c in children(t, "det")) or (t.dep_ == "attr" and children(t.head, "neg")) for t in wide)


__all__ = ["with_unhindered"]
