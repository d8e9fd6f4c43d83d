"""Sanctions that somebody breaks: "charged with breaching EU sanctions" tells of none that is imposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def with_evaded(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, as background the sanctions of which all that is told is that somebody breaks or dodges them."""
    return tuple(replace(c, background=True) if c.type is ClaimType.SANCTION and _evaded(read.shown(c)) else c for c in claims)


def _evaded(held: Sequence[View]) -> bool:
    told = [t for v in held for t in v.events(ClaimType.SANCTION)]
    return bool(told) and all(any(lemma(t) in words("evaded")["by"] for t in _over(word)) for word in told)


def _over(word: Token) -> Iterator[Token]:
    """What is done to sanctions, by a verb or a noun: "breach sanctions", "violation of sanctions", "sanctions evasion"."""
    yield from (c for c in children(word, "amod") if c.tag_ == "VBG")  # as the parser reads "with breaching sanctions"
    if (word.dep_ in {"dobj", "nsubjpass"} and is_verb(word.head)) or word.dep_ in {"compound", "nmod"}:
        yield word.head
    elif word.dep_ == "pobj" and word.head.lower_ == "of":
        yield word.head.head


__all__ = ["with_evaded"]
