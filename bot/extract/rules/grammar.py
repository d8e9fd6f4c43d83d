"""What the rooms of rules share: which mentions may be a side, what several do together, and who does what a verb tells."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Kind, resolved
from bot.extract.text.token import Token
from bot.extract.text.tree import arguments, children, conjuncts, lemma, passive, subject
from bot.extract.text.view import View, parties
from bot.model import ClaimType

MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})
SIDES = frozenset({Kind.PARTY, Kind.PERSON})
JOINT = frozenset({ClaimType.AGREEMENT, ClaimType.EXERCISE})  # what several do together
GROUNDS = frozenset({"water", "airspace", "territory", "soil", "sea", "sovereignty", "border", "law", "zone", "land", "space", "sky"})
INTO = frozenset({"into", "of", "inside", "in", "within"})


def doers(view: View, verb: Token) -> frozenset[str]:
    """Who does what a verb tells, as the sentence has it: its subject, or behind "by"."""
    did = [p for a in children(verb, "agent") for p in children(a, "pobj")] if passive(verb) else subject(verb)
    return named(view, did)


def named(view: View, tokens: Sequence[Token]) -> frozenset[str]:
    """The parties that some words stand for, with what is listed beside them."""
    found = (view.doc.mentions[m] for t in tokens for m, _ in parties(view, t, frozenset()))
    return frozenset(i for m in found for i in resolved(view.doc, m).ids if i != "civilians")


def things(verb: Token) -> tuple[Token, ...]:
    """What a verb is done to: its object, or of a passive its subject or the noun it hangs on."""
    if not passive(verb):
        return children(verb, "dobj")
    return children(verb, "nsubjpass") or ((verb.head,) if verb.dep_ in {"acl", "relcl"} else ())


def called(word: Token) -> frozenset[str]:
    """A word by itself, and with each particle: "pull", "pull_out"."""
    near = [
        c
        for t in (word, *children(word, "dobj"))
        for c in children(t, "prt", "advmod", "npadvmod", "prep")
        if t is word or c.lower_ == "home"
    ]
    return frozenset({lemma(word), *(f"{lemma(word)}_{c.lower_}" for c in near)})


def said(verb: Token, *labels: str) -> tuple[Token, ...]:
    """What stands to a verb as its subject or object ("subj", "obj"), in the active and the passive, with what is listed beside it."""
    return tuple(t for a in arguments(verb) if a.label in labels for t in conjuncts(a.token))
