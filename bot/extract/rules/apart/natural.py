"""What nature does is no attack: "the quake injured 1,000 people", "when the storm hits the coast"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Kind
from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import by_whom
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import lemma, subject
from bot.extract.text.view import View
from bot.model import Category, Claim


def without_nature(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without attacks of which every sentence tells what a quake, a storm or a flood did, and none of arms."""
    return tuple(c for c in claims if c.type not in FIGHTS or not _natural(read.shown(c)))


def _natural(held: Sequence[View]) -> bool:
    return bool(held) and all(map(_by_nature, held)) and any(_did(v) for v in held)


def _by_nature(view: View) -> bool:
    """Whether a sentence names such a thing, has no other word for an attack than that it hit or harmed, and no arms."""
    armed = any(set(m.ids) - {Category.TROOPS} for _, m in view.of(Kind.ITEM))
    told = [t for kind in FIGHTS for t in view.events(kind)]
    return not armed and any(_force(t) for t in view.tokens) and all(lemma(t) in words("natural")["harm"] for t in told)


def _did(view: View) -> bool:
    """Whether it is who does what a word for an attack tells."""
    return any(_force(s) for kind in FIGHTS for t in view.events(kind) for s in (*subject(t), *by_whom(t)))


def _force(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and lemma(token) in words("natural")["forces"]


__all__ = ["without_nature"]
