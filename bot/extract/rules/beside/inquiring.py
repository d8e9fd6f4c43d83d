"""Who looks into an attack did not make it: "police charged a man over the attack", "agents questioned a friend of the gunman"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import FLAT
from bot.extract.rules.grammar import MODIFIERS, by_whom, words_for
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType


def without_inquirers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks of one state by nobody, where its sentences name it as who charges, questions or hunts, and nowhere as who attacks."""
    return tuple(_told(c, read.shown(c)) if _may(c) else c for c in claims)


def _may(claim: Claim) -> bool:
    return claim.type is ClaimType.STRIKE and claim.status in FLAT and len(claim.actor) == 1 and claim.actor[0].isupper()


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    who = claim.actor[0]
    if not any(_inquires(t) for v in held for t in words_for(v, who)) or any(who in _attackers(v) for v in held):
        return claim
    return replace(claim, actor=(), spans=less(claim, "actor"))


def _inquires(token: Token) -> bool:
    """Whether a word is, or is whose they are, the police or prosecutors who do what such people do with a crime."""
    noun = token.head if token.dep_ in MODIFIERS else token
    verb = noun.head if noun.dep_ == "nsubj" else noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None
    told = () if verb is None else (verb, *children(verb, "conj"))
    table = words("inquiring")
    them = lemma(noun) in table["who"] or noun.lower_ in PRONOUNS
    return them and any(is_verb(v) and lemma(v) in table["does"] for v in told)


def _attackers(view: View) -> Iterator[str]:
    """Who does what the words for an attack tell: their subjects, who stands behind "by", whose attack it is."""
    for word in view.events(ClaimType.STRIKE):
        yield from view.sides((*subject(word), *by_whom(word), *children(word, *MODIFIERS)))


__all__ = ["without_inquirers"]
