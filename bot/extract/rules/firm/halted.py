"""What somebody halts or gives back is no news of the deed: "Norland halts its attacks", "releases the seized tanker"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import ATTACKS, NOBODY
from bot.extract.rules.grammar import after
from bot.extract.rules.reading import Reading
from bot.extract.status import OPEN_MARKS, status_of
from bot.extract.tables import holds, words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Status

# Of a halt by the words alone, right before the event: "orders a halt to strikes on", which parses hang anywhere.
ORDERED = re.compile(
    r"(?i)\b(?:order(?:s|ed)|announc(?:es|ed)|declar(?:es|ed))\s(?:(?:an?|the)\s)?(?:[\w-]+\s)?"
    r"(?:halt|stop|end|pause|suspension|cessation|moratorium)\s(?:to|of|in|on)\s(?:[\w-]+\s){0,3}$"
)
TERMS = OPEN_MARKS | {"once", "when", "until"}  # what a promise to stop hangs on
HALTED = ATTACKS | {ClaimType.EXERCISE}


def with_halted(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, negated where all that their sentences tell is that the doer halts it; seizures of what is given back are old."""
    return tuple(_halted(c, read.shown(c)) for c in claims)


def _halted(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.status in NEGATIVE or not held or len(held) != len(claim.evidence):
        return claim
    if claim.type is ClaimType.SEIZURE and all(map(_given_back, held)):
        return replace(claim, background=True)
    found = [(view, view.events(claim.type)) for view in held]
    halts = claim.type in HALTED and all(e and all(_halts(view, one, claim) for one in e) for view, e in found)
    return replace(claim, status=Status.NEGATED) if halts else claim


def _halts(view: View, event: Token, claim: Claim) -> bool:
    """Whether an event is what its doer halts."""
    verb, halting = event.head, words("halted")["halt"]
    ahead = claim.status is Status.PLANNED
    if is_verb(verb) and ahead and event.dep_ == "nsubj" and lemma(verb) in halting and not children(verb, "dobj"):
        return status_of(verb).status is Status.PLANNED or _told_ahead(verb)  # "said the raids would cease"
    if event.dep_ in {"dobj", "xcomp"} and is_verb(verb) and lemma(verb) in halting and _flat(verb):
        return bool(_own(view, event, view.sides([c for s in subject(verb) for c in conjuncts(s)])) & set(claim.actor))
    ordered = ORDERED.search(view.doc.story.full[view.sentence.told : view.start(event)])
    if ordered is not None:
        named = [m for _, m in view.of(Kind.PARTY) if m.end - view.sentence.told <= ordered.start()]
        return bool({i for m in named for i in m.ids} & set(claim.actor))
    # A headline's verb is read as a noun: "Norland halts attacks on shipping".
    before = [t for t in view.tokens if t.i < event.i][-3:]
    word = next((t for t in reversed(before) if lemma(t) in halting and _flat(t)), None)
    who = [t for t in before if word is not None and t.i == word.i - 1]
    return bool(who) and bool(view.sides(who) & set(claim.actor))


def _own(view: View, event: Token, who: frozenset[str]) -> frozenset[str]:
    """Who halts an event, where it is not told as another's: "fighters halted an army assault" is no end of their own."""
    whose = view.sides([*children(event, "poss", "compound", "amod", "nmod"), *after(event, "of", "by")])
    return frozenset() if whose - who - set(NOBODY) else who


def _flat(word: Token) -> bool:
    """Whether a halt, where it is a verb at all, is told as done or to come: "unless the army stops bombing" tells that it bombs on."""
    if not is_verb(word):
        return True
    terms = (c for clause in children(word, "advcl") for c in children(clause, "mark", "advmod"))
    return status_of(word).status in {Status.ASSERTED, Status.PLANNED} and not any(c.lower_ in TERMS for c in terms)


def _told_ahead(verb: Token) -> bool:
    return verb.dep_ in {"ccomp", "acl", "conj"} and any(c.lower_ in {"would", "will"} for c in children(verb, "aux"))


def _given_back(view: View) -> bool:
    """Whether a sentence only says which thing is given back: "frees the crew of the seized ship"."""
    return holds("halted", "back", view.sentence.text) and all(e.dep_ == "amod" for e in view.events(ClaimType.SEIZURE))


__all__ = ["with_halted"]
