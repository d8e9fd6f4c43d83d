"""What is only being prepared: "Chad prepares an offensive", "agreed to hold a drill" tell of what is to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import FLAT
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import lemma
from bot.extract.text.view import View
from bot.model import Claim, Status

OPEN = frozenset({"VBP", "VBZ", "VBG", "VB"})  # forms of a verb that is not over: who prepared the attack may have led it


def with_prepared(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, planned of which every word for the event is what somebody prepares or agrees to do."""
    return tuple(replace(c, status=Status.PLANNED) if c.status in FLAT and _ahead(c, read.shown(c)) else c for c in claims)


def _ahead(claim: Claim, held: Sequence[View]) -> bool:
    told = [t for v in held for t in v.events(claim.type)]
    return bool(told) and all(any(map(_prepares, _over(t))) for t in told)


def _over(word: Token) -> Iterator[tuple[Token, Token]]:
    """A word for the event, and what it is the object of, each with the verb above: "prepare an offensive", "agree to hold a drill"."""
    for _ in range(2):
        above = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "for" else word.head
        yield word, above
        if word.dep_ != "dobj":
            return
        word = above


def _prepares(pair: tuple[Token, Token]) -> bool:
    word, verb = pair
    if word.dep_ == "xcomp":
        return lemma(verb) in words("prepared")["to"]
    return word.dep_ in {"dobj", "pobj"} and lemma(verb) in words("prepared")["done"] and verb.tag_ in OPEN
