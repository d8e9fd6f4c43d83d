"""Things that are told as left out: the jets of "to send howitzers, but no jets" are not sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.rules.reading import Reading
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, Item

BUT = re.compile(
    r"(?i)\b(?:(?:but|and|though|yet),?\s)?(?:no|not(?!\s(?:only|just|least|all|yet))|without|excluding|except(?:\sfor)?|minus|rather than|"
    r"instead of)\s(?:the\s|its\s|any\s)?(?!longer|fewer|less|more|matter|doubt)(?:[\w’'-]+\s)?$"
)


def without_excepted(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of things without those that every sentence says are not among them."""
    return tuple(_left(c, read.shown(c)) if len(c.item) > 1 and c.status not in NEGATIVE else c for c in claims)


def _left(claim: Claim, held: Sequence[View]) -> Claim:
    left = tuple(i for i in claim.item if not _excepted(i, held))
    return replace(claim, item=left) if left else claim


def _excepted(item: Item, held: Sequence[View]) -> bool:
    """Whether a thing is told, and only behind a "no"."""
    told = [(v, m) for v in held for _, m in v.of(Kind.ITEM) if m.text in item.text]
    return bool(told) and all(BUT.search(v.doc.story.full, v.sentence.told, m.start) for v, m in told)


__all__ = ["without_excepted"]
