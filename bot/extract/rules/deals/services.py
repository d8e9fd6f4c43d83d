"""Services are no arms: "supplies the navy with services in support of submarines" tells of no submarine that changes hands."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import arguments, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

GIVEN = frozenset({"obj", "prep:with", "iobj"})


def without_services(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without transfers of which the first sentence tells that services alone are given."""
    return tuple(c for c in claims if c.type is not ClaimType.ARMS_TRANSFER or not _served(read.first(c)))


def _served(held: Sequence[View]) -> bool:
    told = [t for v in held for t in v.events(ClaimType.ARMS_TRANSFER) if is_verb(t)]
    return bool(told) and all(map(_serves, told))


def _serves(verb: Token) -> bool:
    """Whether what a verb gives is services, to whomever."""
    given = [lemma(a.token) for a in arguments(verb) if a.label in GIVEN]
    return any(g in words("services")["served"] for g in given)


__all__ = ["without_services"]
