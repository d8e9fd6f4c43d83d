"""What the words beside a denial make of it: a denial that is itself denied, what is called untrue, what is kept from somebody."""

from __future__ import annotations

from bot.extract.text.token import Token
from bot.extract.text.tree import DAYS, children, lemma

TRUE, UNTRUE = frozenset({"true", "correct", "accurate", "case"}), frozenset({"false", "untrue", "wrong", "incorrect", "lie", "nonsense"})
TIMES = frozenset({"time", "hour", "day", "night", "week", "month", "year", "decade", "morning", "evening", "today", "yesterday"})


def refused(verb: Token) -> bool:
    """Whether the denial itself is denied: "did not deny", "neither confirmed nor denied"; not "could not be reached but has denied"."""
    shared = verb.dep_ == "conj" and not children(verb, "aux") and not any(c.lower_ == "but" for c in children(verb.head, "cc"))
    group = (verb, verb.head) if shared else (verb,)
    return any(c.dep_ == "neg" or c.lower_ in {"neither", "nor"} for v in group for c in v.children)


def untrue(above: Token, false: frozenset[str] = UNTRUE) -> bool:
    """Whether what a form of "be" tells of is called untrue: "it was not true that", "it is false that"."""
    verb = above if lemma(above) == "be" else above.head
    called = {c.lower_ for c in children(verb, "acomp", "attr", "advmod")} if lemma(verb) == "be" else set()
    return bool(called & TRUE) if any(c.dep_ == "neg" for c in verb.children) else bool(called & false)


def withheld(verb: Token) -> bool:
    """Whether "deny" is to keep something from somebody named before it: "deny it all paths to a weapon", and not "denied it last week"."""
    objects = [c for c in children(verb, "dative", "dobj", "npadvmod") if c.i > verb.i and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    return lemma(verb) == "deny" and sum(c.dep_ != "npadvmod" or lemma(c) not in TIMES | DAYS for c in objects) > 1
