"""A weapon that is only shown was neither launched nor tested: "unveils a missile", "shows off a missile that was never tested"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import LAUNCHES
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.tables import holds
from bot.extract.text.token import Token
from bot.extract.text.tree import children, lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, Status


def with_shown(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without launches and tests of what is only shown; negated where all words for one are."""
    return tuple(told for c in claims for told in _told(c, read.shown(c)))


def _told(claim: Claim, held: Sequence[View]) -> Iterator[Claim]:
    if claim.type not in LAUNCHES or claim.status in NEGATIVE or not held or len(held) != len(claim.evidence):
        yield claim
        return
    events = [event for view in held for event in view.events(claim.type)]
    if events:
        yield replace(claim, status=Status.NEGATED) if all(map(_undone, events)) else claim
    elif not all(holds("shown", "show", view.sentence.text) for view in held):
        yield claim


def _undone(event: Token) -> bool:
    """Whether it was not done, or not done so far: "has yet to be tested"."""
    awaited = event.dep_ == "xcomp" and lemma(event.head) == "have" and any(c.lower_ == "yet" for c in children(event.head, "advmod"))
    return awaited or status_of(event).status in NEGATIVE


__all__ = ["with_shown"]
